/** The profile of a kernel: which exits its guests make, and what they take. It says whom to port, and which call to enable. */

import type { Bp, Id, Int } from '../sim/index.ts';
import type { Board } from './view-base.ts';

/** A kernel, by the guests that run it. */
type Shared = { guests: readonly Int[] };

/** What all exits take of the time of a kernel's guests. */
export const lostIn = (view: Pick<Board, 'guests'>, kernel: Shared): Bp =>
  profileOf(view, kernel).reduce((sum, { cycles }) => sum + cycles, 0);

/** What exits take of the time of a kernel's guests, by reason, most first: basis points, the mean over its guests. */
export function profileOf(view: Pick<Board, 'guests'>, kernel: Shared): { reason: Id; cycles: Bp }[] {
  const sums = new Map<Id, Bp>();
  for (const guest of kernel.guests) {
    for (const { reason, cycles } of view.guests[guest]?.profile ?? [])
      sums.set(reason, (sums.get(reason) ?? 0) + cycles);
  }
  return [...sums]
    .map(([reason, cycles]) => ({ reason, cycles: Math.floor(cycles / Math.max(1, kernel.guests.length)) }))
    .sort((a, b) => b.cycles - a.cycles);
}
