/**
 * Jobs: what a tenant comes with that wants no stay but to be done, by a time that it says when it asks; and the memory
 * that tenants take while they are here, their own and that of the technique that carries them.
 */
import { guestOf, isHere } from '../access.ts';
import { ratio } from '../measure.ts';
import type { Measured } from '../mechanism.ts';
import { mixOfPhase, takes, takesNative } from '../mixes.ts';
import type { World } from '../state.ts';
import { type Cycles, type Int, NEVER, type Setup } from '../types.ts';

declare module '../state.ts' {
  interface Kept {
    /** by guest: when its job was done, where anybody has one */
    doneAt?: Cycles[];
  }
}

export const hasJobs = ({ guests }: Setup): boolean => guests.some(({ enters }) => enters?.work !== undefined);

/** What is left of guest g's job, in cycles on the bare machine; what restarts threw away has to be done again. */
export function jobLeft(w: World, g: Int): Cycles {
  const work = w.setup.guests[g]?.enters?.work ?? 0;
  return Math.max(0, work - (guestOf(w, g).work - guestOf(w, g).lost));
}

/** Is it done, by what has been counted so far? */
export const isDone = (w: World, g: Int): boolean =>
  w.setup.guests[g]?.enters?.work !== undefined && jobLeft(w, g) === 0;

/** By when guest g's job has to be done; NEVER where it has none. */
export function deadlineOf(w: World, g: Int): Cycles {
  const enters = w.setup.guests[g]?.enters;
  return enters?.work === undefined ? NEVER : enters.at + enters.stay;
}

/** What is left of its job takes so many cycles of a whole pCPU under a mode (an index), if it is to be had. */
export function jobTakes(w: World, g: Int, mode: Int): Cycles {
  const mix = mixOfPhase(w, g, 0);
  const native = takesNative(w, mode, mix);
  return Math.ceil((jobLeft(w, g) * takes(w, mode, mix)) / Math.max(1, native));
}

/**
 * By how much everybody on a machine is slowed down by those who are here and so many more, if each wants a whole pCPU; whoever
 * lives here, and mostly waits for requests, counts for a third.
 */
export function crowdOn(w: World, machine: Int, more: Int): number {
  const here = w.guests.reduce((sum, { stage, machine: on }, g) => {
    if (on !== machine || !isHere(stage)) return sum;
    return sum + (w.setup.guests[g]?.enters === undefined ? 1 / 3 : 1);
  }, more);
  return Math.max(1, here / Math.max(1, w.pcpus.filter((pcpu) => pcpu.machine === machine).length));
}

/** Megabytes that guest g takes under a mode (an index): its own, and the technique's. */
export const memoryUnder = (w: World, g: Int, mode: Int): Int =>
  (w.setup.guests[g]?.enters?.memory ?? 0) + (w.program.modes[mode]?.named.megabytes ?? 0);

/** Megabytes that nobody has on a machine, NEVER where there is enough for all. */
export function memoryLeft(w: World, machine: Int): Int {
  const all = w.setup.machines[machine]?.memory;
  if (all === undefined) return NEVER;
  return w.guests.reduce((left, { stage, machine: on, mode }, g) => {
    const counts = on === machine && isHere(stage) && w.setup.guests[g]?.enters !== undefined;
    return counts ? left - memoryUnder(w, g, mode) : left;
  }, all);
}

/** Of the jobs that are done, or can no longer be done in time, those that were. */
export function inTime(w: World, guests: readonly Int[]): Measured {
  const asked = guests.filter((g) => w.setup.guests[g]?.enters?.work !== undefined);
  const done = asked.filter((g) => (w.kept.doneAt?.[g] ?? NEVER) !== NEVER).length;
  const over = asked.filter((g) => guestOf(w, g).stage === 'gone' || deadlineOf(w, g) < w.now).length;
  return over === 0 ? null : { value: ratio(done, over, 10_000), samples: over };
}
