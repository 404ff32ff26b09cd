/**
 * Limits: a cap on CPU, a cap on page cache, a limit on kernel calls; and the period at which the CPU caps start over.
 *
 * A cap is predictable and wastes what is idle; a weight divides only what is wanted by more than one. A call limit spaces
 * the calls that take the kernel's lock evenly over time: so many per millisecond.
 */
import { type Context, guestOf, offer, taskOf } from '../core.ts';
import { setSlot } from '../queue.ts';
import type { World } from '../state.ts';
import { type Cycles, type Int, NONE } from '../types.ts';

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
