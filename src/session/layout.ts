/**
 * Where everything stands. The playfield draws at these places and the overlay puts text and controls on them, so both
 * ask this one function; neither has geometry of its own.
 */
import type { Int } from '../sim/index.ts';
import { areasOf, type Frame, frameOf, STRIP_BOTTOM } from './layout-frame.ts';
import { devicesOf, socketsOf } from './layout-host.ts';
import { inspectorOf, labelsOf, promptOf } from './layout-margin.ts';
import { catches, slabOf, workRowOf } from './layout-middle.ts';
import { keyOf, type Shape, shapeOf } from './layout-shape.ts';
import { millsOf, ringsOf, shelfOf } from './layout-technique.ts';
import { towersOf } from './layout-towers.ts';
import {
  type BandPlace,
  type BareLayout,
  type Ground,
  type MachinePlace,
  PICTURE,
  type Rect,
  type TowerPlace,
} from './layout-types.ts';
import type { SessionPart } from './part.ts';
import { PARTS, type PartName, type PartPlaces } from './parts/index.ts';
import type { View } from './view-model.ts';

export { type GearPlace, gearOf } from './gear.ts';
export { baysOf, MOST_BAYS } from './layout-middle.ts';
export * from './layout-types.ts';
export { FADER, faderless } from './margin.ts';
export type { CardSeat } from './parts/cards.ts';
export type { WireRow } from './parts/exits.ts';
export type { KernelPlace } from './parts/porting.ts';
export type { SharedPanel } from './slab.ts';

/** `parts`: where each part stands, null where it is not there. */
export type Layout = BareLayout & { parts: PartPlaces };

type Built = {
  frame: Frame;
  place: MachinePlace;
  towers: [Int, TowerPlace][];
  sockets: ReturnType<typeof socketsOf>;
  devices: ReturnType<typeof devicesOf>;
};

/** An inner hypervisor reaches as far as its guests do, not across the machine. */
function withInner(bands: readonly BandPlace[], towers: Built['towers']): BandPlace[] {
  const lying = towers.flatMap(([, { form, rect }]) => (form === 'lying' ? [rect] : []));
  if (lying.length === 0) return [...bands];
  return bands.flatMap((band): BandPlace[] => {
    if (band.kind !== 'inner') return [band];
    return lying.map((rect, i) => ({ ...band, rect, words: i === 0 ? band.words : null }));
  });
}

/** Cards may rise so far above their row, with words above them. */
const RISE = 106;

const hasCards = ({ asks, cards }: Shape): boolean => asks || cards;

/** What is interpreted falls into the funnel of the mill beside the column. */
function overMills(sockets: Built['sockets'], mills: readonly Rect[]): Built['sockets'] {
  return sockets.map(([index, socket], i) => {
    const mill = mills[i];
    if (mill === undefined) return [index, socket];
    const exit = { x: mill.x + mill.w / 2, y: mill.y + 16 };
    return [index, { ...socket, held: { ...socket.held, exit } }];
  });
}

/** Where nobody is asked, and rows stand below the towers, exits land above the rows, and never among their buttons. */
const OVER_ROWS = 20;

function overRows(shape: Shape, frame: Frame, sockets: Built['sockets']): Built['sockets'] {
  if (!shape.rows || shape.asks) return sockets;
  return sockets.map(([index, socket]) => {
    const exit = { ...socket.held.exit, y: frame.desk.y + OVER_ROWS };
    return [index, { ...socket, held: { ...socket.held, exit } }];
  });
}

function build(shape: Shape, frame: Frame, main: BareLayout['main']): Built {
  const towers = towersOf(shape, frame);
  const sockets = socketsOf(
    shape,
    frame,
    towers.map(([, tower]) => tower),
  );
  const workRow = workRowOf(frame, main);
  const mills = millsOf(
    frame,
    hasCards(shape) ? { ...workRow, y: workRow.y - (shape.cards ? RISE : 0) } : null,
    sockets.map(([, socket]) => socket),
  );
  const { domain, ...shared } = ringsOf(shape, frame, towers);
  return {
    frame,
    towers,
    sockets: overRows(shape, frame, overMills(sockets, mills)),
    devices: devicesOf(shape, frame),
    place: {
      area: frame.area,
      title: frame.title,
      bands: [...withInner(frame.bands, towers), ...domain],
      crowded: frame.bands.some(({ kind }) => kind === 'sharedKernel'),
      guests: frame.guests,
      middle: frame.middle,
      host: frame.host,
      main: frame.main,
      lanes: frame.lanes,
      workRow,
      shelf: shelfOf(shape, frame),
      mills,
      beside: frame.beside,
      ...shared,
    },
  };
}

/** Places by their indices, which run through all machines; those of machines that are not in the picture are left out. */
function indexed<T>(places: readonly (readonly [Int, T])[]): T[] {
  const all: T[] = [];
  for (const [index, place] of [...places].sort(([a], [b]) => a - b)) all[index] = place;
  return all;
}

/** A part's shape fits it by its very name, which the compiler cannot follow. */
function placesOf(shape: Shape, ground: Ground): PartPlaces {
  const places = Object.entries(PARTS).map(([name, part]) => {
    const own = shape.parts[name as PartName];
    const { place } = part as SessionPart<unknown, never, unknown, unknown>;
    return [name, own === null ? null : (place?.(own, ground) ?? null)];
  });
  return Object.fromEntries(places);
}

export function layoutOf(shape: Shape): Layout {
  const frames = areasOf(shape).flatMap((area, m) => frameOf(shape, m, area) ?? []);
  const first = frames[0];
  if (first === undefined) throw new Error('a picture without a machine');
  const main = { left: first.main.left, right: frames[frames.length - 1]?.main.right ?? first.main.right };
  const built = frames.map((frame) => build(shape, frame, main));
  const towers = new Map(built.flatMap((one) => one.towers));
  const sockets = indexed(built.flatMap((one) => one.sockets));
  const ground: Ground = {
    top: STRIP_BOTTOM,
    main: first.main,
    several: first.several,
    middle: first.middle,
    desk: frames.find((frame) => catches(shape, frame))?.desk ?? null,
    slab: slabOf(first),
    workRow: workRowOf(first, main),
    prompt: promptOf(first, sockets, shape.rows, shape.parts.porting !== null),
    rail: sockets[0]?.held.exit.y ?? null,
    landings: sockets.map(({ held }) => held.exit.x),
    beside: first.beside,
  };
  const parts = placesOf(shape, ground);
  return {
    machines: built.map(({ place }) => place),
    strip: { x: 0, y: 0, w: PICTURE.w, h: STRIP_BOTTOM },
    main,
    labels: labelsOf(frames),
    towers: shape.slotOf.map((_, guest) => towers.get(guest) ?? null),
    sockets,
    devices: indexed(built.flatMap((one) => one.devices)),
    parts,
    inspector: inspectorOf(first),
    prompt: parts.platforms?.prompt ?? ground.prompt,
    captions: { x: main.left, y: 694, w: main.right - main.left, h: 24 },
  };
}

/** The machine that an exit belongs to: that of the pCPU which it holds, else that of its guest. */
export function machineOf(layout: Layout, { pcpu, guest }: { pcpu: Int; guest: Int }): MachinePlace | undefined {
  return layout.machines[layout.sockets[pcpu]?.machine ?? layout.towers[guest]?.machine ?? 0];
}

let last: { view: View; key: string; layout: Layout } | null = null;

/** The layout of a view. The same object is returned for as long as the shape of the picture stays the same. */
export function layout(view: View): Layout {
  if (last?.view === view) return last.layout;
  const shape = shapeOf(view);
  const key = keyOf(shape);
  last = { view, key, layout: last?.key === key ? last.layout : layoutOf(shape) };
  return last.layout;
}
