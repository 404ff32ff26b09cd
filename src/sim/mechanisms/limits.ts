/**
 * Limits: a cap on CPU, a cap on page cache, a limit on kernel calls; and the period at which the CPU caps start over.
 *
 * A cap is predictable and wastes what is idle; a weight divides only what is wanted by more than one. A call limit spaces
 * the calls that take the kernel's lock evenly over time: so many per millisecond.
 */
import { type Context, guestOf, taskOf } from '../access.ts';
import { kick, offer, setTaskTimer } from '../core.ts';
import { setSlot } from '../queue.ts';
import type { World } from '../state.ts';
import { type Cycles, type Int, type LimitName, NEVER, NONE } from '../types.ts';
import { trim } from './pageCache.ts';

/** Does a limit stand that the level did not give? A weight is none: it only divides what more than one wants. */
function isLimited(w: World, g: Int): boolean {
  const { cap, pageCap, callLimit } = guestOf(w, g);
  return cap !== (w.setup.guests[g]?.capBp ?? 0) || pageCap > 0 || callLimit > 0;
}

/** Cycles for which guest g has been limited so far. */
export function limitedFor(w: World, g: Int): Cycles {
  const { limitedCycles, limitedSince } = guestOf(w, g);
  return limitedCycles + (limitedSince === NEVER ? 0 : w.now - limitedSince);
}

/** Closes the account of the time under limits and opens it again if guest g is still there and limited. */
export function accountLimits(w: World, g: Int): void {
  const guest = guestOf(w, g);
  guest.limitedCycles = limitedFor(w, g);
  guest.limitedSince = guest.stage !== 'gone' && isLimited(w, g) ? w.now : NEVER;
}

/** Sets one limit of guest g; whoever it kept waiting looks again. */
export function setLimit(context: Context, g: Int, limit: LimitName, value: Int): void {
  const { w, sink } = context;
  const guest = guestOf(w, g);
  guest[limit] = value;
  accountLimits(w, g);
  sink?.({ type: 'limitChanged', at: w.now, guest: g, limit, value });
  if (limit === 'pageCap') trim(w, g);
  if (limit === 'cap') for (let p = 0; p < w.pcpus.length; p++) if (w.pcpus[p]?.interval === 'idle') kick(w, p);
  if (limit !== 'callLimit') return;
  guest.callAt = w.now;
  w.tasks.forEach((task, t) => {
    if (task.guest === g && task.block === 'throttled') setTaskTimer(w, t, w.now);
  });
}

/** Cycles that guest g has to wait before it may begin `calls` lock-holding calls; 0 books them. */
export function callDelay(w: World, g: Int, calls: Int): Cycles {
  const guest = guestOf(w, g);
  if (guest.callLimit === 0) return 0;
  if (w.now < guest.callAt) return guest.callAt - w.now;
  guest.callAt = w.now + Math.floor((w.program.hz * calls) / (1000 * guest.callLimit));
  return 0;
}

/** A new cap period: everybody's budget is full again, and capped tasks may run. */
export function newPeriod(context: Context): void {
  const { w } = context;
  for (const guest of w.guests) guest.used = 0;
  setSlot(w.queue, w.program.slots.period, w.now + (w.knobs.capPeriod ?? 0));
  for (let t = 0; t < w.tasks.length; t++) {
    const task = taskOf(w, t);
    if (task.guest !== NONE && task.state === 'ready') offer(context, t);
  }
}
