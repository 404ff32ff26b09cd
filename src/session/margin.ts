/** The columns beside towers and sockets, in which parts may put what has words of its own. */
import type { Ground, Rect } from './layout-types.ts';

/** At the left of the player's band: wires, and below them the tray of the latch. */
export const COLUMN = { x: 12, w: 208 } as const;
export const TRAY = { h: 38, pitch: 20 } as const;

/** Outside the machine, at the right: whoever asks to enter, with room for three answers and a reason why not. */
export const doorOf = ({ main, top }: Ground): Rect => ({ x: main.right + 16, y: top + 12, w: 208, h: 250 });

/** At the right end of the work row: the table of hypercalls. */
export const TABLE_WIDTH = 256;
