/** Towers: the guests, side by side. Three forms: wide, narrow (more than four), and dense (more than ten). */
import { type Frame, STOREYS } from './layout-bands.ts';
import { MOST_TOWERS, NO_TOWER, OUTSIDE, type Shape } from './layout-shape.ts';
import type { Point, Rect, TowerPlace } from './layout-types.ts';

const GAP = 20;
const NARROW_GAP = 8;
const WIDE = 200;
const WIDEST = 260;
const PAD = 12;
const CHIP = { w: 96, h: 30 } as const;
const ASKED = 6;
const MARBLE = 10;
const METERS = 3;

const DENSE_COLUMNS = 16;

/** Where slot `n` stands. A few towers do not grow beyond their widest form; they stand at the left, in their slots. */
function slotRect(shape: Shape, frame: Frame, n: number): Rect {
  const { towerTop, towerBottom } = STOREYS[shape.band];
  const width = frame.main.right - frame.main.left;
  const height = towerBottom - towerTop;
  if (shape.slots > MOST_TOWERS) {
    const rows = Math.ceil(shape.slots / DENSE_COLUMNS);
    const w = width / DENSE_COLUMNS;
    const h = Math.min(height / rows, 64);
    return {
      x: frame.main.left + (n % DENSE_COLUMNS) * w,
      y: towerTop + Math.floor(n / DENSE_COLUMNS) * h,
      w: w - 4,
      h: h - 4,
    };
  }
  const gap = shape.slots > 4 ? NARROW_GAP : GAP;
  const pitch = (width + gap) / shape.slots;
  const w = Math.min(WIDEST, pitch - gap);
  return { x: frame.main.left + n * pitch + (pitch - gap - w) / 2, y: towerTop, w, h: height };
}

/** Chips of a guest's vCPUs side by side at the bottom of its tower. */
function docksIn(area: Rect, vcpus: number): Rect[] {
  const n = Math.max(1, vcpus);
  const w = Math.min(CHIP.w, (area.w - (n - 1) * 4) / n);
  const start = area.x + (area.w - n * w - (n - 1) * 4) / 2;
  return Array.from({ length: n }, (_, i) => ({ x: start + i * (w + 4), y: area.y, w, h: area.h }));
}

/** Only shapes: badge, face, ten windows in a row, chip. */
function denseTower(rect: Rect, vcpus: number, ceilingY: number): TowerPlace {
  const { x, y, w, h } = rect;
  const none: Rect = { x, y, w: 0, h: 0 };
  return {
    rect,
    badge: { x: x + 11, y: y + 11 },
    name: none,
    note: null,
    face: { x: x + w - 11, y: y + 11 },
    patience: none,
    state: none,
    tape: none,
    askedLabel: null,
    asked: [],
    bolt: { x: x + w / 2, y: y + 11 },
    ceiling: { x: x + w / 2, y: ceilingY },
    windows: { x: x + 4, y: y + 21, w: w - 8, h: 4 },
    meters: [],
    docks: docksIn({ x: x + 6, y: y + h - 15, w: w - 12, h: 11 }, vcpus),
    parked: { x: x + w - 9, y: y + h - 10 },
    stem: { x: x + w / 2, y: y + h },
  };
}

/** Places for latched marbles: six, or as many as fit side by side. */
function marbles(from: number, y: number, room: number): Point[] {
  const n = Math.max(1, Math.min(ASKED, Math.floor(room / MARBLE)));
  const pitch = Math.min(20, room / n);
  return Array.from({ length: n }, (_, i) => ({ x: from + pitch * (i + 0.5), y }));
}

/** Badge and name, face and number, state, then tape and marbles, or the meters of the shared things. */
function tower(rect: Rect, vcpus: number, ceilingY: number, shape: Shape): TowerPlace {
  const metered = shape.band === 'sharedKernel';
  const asks = shape.latchRoom > 0;
  const { x, y, w, h } = rect;
  const wide = w >= WIDE;
  const windows: Rect = {
    x: x + w - (wide ? 34 : 22),
    y: y + (wide ? 52 : 34),
    w: wide ? 24 : 14,
    h: h - (wide ? 64 : 46),
  };
  const inner = windows.x - x - PAD - 6;
  const left = x + PAD;
  const top = wide ? y + 52 : y + 58;
  const dockTop = y + h - CHIP.h - 10;
  const label: Rect | null = wide ? { x: left, y: top + 50, w: 46, h: 22 } : null;
  const askedFrom = label ? label.x + label.w : left;
  return {
    rect,
    badge: { x: x + (wide ? 24 : 18), y: y + (wide ? 27 : 19) },
    name: wide ? { x: x + 44, y: y + 6, w: w - 44 - 92, h: 23 } : { x: x + 32, y: y + 8, w: w - 34, h: 24 },
    note: wide ? { x: x + 44, y: y + 29, w: w - 44 - 92, h: 20 } : null,
    face: wide ? { x: x + w - 70, y: y + 27 } : { x: x + 18, y: y + 45 },
    patience: wide
      ? { x: x + w - 56, y: y + 14, w: 48, h: 26 }
      : { x: x + 32, y: y + 34, w: windows.x - x - 36, h: 24 },
    state: { x: left, y: top, w: wide ? inner : inner + 5, h: 20 },
    tape: { x: left, y: top + 22, w: inner, h: metered ? 0 : 24 },
    askedLabel: asks ? label : null,
    asked: asks ? marbles(askedFrom, top + 61, wide ? inner - 46 - 26 : inner - 22) : [],
    bolt: { x: left + inner - 9, y: top + 61 },
    ceiling: { x: x + w - 20, y: ceilingY },
    windows,
    meters: metered
      ? Array.from({ length: METERS }, (_, i) => ({
          icon: { x: left + 7, y: top + 31 + i * 17 },
          bar: { x: left + 20, y: top + 27 + i * 17, w: inner - 20, h: 8 },
        }))
      : [],
    docks: docksIn({ x: left, y: dockTop, w: inner, h: CHIP.h }, vcpus),
    parked: { x: left + inner - 11, y: dockTop - 2 },
    stem: { x: left + inner / 2, y: y + h },
  };
}

export function towersOf(shape: Shape, frame: Frame): (TowerPlace | null)[] {
  const ceilingY = frame.middle.y + Math.min(13, frame.middle.h / 2);
  return shape.slotOf.map((slot, guest) => {
    if (slot === NO_TOWER || slot === OUTSIDE) return null;
    const rect = slotRect(shape, frame, slot);
    const vcpus = shape.vcpus[guest] ?? 1;
    if (shape.slots > MOST_TOWERS) return denseTower(rect, vcpus, ceilingY);
    return tower(rect, vcpus, ceilingY, shape);
  });
}

/** Outside the kernel, at the right: whoever asks to enter, with room for three answers and a reason why not. */
export const applicantOf = (shape: Shape, frame: Frame): Rect | null =>
  shape.applicants ? { x: frame.main.right + 16, y: frame.guests.y + 12, w: 208, h: 250 } : null;
