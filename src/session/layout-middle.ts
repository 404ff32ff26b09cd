/** What stands in the band: wires and the latch tray at its left, bays or kernels in its lower half, or the shared kernel. */
import type { Frame } from './layout-bands.ts';
import type { Shape } from './layout-shape.ts';
import { applicantOf } from './layout-towers.ts';
import type { KernelPlace, Layout, Point, Rect, SharedPanel, SharedPlace, WireRow } from './layout-types.ts';

const COLUMN = { x: 12, w: 208 } as const;
const ROW_MOST = 30;
const TRAY = { h: 38, pitch: 20 } as const;
const BAY = { w: 248, h: 92, gap: 10, top: 6 } as const;
/** the work row begins below the question of a held exit */
const WORK_TOP = 150;
export const MOST_BAYS = 5;

export function trayOf(shape: Shape, frame: Frame): Layout['tray'] {
  if (shape.latchRoom === 0 || shape.band !== 'monitor') return null;
  const rect: Rect = { x: COLUMN.x, y: frame.middle.y + frame.middle.h - TRAY.h - 6, w: COLUMN.w, h: TRAY.h };
  const drain: Rect = { x: rect.x + rect.w - 70, y: rect.y + 4, w: 66, h: TRAY.h - 8 };
  const pitch = Math.min(TRAY.pitch, (drain.x - rect.x - 8) / shape.latchRoom);
  const slots = Array.from({ length: shape.latchRoom }, (_, i) => ({
    x: rect.x + 6 + pitch * (i + 0.5),
    y: rect.y + TRAY.h / 2,
  }));
  return { rect, slots, drain };
}

export function wiresOf(shape: Shape, frame: Frame, sockets: Layout['sockets']): Layout['wires'] {
  if (!shape.wires) return null;
  const title: Rect = { x: COLUMN.x + 4, y: frame.middle.y + 44, w: COLUMN.w - 8, h: 20 };
  const top = title.y + title.h + 2;
  const bottom = frame.middle.y + frame.middle.h - (shape.latchRoom > 0 ? TRAY.h + 12 : 8);
  const pitch = Math.min(ROW_MOST, (bottom - top) / Math.max(1, shape.reasons));
  const rows = Array.from({ length: shape.reasons }, (_, i): WireRow => {
    const row: Rect = { x: COLUMN.x, y: top + i * pitch, w: COLUMN.w, h: pitch };
    const y = row.y + pitch / 2;
    return {
      row,
      glyph: { x: row.x + 16, y },
      from: { x: row.x + 30, y },
      to: { x: row.x + 66, y },
      text: { x: row.x + 72, y: row.y, w: 86, h: pitch },
      count: { x: row.x + 158, y: row.y, w: 50, h: pitch },
    };
  });
  return { title, rows, rail: sockets[0]?.held.exit.y ?? top };
}

export const workRowOf = (frame: Frame): Rect => {
  const h = Math.min(BAY.h + BAY.top + 6, frame.middle.h);
  const top = Math.min(frame.middle.y + WORK_TOP, frame.middle.y + frame.middle.h - h);
  return { x: frame.main.left, y: top, w: frame.main.right - frame.main.left, h };
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

/** The kernel slab: run queue, page cache and locks. */
export function sharedOf(shape: Shape, frame: Frame): SharedPlace | null {
  if (shape.band !== 'sharedKernel') return null;
  const { left, right } = frame.main;
  const y = frame.middle.y + 36;
  const h = frame.middle.h - 46;
  const width = right - left - 48;
  const side = width * 0.29;
  const cache = width - 2 * side;
  const x = left + 12;
  return {
    title: { x: left + 14, y: frame.middle.y + 6, w: (right - left) / 2 - 14, h: 26 },
    fate: { x: (left + right) / 2, y: frame.middle.y + 6, w: (right - left) / 2 - 14, h: 26 },
    runQueue: panel({ x, y, w: side, h }),
    cache: panel({ x: x + side + 12, y, w: cache, h }),
    locks: panel({ x: x + side + cache + 24, y, w: side, h }),
  };
}

/** Beside the shared kernel, below whoever asks to enter. */
export function diagnoseOf(shape: Shape, frame: Frame): Rect | null {
  if (shape.band !== 'sharedKernel') return null;
  const { middle, main } = frame;
  const above = applicantOf(shape, frame);
  const top = Math.max(middle.y, above === null ? 0 : above.y + above.h + 8);
  return { x: main.right + 16, y: top, w: 208, h: middle.y + middle.h - top };
}
