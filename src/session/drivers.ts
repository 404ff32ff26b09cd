/** Where it is drawn what a guest sends, and where its driver is to be had: the last of the rows below its tower. */
import { knobRow, rowSpan } from './knobRows.ts';
import type { Rect } from './layout-types.ts';

const ROW = 3;
/** design pixels that the drawing takes of the row */
const DRAWN = 96;

export const driverRow = (tower: Rect, middle: Rect): Rect => ({ ...rowSpan(tower), ...knobRow(middle, ROW) });

/** What is left of the row for words, or for a button. */
export function driverWords(tower: Rect, middle: Rect): Rect {
  const { x, y, w, h } = driverRow(tower, middle);
  return { x: x + DRAWN, y, w: w - DRAWN, h };
}
