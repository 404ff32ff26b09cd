/** Where a guest's walk is drawn: below its knobs, in the band that the player is. */
import { knobRow, knobRows, rowSpan } from './knobRows.ts';
import type { Rect } from './layout-types.ts';
import type { KnobView } from './parts/knobs.ts';

const LEAST = 34;
const HEAD = 5;
const FOOT = 6;
/** words stand at the right of the drawing */
const DRAWN = 0.5;

/** Null where the band is too low. */
export function walkPlace(knobs: readonly KnobView[], tower: Rect, middle: Rect): { drawn: Rect; words: Rect } | null {
  const { y: top } = knobRow(middle, knobRows(knobs.filter(({ per }) => per === 'guest')).length);
  const y = top + HEAD;
  const h = middle.y + middle.h - FOOT - y;
  if (h < LEAST) return null;
  const { x, w } = rowSpan(tower);
  return { drawn: { x, y, w: w * DRAWN, h }, words: { x: x + w * DRAWN, y, w: w * (1 - DRAWN), h } };
}
