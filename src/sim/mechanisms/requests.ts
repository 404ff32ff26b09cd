/**
 * Requests: when one has been answered, and how long that took.
 *
 * A request is answered when its operations are done *and* the last of its output has left the latch: whoever typed sees
 * nothing of an echo that still lies in a buffer.
 */
import { type Context, guestOf, taskOf } from '../access.ts';
import { refreshMood } from '../core.ts';
import { record } from '../histogram.ts';
import { type Cycles, type Int, NEVER } from '../types.ts';

/** A request of guest g that arrived at `at` has been answered. */
export function answered(context: Context, g: Int, at: Cycles): void {
  const { w, sink } = context;
  const took = w.now - at;
  const histogram = w.request[g];
  if (histogram !== undefined) record(histogram, took);
  guestOf(w, g).served++;
  sink?.({ type: 'requestServed', at: w.now, guest: g, took });
  refreshMood(context, g);
}

/** vCPU t stands before its next demand: the request whose rounds are over is answered, or as soon as its output is. */
export function finishRequest(context: Context, t: Int): void {
  const { w } = context;
  const task = taskOf(w, t);
  const { at, rounds, n } = task.request;
  if (at === NEVER || rounds > 0) return;
  task.request = { at: NEVER, rounds: 0, n };
  const output = w.latch.requests.filter((latched) => latched.task === t && latched.request === n).pop();
  if (output === undefined) answered(context, task.guest, at);
  else output.answers = at;
}
