/**
 * Fair scheduling's virtual time: what a guest has received, divided by its weight (`credit`), and how far that is allowed to
 * lie behind.
 *
 * Whoever has received least for its weight runs next. That alone would let a sleeper save up: after a second asleep it would
 * keep everybody else out for most of a second. So each machine has a virtual time, the latest at which anybody was picked,
 * which never goes back; and whoever joins its queue, from sleep, from a start, from a freezer or a spent cap, does so at
 * most one slice behind it. Linux has done so from the first fair scheduler on: `place_entity` sets a waking entity to at most
 * half a scheduling latency behind `min_vruntime`, a new or unthrottled one likewise; its successor of 2023 (EEVDF) keeps
 * as lag what is at most about a slice.
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

/** Guest g joins its machine's queue: what it has missed by more than a slice is forgotten. */
export function joinQueue(w: World, g: Int): void {
  const { virtual } = w.kept;
  const guest = guestOf(w, g);
  if (virtual === undefined) return;
  const least = (virtual[guest.machine] ?? 0) - virtually(w.setup.scheduler.slice, guest.weight);
  if (guest.credit < least) guest.credit = least;
}

/** By how many of its own cycles guest g, which waits, is behind whoever was picked last: its claim; 0 where it is ahead. */
export function claimOf(w: World, g: Int): Cycles {
  const guest = guestOf(w, g);
  const behind = (w.kept.virtual?.[guest.machine] ?? 0) - guest.credit;
  return Math.max(0, Math.floor((behind * guest.weight) / WEIGHT));
}
