/** Where the knobs of a guest stand: in rows below its tower, within the band that the player is. */
import type { Rect } from './layout-types.ts';
import type { KnobView } from './parts/knobs.ts';

/** positions side by side that a tower is wide enough for */
const MOST = 5;
const ROW = { top: 44, h: 26, pitch: 30 } as const;

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
