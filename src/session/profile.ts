/** The profile of a kernel: which exits its guests make, and what they take. */

import type { Bp, Id } from '../sim/index.ts';

export type Profile = readonly { readonly reason: Id; readonly cycles: Bp }[];

/** The mean of the profiles of several guests, most first. */
export function meanOf(profiles: readonly Profile[]): Profile {
  const sums = new Map<Id, Bp>();
  for (const profile of profiles)
    for (const { reason, cycles } of profile) sums.set(reason, (sums.get(reason) ?? 0) + cycles);
  return [...sums]
    .map(([reason, cycles]) => ({ reason, cycles: Math.floor(cycles / Math.max(1, profiles.length)) }))
    .sort((a, b) => b.cycles - a.cycles);
}
