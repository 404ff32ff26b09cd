/** Where it is drawn how long a guest's batch waits: below its knobs, in the band that the player is. */
import { knobRow, knobRows, rowSpan } from './knobRows.ts';
import type { Rect } from './layout-types.ts';
import type { KnobView } from './parts/knobs.ts';

const LINE = 12;
const WORDS = 18;
/** what comes now, how long that takes beside what it bears, what comes soon */
const ROWS = 4;

/** Null where the band is too low. */
export function waitPlace(knobs: readonly KnobView[], tower: Rect, middle: Rect): { line: Rect; words: Rect } | null {
  const { y } = knobRow(middle, knobRows(knobs.filter(({ per }) => per === 'guest')).length);
  if (y + LINE + ROWS * WORDS > middle.y + middle.h) return null;
  const span = rowSpan(tower);
  // streams run between the towers: words may be as wide as one
  return { line: { ...span, y: y + 2, h: LINE }, words: { x: tower.x, w: tower.w, y: y + LINE + 6, h: WORDS } };
}
