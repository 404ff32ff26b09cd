/** The frame of one machine: where its bands, its guests, its sockets and its devices have their room. */
import type { Int } from '../sim/index.ts';
import type { BandForm, BandKind } from './bands.ts';
import type { MachineShape, Shape } from './layout-shape.ts';
import { bandIn, middleOf, type Span, type Storeys, storeysOf } from './layout-storeys.ts';
import { type BandPlace, type BesidePlace, type Label, PICTURE, type Rect } from './layout-types.ts';
import { MIXER } from './margin.ts';

export const STRIP_BOTTOM = 58;
const MARGIN = 24;
/** with wires, or only with words */
const LEFT_COLUMN = { wide: 232, narrow: 124 } as const;
export const RIGHT_COLUMN = 1040;
/** a world beside the monitor: its share of the machine */
const BESIDE = { share: 0.24, least: 134, wall: 26, gap: 8 } as const;
const DOOR = 46;
const PAD = 12;
const MACHINE_GAP = 12;

export type Frame = {
  index: Int;
  area: Rect;
  several: boolean;
  storeys: Storeys;
  title: Rect | null;
  bands: BandPlace[];
  guests: Rect;
  middle: Rect;
  host: Rect;
  main: { left: number; right: number };
  lanes: { top: number; bottom: number };
  /** where exits are held, questions asked and cards laid */
  desk: Rect;
  beside: BesidePlace | null;
  /** where devices stand, from the right */
  devices: { left: number; right: number };
};

const between = (x: number, w: number, { top, bottom }: { top: number; bottom: number }): Rect => ({
  x,
  y: top,
  w,
  h: bottom - top,
});

/** One area for each machine: the whole picture for a single one, else columns beside the left edge's words. */
export function areasOf(shape: Shape): Rect[] {
  const n = shape.machines.length;
  const y = STRIP_BOTTOM;
  const h = PICTURE.h - STRIP_BOTTOM;
  if (n === 1) return [{ x: 0, y, w: PICTURE.w, h }];
  if (shape.parts.mixer !== null || shape.parts.hosts !== null) return besideMixer(shape, y + 6, h - 12);
  const room = PICTURE.w - LEFT_COLUMN.wide - PAD;
  const w = (room - (n - 1) * MACHINE_GAP) / n;
  return shape.machines.map((_, m) => ({ x: LEFT_COLUMN.wide + m * (w + MACHINE_GAP), y: y + 6, w, h: h - 12 }));
}

const isBeside = (machine: MachineShape): boolean => bandIn(machine, 'hostOs')?.form === 'beside';

/** Between the words at the left and the mixer, each as wide as it has towers and sockets to show, and a world beside them. */
function besideMixer({ machines }: Shape, y: number, h: number): Rect[] {
  const weightOf = ({ pcpus, slots }: MachineShape): number => pcpus.length + slots;
  const besideOne = (machine: MachineShape): number =>
    isBeside(machine) ? BESIDE.least + BESIDE.wall + BESIDE.gap : 0;
  const sum = (amount: (machine: MachineShape) => number): number =>
    machines.reduce((all, one) => all + amount(one), 0);
  const gaps = (machines.length - 1) * MACHINE_GAP;
  const room = MIXER.x - PAD - LEFT_COLUMN.narrow - gaps - sum(besideOne);
  let x: number = LEFT_COLUMN.narrow;
  return machines.map((machine) => {
    const w = besideOne(machine) + (room * weightOf(machine)) / sum(weightOf);
    const area = { x, y, w, h };
    x += w + MACHINE_GAP;
    return area;
  });
}

/** Towers and sockets stand between these; what is left of it is words and wires, what is right of it other worlds. */
function mainOf(machine: MachineShape, shape: Shape, area: Rect): { left: number; right: number } {
  if (shape.machines.length > 1) return { left: area.x + PAD, right: area.x + area.w - PAD };
  const shares = middleOf(machine).kind === 'sharedKernel';
  const left = shares ? LEFT_COLUMN.narrow : LEFT_COLUMN.wide;
  return { left, right: shares || shape.applicants ? RIGHT_COLUMN : PICTURE.w - MARGIN };
}

/** The host system, and above it, in user space, the models of devices; the door is in the wall towards the monitor. */
function besideOf(storeys: Storeys, left: number, right: number): BesidePlace {
  const w = right - left;
  const { top, bottom } = storeys.monitor;
  const open = bottom - top < DOOR + 12;
  const span = open ? { top: storeys.above.top, bottom: storeys.below.bottom } : storeys.monitor;
  const kernel = between(left, w, span);
  const apps = between(left, w, { top: storeys.towers.top, bottom: storeys.lanes.bottom - 14 });
  const middle = open ? (top + bottom) / 2 : top + Math.min(88, (bottom - top) / 2);
  return {
    kernel,
    apps,
    appsWords: { rect: { x: left + PAD, y: apps.y + 6, w: w - 1.5 * PAD, h: 36 }, flat: false },
    door: { x: left - BESIDE.wall, y: middle - DOOR / 2, w: BESIDE.wall, h: DOOR },
  };
}

/** Names of bands stand at the left edge where there is one machine, else inside, at the left of each band. */
function wordsIn(rect: Rect, form: BandForm, several: boolean, left: number): Label | null {
  // a bright line is no ground for words: they stand above it
  if (form === 'thin' && several) return { rect: { x: rect.x + 10, y: rect.y - 8, w: rect.w - 20, h: 20 }, flat: true };
  if (form === 'thin') return { rect: { x: 16, y: rect.y - 24, w: left - 24, h: 36 }, flat: false };
  // in the lower corner: chips and exits are held in the upper part of a monitor
  if (several && rect.h > 110)
    return { rect: { x: rect.x + 10, y: rect.y + rect.h - 26, w: rect.w - 20, h: 20 }, flat: true };
  if (several)
    return rect.h < 22 ? null : { rect: { x: rect.x + 10, y: rect.y + 3, w: rect.w - 20, h: 20 }, flat: true };
  if (rect.h < 36) return { rect: { x: 16, y: rect.y, w: left - 24, h: rect.h }, flat: true };
  return { rect: { x: 16, y: rect.y + Math.min(8, (rect.h - 36) / 2), w: left - 24, h: 36 }, flat: false };
}

/** Horizontal extent of the bands: the whole picture for one machine, up to the wall where another world stands beside. */
function extent(area: Rect, wall: number | null): { x: number; w: number } {
  return { x: area.x, w: (wall ?? area.x + area.w) - area.x };
}

const SPAN_OF: Readonly<Partial<Record<BandKind, keyof Storeys>>> = {
  inner: 'inner',
  interpreter: 'interpreter',
  translator: 'translator',
  monitor: 'monitor',
};

function spanOf(kind: BandKind, form: BandPlace['form'], storeys: Storeys): Span | null {
  if (kind === 'guests') return { top: storeys.head.top, bottom: storeys.rings.bottom };
  if (kind === 'hardware') return { top: storeys.gap.top, bottom: storeys.foot.bottom };
  if (kind === 'sharedKernel' || kind === 'hostOs') return form === 'beside' ? null : storeys.slab;
  const name = SPAN_OF[kind];
  return name === undefined ? null : storeys[name];
}

function bandsIn(
  machine: MachineShape,
  { area, several, storeys, main, beside }: Pick<Frame, 'area' | 'several' | 'storeys' | 'main' | 'beside'>,
): BandPlace[] {
  const { x, w } = extent(area, beside === null ? null : beside.door.x);
  return machine.bands.flatMap(({ kind, form }): BandPlace[] => {
    if (kind === 'driverDomain') return [];
    if (kind === 'hostOs' && beside !== null) {
      const { kernel } = beside;
      const words = { rect: { x: kernel.x + PAD, y: kernel.y + 8, w: kernel.w - 1.5 * PAD, h: 36 }, flat: false };
      return [{ kind, form, rect: kernel, words }];
    }
    const span = spanOf(kind, form, storeys);
    if (span === null) return [];
    const isSlab = kind === 'sharedKernel' || kind === 'hostOs';
    const wide = kind === 'guests' || kind === 'hardware';
    const rect = isSlab
      ? between(main.left, main.right - main.left, span)
      : between(wide ? area.x : x, wide ? area.w : w, span);
    return [{ kind, form, rect, words: wide ? null : wordsIn(rect, form, several, main.left) }];
  });
}

function middleRect(machine: MachineShape, storeys: Storeys): Span {
  const { kind } = middleOf(machine);
  if (kind === 'monitor') return storeys.monitor;
  return kind === 'interpreter' ? storeys.interpreter : storeys.slab;
}

/** The parts of one machine that do not depend on who is there. */
export function frameOf(shape: Shape, index: Int, area: Rect): Frame | null {
  const machine = shape.machines[index];
  if (machine === undefined) return null;
  const several = shape.machines.length > 1;
  const storeys = storeysOf(machine, shape, area);
  const whole = mainOf(machine, shape, area);
  const shares = middleOf(machine).kind === 'sharedKernel';
  const width = Math.max(BESIDE.least, (whole.right - whole.left) * BESIDE.share);
  const main = isBeside(machine) ? { left: whole.left, right: whole.right - width - BESIDE.wall - BESIDE.gap } : whole;
  const beside = main === whole ? null : besideOf(storeys, whole.right - width, whole.right);
  const span = middleRect(machine, storeys);
  const middle = between(area.x, (beside?.door.x ?? area.x + area.w) - area.x, span);
  const thin = span.bottom - span.top < 40;
  const deskSpan = thin ? { top: span.top, bottom: Math.max(storeys.below.bottom, span.bottom) } : span;
  const lanes = shares ? { top: storeys.slab.bottom + 6, bottom: storeys.slab.bottom + 46 } : storeys.lanes;
  return {
    index,
    area,
    several,
    storeys,
    title: several ? { x: area.x + PAD, y: area.y + 6, w: area.w - 2 * PAD, h: 24 } : null,
    bands: bandsIn(machine, { area, several, storeys, main, beside }),
    guests: between(area.x, area.w, { top: storeys.head.top, bottom: storeys.lanes.bottom }),
    middle,
    host: between(area.x, area.w, { top: storeys.gap.top, bottom: area.y + area.h }),
    main,
    lanes,
    desk: between(main.left, main.right - main.left, deskSpan),
    beside,
    devices: beside === null ? main : { left: whole.right - width, right: whole.right },
  };
}
