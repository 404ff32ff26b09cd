/** The profile of a kernel: which exits its guests make, and what they take. It says whom to port, and which call to enable. */

import type { Bp, Id, Int } from '../sim/index.ts';
import type { Board } from './view-base.ts';

/** A kernel, by the guests that run it. */
type Shared = { guests: readonly Int[] };

export type Profile = readonly { readonly reason: Id; readonly cycles: Bp }[];

/** What all of a profile takes together. */
const lost = (profile: Profile): Bp => profile.reduce((sum, { cycles }) => sum + cycles, 0);

/** What all exits take of the time of a kernel's guests. */
export const lostIn = (view: Pick<Board, 'guests'>, kernel: Shared): Bp => lost(profileOf(view, kernel));

/** What exits take of the time of a kernel's guests, by reason, most first: basis points, the mean over its guests. */
export const profileOf = (view: Pick<Board, 'guests'>, kernel: Shared): Profile =>
  meanOf(kernel.guests.map((guest) => view.guests[guest]?.profile ?? []));

/** The mean of the profiles of several guests, most first. */
export function meanOf(profiles: readonly Profile[]): Profile {
  const sums = new Map<Id, Bp>();
  for (const profile of profiles)
    for (const { reason, cycles } of profile) sums.set(reason, (sums.get(reason) ?? 0) + cycles);
  return [...sums]
    .map(([reason, cycles]) => ({ reason, cycles: Math.floor(cycles / Math.max(1, profiles.length)) }))
    .sort((a, b) => b.cycles - a.cycles);
}
