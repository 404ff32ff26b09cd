/**
 * Fair scheduling's virtual time: what a guest has received, divided by its weight (`credit`), and how far that is allowed to
 * lie behind.
 *
 * Whoever has received least for its weight runs next. That alone would let a sleeper save up: after a second asleep it would
 * keep everybody else out for most of a second. So each machine has a virtual time, that at which somebody was picked last,
 * which never goes back; and whoever joins the queue, from sleep, from a start, from a freezer or a spent cap, joins it there.
 * Linux 3.11, the kernel of level 14, does nearly the same: `place_entity` never puts whoever wakes further back than half a
 * scheduling latency before `min_vruntime` (GENTLE_FAIR_SLEEPERS, since 2.6.32; before that a whole latency), and a new task
 * a slice behind it. EEVDF, its successor (6.6, 2023), keeps what was missed up to about two slices. Here nothing is kept,
 * so a share departs from its weight by no more than a slice.
 */
import { guestOf } from './access.ts';
import type { World } from './state.ts';
import type { Cycles, Int, Setup } from './types.ts';

declare module './state.ts' {
  interface Kept {
    /** by machine: its virtual time; only under the fair scheduler */
    virtual?: Cycles[];
  }
}

/** what one weight of 1024 receives in a cycle, in virtual cycles: 1 */
const WEIGHT = 1024;

/** Cycles of a guest's, in virtual cycles. */
export const virtually = (cycles: Cycles, weight: Int): Cycles => Math.floor((cycles * WEIGHT) / weight);

export const virtualTimes = ({ scheduler, machines }: Setup): { virtual?: Cycles[] } =>
  scheduler.kind === 'fair' ? { virtual: machines.map(() => 0) } : {};

/** Guest g was picked: virtual time has come to where it stands. */
export function passVirtualTime({ kept: { virtual }, guests }: World, g: Int): void {
  const guest = guests[g];
  if (virtual === undefined || guest === undefined) return;
  if (guest.credit > (virtual[guest.machine] ?? 0)) virtual[guest.machine] = guest.credit;
}

/** Guest g joins its machine's queue: what it has missed meanwhile is forgotten. */
export function joinQueue(w: World, g: Int): void {
  const guest = guestOf(w, g);
  guest.credit = Math.max(guest.credit, w.kept.virtual?.[guest.machine] ?? 0);
}

/**
 * Guest g ran on and nobody waited for its pCPU: time passes, and nobody misses any. Without this, whoever had a pCPU to
 * itself for ten seconds would stand ten seconds behind the next that comes. Linux moves `min_vruntime` with whoever runs
 * (`update_curr`), for the same reason.
 */
export function passAlone(w: World, g: Int): void {
  passVirtualTime(w, g);
  joinQueue(w, g);
}
