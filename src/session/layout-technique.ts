/** Places that belong to one technique: the shelf of translated code, the mills of an interpreter, the rings of a driver domain. */
import type { Frame } from './layout-frame.ts';
import { type MachineShape, NO_TOWER, type Shape } from './layout-shape.ts';
import type { BandPlace, MachinePlace, Rect, RingPlace, ShelfPlace, SocketPlace, TowerPlace } from './layout-types.ts';

const SLOT = { least: 5, most: 42, gap: 4 } as const;
const SHELF = { side: 6, foot: 10, words: 26, most: 46 } as const;
const MILL = { w: 112, least: 40, inset: 12, aside: 16 } as const;
const RING = 15;
const NOBODY = { rings: [], channel: null, domain: [] };
const DOOR = 40;

/**
 * A board along the foot of the translator's band, with a slot for each block that the cache has room for. More slots than
 * fit in one row stand in two or three.
 */
export function shelfOf(machine: MachineShape, { bands, main, several }: Frame): ShelfPlace | null {
  const band = bands.find(({ kind }) => kind === 'translator')?.rect;
  if (band === undefined || machine.blocks === 0) return null;
  const head = several ? SHELF.words : SHELF.foot;
  const h = Math.min(SHELF.most, band.h - head - SHELF.foot);
  const rect: Rect = { x: main.left, y: band.y + band.h - SHELF.foot - h, w: main.right - main.left, h };
  const room = rect.w - 2 * SHELF.side;
  const rows = Math.min(3, Math.ceil((machine.blocks * (SLOT.least + SLOT.gap)) / room));
  const columns = Math.ceil(machine.blocks / rows);
  const pitch = Math.min(SLOT.most + SLOT.gap, room / columns);
  const height = (h - SLOT.gap) / rows;
  const slots = Array.from({ length: machine.blocks }, (_, i) => ({
    x: rect.x + SHELF.side + (i % columns) * pitch,
    y: rect.y + SLOT.gap + Math.floor(i / columns) * height,
    w: Math.max(SLOT.least - 1, pitch - SLOT.gap),
    h: height - SLOT.gap,
  }));
  return { rect, slots };
}

/**
 * The interpreter runs on a pCPU like everybody else: one mill beside the column of each, so that code which needs no
 * interpreter flows past it. `workRow`: where bays and cards stand, if there are any.
 */
export function millsOf({ bands }: Frame, workRow: Rect | null, sockets: readonly SocketPlace[]): Rect[] {
  const band = bands.find(({ kind }) => kind === 'interpreter')?.rect;
  if (band === undefined) return [];
  return sockets.map(({ streamX, rect }) => {
    const room = (workRow === null ? band.h : workRow.y - band.y) - 2 * MILL.inset;
    const h = Math.min(MILL.w, room);
    const w = Math.max(MILL.least, Math.min(h, rect.w / 2 - MILL.aside));
    return { x: streamX - MILL.aside - w, y: band.y + MILL.inset + (room - h) / 2, w, h };
  });
}

/**
 * A ring below each tower that is served, all on one channel, and at its end a door into the driver domain: guest and
 * domain share this memory, which is therefore drawn above the monitor.
 */
export function ringsOf(
  shape: Shape,
  { index, storeys, several }: Frame,
  towers: readonly (readonly [number, TowerPlace])[],
): Pick<MachinePlace, 'rings' | 'channel'> & { domain: BandPlace[] } {
  const machine = shape.machines[index];
  const served = (machine?.slots ?? 0) - (machine?.domains ?? 0);
  const isDomain = (guest: number): boolean => (shape.slotOf[guest] ?? NO_TOWER) >= served;
  const domain = towers.find(([guest]) => isDomain(guest))?.[1];
  if (machine === undefined || machine.domains === 0 || domain === undefined) return NOBODY;
  const { top, bottom } = storeys.rings;
  const y = (top + bottom) / 2 + 2;
  const radius = several ? RING - 3 : RING;
  const rings = towers.flatMap(([guest, { rect, stem }]): RingPlace[] => {
    if (isDomain(guest)) return [];
    const room = rect.x + rect.w - radius - 6;
    return [{ guest, at: { x: Math.max(stem.x + radius + 14, room), y }, radius }];
  });
  const door: Rect = { x: domain.rect.x - 14, y: y - DOOR / 2, w: 14, h: DOOR };
  const rect: Rect = {
    x: door.x,
    y: storeys.towers.top - 5,
    w: domain.rect.x + domain.rect.w + 8 - door.x,
    h: bottom - storeys.towers.top + 5,
  };
  const words = {
    rect: { x: domain.rect.x + 8, y: top + (bottom - top - 36) / 2 + 2, w: domain.rect.w - 12, h: 36 },
    flat: false,
  };
  return {
    rings,
    channel: { y, from: Math.min(...rings.map(({ at }) => at.x), door.x), door },
    domain: [{ kind: 'driverDomain', form: 'beside', rect, words }],
  };
}
