/**
 * Days: the same guests, but not the same things to do.
 *
 * A level may hold several days, each of them workloads for some of its guests; the seed decides which day it is, for all
 * guests alike. So whoever plays again has to look again: who is busy, and with what, is not known beforehand.
 */
import { drawBelow, stream } from './rng.ts';
import type { GuestSpec, Setup } from './types.ts';

/** The guests as they are on a day: 0 is the one that their own workloads describe. */
export function guestsOn(setup: Setup, day: number): GuestSpec[] {
  const workloads = setup.days?.[day - 1] ?? {};
  return setup.guests.map((guest) => ({
    ...guest,
    workload: (Object.hasOwn(workloads, guest.id) ? workloads[guest.id] : undefined) ?? guest.workload,
  }));
}

/** The setup on the day that its seed decides. */
export function today(setup: Setup): Setup {
  if (setup.days === undefined) return setup;
  const day = drawBelow(stream(setup.seed, 'day'), 0, setup.days.length + 1);
  return { ...setup, guests: guestsOn(setup, day) };
}
