/** The middle of a machine: whom exits reach there, where bays and cards lie, and the kernel that all share. */
import type { Frame } from './layout-frame.ts';
import type { Shape } from './layout-shape.ts';
import { middleOf } from './layout-storeys.ts';
import type { BareLayout, Rect } from './layout-types.ts';

const BAY = { w: 248, h: 92, gap: 10, top: 6 } as const;
/** the work row begins below the question of a held exit */
const WORK_TOP = 150;
export const MOST_BAYS = 5;

/** Somebody is there whom exits reach: a monitor that is more than a seam, or an interpreter. */
export function catches(shape: Shape, { index }: Frame): boolean {
  const machine = shape.machines[index];
  if (machine === undefined) return false;
  const { kind, form } = middleOf(machine);
  return (kind === 'monitor' && form !== 'seam') || kind === 'interpreter';
}

/**
 * Bays and cards lie on the desk, below the question of a held exit. Where machines stand side by side, the row is as
 * wide as all of them: the picture has one hand, and it asks one question at a time.
 */
export const workRowOf = ({ desk }: Frame, main: BareLayout['main']): Rect => {
  const h = Math.min(BAY.h + BAY.top + 6, desk.h);
  return { x: main.left, y: Math.min(desk.y + WORK_TOP, desk.y + desk.h - h), w: main.right - main.left, h };
};

/**
 * Bays below a held exit, side by side, in the order given (cheapest first, illegal ones last).
 * `anchorX` is the exit's column; the row is pushed inwards where it would leave the picture.
 */
export function baysOf(workRow: Rect, anchorX: number, count: number): Rect[] {
  const n = Math.min(count, MOST_BAYS);
  const w = Math.min(BAY.w, (workRow.w - (n - 1) * BAY.gap) / Math.max(1, n));
  const span = n * w + (n - 1) * BAY.gap;
  const left = Math.min(Math.max(anchorX - span / 2, workRow.x), workRow.x + workRow.w - span);
  return Array.from({ length: n }, (_, i) => ({
    x: left + i * (w + BAY.gap),
    y: workRow.y + BAY.top,
    w,
    h: BAY.h,
  }));
}

/** Below this a slab has no room for what is drawn in it. */
const SLAB_LEAST = 640;

/** The kernel that all containers of a machine share. */
export function slabOf({ bands, main }: Frame): Rect | null {
  const slab = bands.find(({ kind }) => kind === 'sharedKernel')?.rect;
  return slab === undefined || main.right - main.left < SLAB_LEAST ? null : slab;
}
