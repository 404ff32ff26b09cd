/**
 * Where a tower has the lever by which its guest is given another technique, and what one looks at before one pulls it: its
 * speed, what it has done lately in three rows of blocks, and the strip of what comes.
 */
import type { Bar } from '../sim/index.ts';
import type { Rect, TowerPlace } from './layout-types.ts';

/** What may have a row of blocks, from top to bottom; a level weighs as many kinds as there are rows, or fewer. */
export const BARS = ['calls', 'misses', 'mapping', 'faults', 'packets'] as const satisfies readonly Bar[];
const ROWS = 3;

export type GearPlace = {
  lever: Rect;
  /** the bar that is full where the guest is as fast as on the bare machine, and the text of it */
  speed: Rect;
  reading: Rect;
  /** text of what a pull takes: never where the speed stands, by which one judges whether to pull */
  quote: Rect;
  /** one for each kind that the level weighs, and the strip; none where the tower is too low */
  rows: Rect[];
  strip: Rect | null;
};

/** as high as a finger or an unsteady hand needs in the smallest window, where the picture is three quarters of its size */
const LEVER = 32;
const SPEED = 6;
const STRIP = 12;
const GAP = 5;
const PITCH = { least: 10, most: 17 } as const;

/** Null where the tower has no room for a lever. */
export function gearOf({ state, docks, face, windows, rect, note }: TowerPlace): GearPlace | null {
  const dock = docks[0];
  if (dock === undefined || state.h === 0) return null;
  const x = state.x;
  const w = windows.x - x - 6;
  const top = state.y + state.h + 2;
  const room = dock.y - 5 - top;
  if (room < LEVER + GAP + SPEED) return null;
  const speed: Rect = { x, y: top + LEVER + GAP, w, h: SPEED };
  const first = speed.y + SPEED + GAP;
  const pitch = Math.min(PITCH.most, (room - LEVER - SPEED - STRIP - 3 * GAP) / ROWS);
  const fits = pitch >= PITCH.least;
  const atFace: Rect = { x: rect.x + 74, y: face.y - 11, w: windows.x - 4 - rect.x - 74, h: 22 };
  const atState: Rect = { x: windows.x - 84, y: state.y, w: 78, h: state.h };
  return {
    lever: { x, y: top, w, h: LEVER },
    speed,
    reading: note === null ? atFace : atState,
    quote: note === null ? { x, y: state.y, w, h: state.h } : { x, y: top + LEVER + GAP, w, h: state.h },
    rows: fits ? Array.from({ length: ROWS }, (_, i) => ({ x, y: first + i * pitch, w, h: pitch - 3 })) : [],
    strip: fits ? { x, y: first + ROWS * pitch + GAP - 3, w, h: STRIP } : null,
  };
}
