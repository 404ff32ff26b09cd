/** Places that belong to one technique: the shelf of translated code, the mills of an interpreter, the rings of a driver domain. */
import type { Int } from '../sim/index.ts';
import type { Frame } from './layout-frame.ts';
import { NO_TOWER, type Shape } from './layout-shape.ts';
import type {
  BandPlace,
  Compartment,
  MachinePlace,
  Rect,
  RingPlace,
  ShelfPlace,
  SocketPlace,
  TowerPlace,
} from './layout-types.ts';

const SLOT = { least: 5, wish: 17, most: 42, gap: 4 } as const;
const SHELF = { side: 6, foot: 10, words: 26, most: 46 } as const;
const MILL = { w: 112, least: 40, inset: 12, aside: 16 } as const;
/** `arc`: around a ring, how far its batch has come; `above`: from the towers' feet to that; `rail`: from it to the middle of the way below */
const RING = { radius: 15, small: 12, arc: 4, above: 3, rail: 9 } as const;
const NOBODY = { rings: [], channel: null, domain: [] };
const DOOR = 40;

/** So many slots in rows of equal length, in a rectangle. */
function slotsIn(rect: Rect, count: Int): Rect[] {
  const rows = Math.min(3, Math.max(1, Math.ceil((count * (SLOT.wish + SLOT.gap)) / rect.w)));
  const columns = Math.max(1, Math.ceil(count / rows));
  const pitch = Math.min(SLOT.most + SLOT.gap, rect.w / columns);
  const height = (rect.h - SLOT.gap) / rows;
  return Array.from({ length: count }, (_, i) => ({
    x: rect.x + (i % columns) * pitch + SLOT.gap / 2,
    y: rect.y + SLOT.gap + Math.floor(i / columns) * height,
    w: Math.max(SLOT.least - 1, pitch - SLOT.gap),
    h: height - SLOT.gap,
  }));
}

/**
 * A board along the foot of the translator's band, and on it a part for each guest below its tower, with a slot for each
 * block that its cache may have room for.
 */
export function shelfOf(shape: Shape, { bands, main, several, index }: Frame): ShelfPlace | null {
  const machine = shape.machines[index];
  const band = bands.find(({ kind }) => kind === 'translator')?.rect;
  if (machine === undefined || band === undefined || machine.blocks === 0) return null;
  const head = several ? SHELF.words : SHELF.foot;
  const h = Math.min(SHELF.most, band.h - head - SHELF.foot);
  const rect: Rect = { x: main.left, y: band.y + band.h - SHELF.foot - h, w: main.right - main.left, h };
  const served = Math.max(1, machine.slots - machine.domains);
  const pitch = rect.w / served;
  const compartments = shape.slotOf.flatMap((slot, guest): Compartment[] => {
    if (shape.machineOf[guest] !== index || slot < 0 || slot >= served) return [];
    const own = { x: rect.x + slot * pitch + SHELF.side, y: rect.y, w: pitch - 2 * SHELF.side, h };
    const count = Math.floor(machine.blocks / served) + (slot < machine.blocks % served ? 1 : 0);
    const bench = { x: own.x, y: band.y + 6, w: own.w, h: Math.max(0, rect.y - band.y - 12) };
    return [{ guest, rect: own, slots: slotsIn(own, count), bench }];
  });
  return { rect, slots: compartments.flatMap(({ slots }) => slots), compartments };
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
 * A ring below each tower that is served, below all of them one channel, and at its end a door into the driver domain:
 * guest and domain share this memory, which is therefore drawn above the monitor.
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
  const radius = several ? RING.small : RING.radius;
  const y = top + RING.above + RING.arc + radius;
  // below the rings, so that nobody's batch goes through another guest's
  const rail = y + radius + RING.arc + RING.rail;
  const rings = towers.flatMap(([guest, { rect, stem }]): RingPlace[] => {
    if (isDomain(guest)) return [];
    const room = rect.x + rect.w - radius - 6;
    return [{ guest, at: { x: Math.max(stem.x + radius + 14, room), y }, radius }];
  });
  const door: Rect = { x: domain.rect.x - 14, y: bottom - DOOR - 2, w: 14, h: DOOR };
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
    channel: { y: rail, from: Math.min(...rings.map(({ at }) => at.x), door.x), door },
    domain: [{ kind: 'driverDomain', form: 'beside', rect, words }],
  };
}
