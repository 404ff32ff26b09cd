/** Where a host's own work stands: in its kernel, beside the monitor. */
import type { Int } from '../sim/index.ts';
import type { Layout } from './layout.ts';
import type { Rect } from './layout-types.ts';

const PAD = 10;
/** the leaf of the door swings so far into it */
const DOOR = 22;
const LINE = 18;
const TURN = 52;

/** `pile`: the pieces that wait. */
export type HostPlace = { title: Rect; count: Rect; age: Rect; pile: Rect; turn: Rect };

/** Null where no host system stands beside the monitor. */
export function hostPlace({ machines }: Pick<Layout, 'machines'>, machine: Int): HostPlace | null {
  const kernel = machines[machine]?.beside?.kernel;
  if (kernel === undefined) return null;
  const x = kernel.x + DOOR;
  const w = kernel.w - DOOR - PAD;
  const top = kernel.y + 46;
  const turn = { x, y: kernel.y + kernel.h - TURN - PAD, w, h: TURN };
  const line = (n: Int): Rect => ({ x, y: top + n * LINE, w, h: LINE });
  const pile = { x, y: top + 3 * LINE, w, h: Math.max(0, turn.y - top - 3 * LINE - PAD / 2) };
  return { title: line(0), count: line(1), age: line(2), pile, turn };
}
