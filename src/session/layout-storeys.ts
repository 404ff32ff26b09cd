/** How the height of one machine's cross-section is dealt out to what it consists of. */
import type { Band, BandKind } from './bands.ts';
import type { MachineShape, Shape } from './layout-shape.ts';
import type { Rect } from './layout-types.ts';

export type StoreyName =
  | 'head'
  | 'towers'
  | 'rings'
  | 'inner'
  | 'lanes'
  | 'interpreter'
  | 'translator'
  | 'above'
  | 'monitor'
  | 'below'
  | 'slab'
  | 'gap'
  | 'sockets'
  | 'foot';

/** Design pixels: below `least` it cannot be read, more than `wish` it does not need. What then is left goes to those that `grow`. */
type Storey = { name: StoreyName; least: number; wish: number; grow?: number };

export type Span = { top: number; bottom: number };
export type Storeys = Readonly<Record<StoreyName, Span>>;

const fixed = (name: StoreyName, h: number): Storey => ({ name, least: h, wish: h });
const none = (name: StoreyName): Storey => fixed(name, 0);

/** A desk is where the player works: with questions and their bays, with cards, or only to look at. */
const DESK = {
  asks: { least: 222, wish: 258 },
  cards: { least: 208, wish: 258 },
  looks: { least: 96, wish: 150, grow: 1 },
} as const;

/** Levers and what belongs to them take this much more of a tower. */
const GEAR = 60;

const deskOf = ({ asks, cards }: Shape) => (asks ? DESK.asks : cards ? DESK.cards : DESK.looks);

export const bandIn = (machine: MachineShape, kind: BandKind): Band | undefined =>
  machine.bands.find((band) => band.kind === kind);

/** The band that the player is. */
const MIDDLES = ['sharedKernel', 'monitor', 'interpreter', 'hostOs'] as const;
export function middleOf(machine: MachineShape): Band {
  for (const kind of MIDDLES) {
    const found = bandIn(machine, kind);
    if (found && found.form !== 'beside') return found;
  }
  return { kind: 'monitor', form: 'seam' };
}

/** A slab carries what stands on it; streams change lanes below it, since it is the kernel that deals them out. */
function slabStoreys(slab: Band | undefined, isMiddle: boolean, several: boolean): Storey[] {
  if (slab?.kind === 'sharedKernel') return [{ name: 'slab', least: 190, wish: 230, grow: several ? 1 : 0 }];
  return [slab ? { name: 'slab', least: 60, wish: isMiddle ? 130 : 74 } : none('slab')];
}

/** Below a thin monitor is room for what the player works with, unless it is a part of the slab (`grounded`). */
function monitorStoreys(monitor: Band | undefined, shape: Shape, grounded: boolean): Storey[] {
  const desk = deskOf(shape);
  if (monitor === undefined) return [none('above'), none('monitor'), none('below')];
  if (grounded) return [{ name: 'above', least: 0, wish: 10, grow: 2 }, fixed('monitor', 34), none('below')];
  if (monitor.form === 'across') return [none('above'), { name: 'monitor', ...desk }, none('below')];
  const room =
    desk === DESK.looks ? { least: 24, wish: 40, grow: 2 } : { least: desk.least - 34, wish: desk.wish - 34 };
  return [
    { name: 'above', least: 0, wish: 10, grow: 1 },
    fixed('monitor', monitor.form === 'seam' ? 24 : 34),
    { name: 'below', ...room },
  ];
}

function listOf(machine: MachineShape, shape: Shape, several: boolean): Storey[] {
  const middle = middleOf(machine);
  const airy = middle.form === 'seam' || middle.form === 'thin';
  const slab = machine.bands.find(
    ({ kind, form }) => (kind === 'sharedKernel' || kind === 'hostOs') && form !== 'beside',
  );
  const shares = slab?.kind === 'sharedKernel';
  const interpreter = bandIn(machine, 'interpreter');
  const translator = bandIn(machine, 'translator');
  const monitor = bandIn(machine, 'monitor');
  /** machines side by side have their guests and their sockets at the same heights */
  const open = airy && deskOf(shape) === DESK.looks && !several;
  const gear = shape.geared.some(Boolean) ? GEAR : 0;
  return [
    // a finger's controls reach below the strip, and short towers have no height to lose to them
    fixed('head', several ? 40 : open ? 20 : shares ? 24 : 12),
    {
      name: 'towers',
      least: several ? 176 : 168,
      wish: (open ? 206 : several ? 176 : 182) + gear,
      grow: shares || several ? 0 : 0.15,
    },
    machine.domains > 0 ? { name: 'rings', least: 42, wish: several ? 50 : 60 } : none('rings'),
    bandIn(machine, 'inner') ? { name: 'inner', least: 70, wish: 76 } : none('inner'),
    shares && monitor === undefined
      ? fixed('lanes', several ? 32 : 20)
      : { name: 'lanes', least: 22, wish: open ? 66 : 30, grow: open ? 0 : 0.2 },
    interpreter === undefined
      ? none('interpreter')
      : {
          name: 'interpreter',
          ...(monitor === undefined ? { ...deskOf(shape), least: 110 } : { least: 64, wish: 84 }),
        },
    translator === undefined
      ? none('translator')
      : { name: 'translator', least: machine.blocks > 0 ? 80 : 40, wish: machine.blocks > 0 ? 96 : 46 },
    ...monitorStoreys(monitor, shape, slab !== undefined),
    ...slabStoreys(slab, slab === middle, several),
    shares ? fixed('gap', 66) : { name: 'gap', least: 30, wish: 40, grow: 0.1 },
    { name: 'sockets', least: several ? 108 : 100, wish: open ? 116 : 108 },
    { name: 'foot', least: 28, wish: several ? 28 : open ? 48 : 32 },
  ];
}

/** Everyone gets what it needs, then of the rest as much as it wishes, in proportion; then the ones that grow share. */
function deal(list: readonly Storey[], height: number): number[] {
  const total = (of: (storey: Storey) => number): number => list.reduce((sum, storey) => sum + of(storey), 0);
  const spare = height - total(({ least }) => least);
  const wanted = total(({ least, wish }) => wish - least);
  const share = wanted === 0 ? 0 : Math.min(1, Math.max(0, spare / wanted));
  const rest = Math.max(0, spare - wanted);
  const growth = total(({ grow = 0 }) => grow);
  return list.map(
    ({ least, wish, grow = 0 }) => least + (wish - least) * share + (growth === 0 ? 0 : (rest * grow) / growth),
  );
}

/** The storeys of one machine in an area, in whole design pixels so that lines stay sharp. */
export function storeysOf(machine: MachineShape, shape: Shape, area: Rect): Storeys {
  const list = listOf(machine, shape, shape.machines.length > 1);
  const heights = deal(list, area.h);
  const spans: Partial<Record<StoreyName, Span>> = {};
  let y = area.y;
  list.forEach(({ name }, i) => {
    const top = y;
    y += heights[i] ?? 0;
    spans[name] = { top: Math.round(top), bottom: Math.round(y) };
  });
  const of = (name: StoreyName): Span => spans[name] ?? { top: area.y, bottom: area.y };
  return {
    head: of('head'),
    towers: of('towers'),
    rings: of('rings'),
    inner: of('inner'),
    lanes: of('lanes'),
    interpreter: of('interpreter'),
    translator: of('translator'),
    above: of('above'),
    monitor: of('monitor'),
    below: of('below'),
    slab: of('slab'),
    gap: of('gap'),
    sockets: of('sockets'),
    foot: of('foot'),
  };
}
