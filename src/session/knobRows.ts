/** Where the knobs of a guest stand: in rows below its tower, within the band that the player is. */
import type { Id } from '../sim/index.ts';
import type { Rect } from './layout-types.ts';
import type { KnobView } from './parts/knobs.ts';

/** positions side by side that a tower is wide enough for */
const MOST = 5;
const ROW = { top: 44, h: 26, pitch: 30, aside: 4, gap: 8 } as const;

/** The knobs by rows: one after the other, as many in a row as there is room for their positions. */
export function knobRows(knobs: readonly KnobView[]): KnobView[][] {
  const rows: KnobView[][] = [];
  for (const knob of knobs) {
    const last = rows.at(-1);
    const taken = last?.reduce((sum, { values }) => sum + values.length, 0) ?? MOST;
    if (last === undefined || taken + knob.values.length > MOST) rows.push([knob]);
    else last.push(knob);
  }
  return rows;
}

/** Height and place of row n in the band; what comes below the last is row n as well. */
export const knobRow = ({ y }: Rect, n: number): { y: number; h: number } => ({
  y: y + ROW.top + n * ROW.pitch,
  h: ROW.h,
});

/** The columns of a row below a tower. */
export const rowSpan = ({ x, w }: Rect): { x: number; w: number } => ({ x: x + ROW.aside, w: w - 2 * ROW.aside });

/** Where one knob of a guest stands; null where it has none of that name. */
export function knobPlace(knobs: readonly KnobView[], knob: Id, tower: Rect, middle: Rect): Rect | null {
  const rows = knobRows(knobs);
  const n = rows.findIndex((row) => row.some((one) => one.knob === knob));
  const row = rows[n] ?? [];
  const { x, w } = rowSpan(tower);
  const room = w - (row.length - 1) * ROW.gap;
  const all = row.reduce((sum, { values }) => sum + values.length, 0);
  let left = x;
  for (const one of row) {
    const own = (room * one.values.length) / all;
    if (one.knob === knob) return { x: left, w: own, ...knobRow(middle, n) };
    left += own + ROW.gap;
  }
  return null;
}
