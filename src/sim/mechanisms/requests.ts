/**
 * Requests: when one has been answered, and how long that took.
 *
 * A request is answered when its operations are done *and* nothing keeps it open any more, such as output that still lies
 * in a queue: whoever typed sees nothing of an echo in a buffer.
 *
 * At all times what has arrived = served + dropped + what is open: pended, delivered, in service, or kept open.
 */
import { type Context, guestOf, taskOf } from '../access.ts';
import { refreshMood } from '../core.ts';
import { record } from '../histogram.ts';
import { type Cycles, type Int, NEVER, NONE } from '../types.ts';
import { scheduleAwaited } from './arrivals.ts';

/** A request of guest g that arrived at `at` has been answered, after its last output `lay` in a latch for a while. */
export function answered(context: Context, g: Int, at: Cycles, lay: Cycles = 0): void {
  const { w, sink } = context;
  const took = w.now - at;
  const histogram = w.request[g];
  if (histogram !== undefined) record(histogram, took);
  guestOf(w, g).served++;
  scheduleAwaited(w, g);
  sink?.({ type: 'requestServed', at: w.now, guest: g, took, lay });
  refreshMood(context, g);
}

/** vCPU t stands before its next demand: a request whose rounds are over is answered, or stays open for a while. */
export function finishRequest(context: Context, t: Int): void {
  const { w } = context;
  const task = taskOf(w, t);
  const { at, rounds, n } = task.request;
  if (at === NEVER || rounds > 0) return;
  // what follows its last operation belongs to it
  if (task.chain !== NONE && w.program.chains[task.chain]?.[task.link] !== undefined) return;
  const open = w.hooks.keepsOpen.some((keeps) => keeps(w, t));
  task.request = { at: NEVER, rounds: 0, n };
  if (!open) answered(context, task.guest, at);
}
