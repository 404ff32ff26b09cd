/** What stands in the band: wires and the latch tray at its left, bays or kernels in its lower half, or the shared kernel. */
import type { Frame } from './layout-frame.ts';
import type { Shape } from './layout-shape.ts';
import { middleOf } from './layout-storeys.ts';
import { applicantOf } from './layout-towers.ts';
import {
  type KernelPlace,
  type Layout,
  type Point,
  type Rect,
  type SharedPanel,
  type SharedPlace,
  TARGET,
  type WireRow,
} from './layout-types.ts';

const COLUMN = { x: 12, w: 208 } as const;
const ROW_MOST = 30;
const TRAY = { h: 38, pitch: 20 } as const;
const BAY = { w: 248, h: 92, gap: 10, top: 6 } as const;
/** the work row begins below the question of a held exit */
const WORK_TOP = 150;
export const MOST_BAYS = 5;

/** Somebody is there whom exits reach: a monitor that is more than a seam, or an interpreter. */
function catches(shape: Shape, { index }: Frame): boolean {
  const machine = shape.machines[index];
  if (machine === undefined) return false;
  const { kind, form } = middleOf(machine);
  return (kind === 'monitor' && form !== 'seam') || kind === 'interpreter';
}

export function trayOf(shape: Shape, frame: Frame): Layout['tray'] {
  if (shape.latchRoom === 0 || !catches(shape, frame)) return null;
  const { y, h } = frame.desk;
  const rect: Rect = { x: COLUMN.x, y: y + h - TRAY.h - 6, w: COLUMN.w, h: TRAY.h };
  const drain: Rect = { x: rect.x + rect.w - 70, y: rect.y + 4, w: 66, h: TRAY.h - 8 };
  const pitch = Math.min(TRAY.pitch, (drain.x - rect.x - 8) / shape.latchRoom);
  const slots = Array.from({ length: shape.latchRoom }, (_, i) => ({
    x: rect.x + 6 + pitch * (i + 0.5),
    y: rect.y + TRAY.h / 2,
  }));
  return { rect, slots, drain };
}

/** One row per reason; in two columns where rows would be too low to be hit, with the glyph nearer to the words. */
export function wiresOf(shape: Shape, frame: Frame, sockets: Layout['sockets']): Layout['wires'] {
  if (!shape.wires || !catches(shape, frame)) return null;
  const { y: from, h } = frame.desk;
  const title: Rect = { x: COLUMN.x + 4, y: from + (frame.several ? 4 : 44), w: COLUMN.w - 8, h: 20 };
  const top = title.y + title.h + 2;
  const bottom = from + h - (shape.latchRoom > 0 ? TRAY.h + 12 : 8);
  const columns = (bottom - top) / Math.max(1, shape.reasons) < TARGET ? 2 : 1;
  const pitch = Math.min(ROW_MOST, (bottom - top) / Math.max(1, Math.ceil(shape.reasons / columns)));
  const w = COLUMN.w / columns;
  const rows = Array.from({ length: shape.reasons }, (_, i): WireRow => {
    const row: Rect = { x: COLUMN.x + (i % columns) * w, y: top + Math.floor(i / columns) * pitch, w, h: pitch };
    const y = row.y + pitch / 2;
    const to = columns === 1 ? 66 : 46;
    return {
      row,
      glyph: { x: row.x + 16, y },
      from: { x: row.x + 30, y },
      to: { x: row.x + to, y },
      text: { x: row.x + to + 6, y: row.y, w: columns === 1 ? 86 : w - to - 8, h: pitch },
      count: columns === 1 ? { x: row.x + 158, y: row.y, w: 50, h: pitch } : { x: row.x + w, y: row.y, w: 0, h: pitch },
    };
  });
  return { title, rows, rail: sockets[0]?.held.exit.y ?? top };
}

/**
 * Bays and cards lie on the desk, below the question of a held exit. Where machines stand side by side, the row is as
 * wide as all of them: the picture has one hand, and it asks one question at a time.
 */
export const workRowOf = ({ desk }: Frame, main: Layout['main']): Rect => {
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

export function hypercallsOf(shape: Shape, workRow: Rect): Layout['hypercalls'] {
  if (shape.hypercalls === 0) return null;
  const rect: Rect = { x: workRow.x + workRow.w - 256, y: workRow.y, w: 256, h: workRow.h - 6 };
  const rows = Math.ceil(shape.hypercalls / 2);
  const title: Rect = { x: rect.x + 8, y: rect.y + 4, w: rect.w - 16, h: 20 };
  const h = (rect.h - 30) / rows;
  const entries = Array.from({ length: shape.hypercalls }, (_, i) => ({
    x: rect.x + 6 + (i % 2) * 124,
    y: rect.y + 26 + Math.floor(i / 2) * h,
    w: 120,
    h: h - 3,
  }));
  return { rect, title, entries };
}

export function kernelsOf(shape: Shape, workRow: Rect): KernelPlace[] {
  const room = workRow.w - (shape.hypercalls > 0 ? 256 + 12 : 0);
  const pitch = (room + 8) / Math.max(1, shape.kernels.length);
  const w = Math.min(220, pitch - 8);
  return shape.kernels.map((guests, i) => {
    const rect: Rect = { x: workRow.x + i * pitch + (pitch - 8 - w) / 2, y: workRow.y, w, h: workRow.h - 6 };
    const badges: Point[] = Array.from({ length: guests }, (_, g) => ({ x: rect.x + 16 + g * 22, y: rect.y + 40 }));
    return {
      rect,
      name: { x: rect.x + 8, y: rect.y + 4, w: w - 16, h: 22 },
      badges,
      port: { x: rect.x + 8, y: rect.y + 58, w: w - 16, h: 28 },
      progress: { x: rect.x + 8, y: rect.y + rect.h - 7, w: w - 16, h: 4 },
    };
  });
}

function panel(rect: Rect): SharedPanel {
  return {
    rect,
    title: { x: rect.x + 10, y: rect.y + 4, w: rect.w - 20, h: 24 },
    body: { x: rect.x + 10, y: rect.y + 32, w: rect.w - 20, h: rect.h - 64 },
    reading: { x: rect.x + 10, y: rect.y + rect.h - 28, w: rect.w - 20, h: 22 },
  };
}

/** Below this a slab has no room for what is drawn in it. */
const SHARED_LEAST = 640;

const slabOf = ({ bands }: Frame): Rect | undefined => bands.find(({ kind }) => kind === 'sharedKernel')?.rect;

/** The kernel slab: run queue, page cache and locks. */
export function sharedOf(_shape: Shape, frame: Frame): SharedPlace | null {
  const slab = slabOf(frame);
  const { left, right } = frame.main;
  if (slab === undefined || right - left < SHARED_LEAST) return null;
  const y = slab.y + 36;
  const h = slab.h - 46;
  const width = right - left - 48;
  const side = width * 0.29;
  const cache = width - 2 * side;
  const x = left + 12;
  return {
    title: { x: left + 14, y: slab.y + 6, w: (right - left) / 2 - 14, h: 26 },
    fate: { x: (left + right) / 2, y: slab.y + 6, w: (right - left) / 2 - 14, h: 26 },
    runQueue: panel({ x, y, w: side, h }),
    cache: panel({ x: x + side + 12, y, w: cache, h }),
    locks: panel({ x: x + side + cache + 24, y, w: side, h }),
  };
}

/** Beside the shared kernel, below whoever asks to enter. */
export function diagnoseOf(shape: Shape, frame: Frame): Rect | null {
  const slab = slabOf(frame);
  if (slab === undefined || frame.several) return null;
  const above = applicantOf(shape, frame);
  const top = Math.max(slab.y, above === null ? 0 : above.y + above.h + 8);
  return { x: frame.main.right + 16, y: top, w: 208, h: slab.y + slab.h - top };
}
