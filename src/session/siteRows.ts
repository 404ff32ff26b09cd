/** Where the sites of a guest stand: in rows below its tower, within the band that the player is. */
import type { Rect } from './layout.ts';

const ROW = { top: 34, h: 28, pitch: 31, aside: 2 } as const;
/** of a row, the part for what leaks and how often; the rest is for what can be done about it */
const WORDS = 0.47;
const BAR = { h: 4, aside: 4 } as const;

type SiteRow = { row: Rect; words: Rect; bar: Rect; buttons: Rect };

/** Row n below a tower. `bar`: along the foot of its words. */
export function siteRow(tower: Rect, middle: Rect, n: number): SiteRow {
  const row = {
    x: tower.x + ROW.aside,
    y: middle.y + ROW.top + n * ROW.pitch,
    w: tower.w - 2 * ROW.aside,
    h: ROW.h,
  };
  const words = { ...row, w: row.w * WORDS };
  return {
    row,
    words,
    bar: { x: words.x + BAR.aside, y: row.y + row.h - BAR.h - 2, w: words.w - 2 * BAR.aside, h: BAR.h },
    buttons: { ...row, x: row.x + words.w, w: row.w - words.w },
  };
}
