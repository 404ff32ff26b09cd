/**
 * Devices: a request queues for a channel, is served for a drawn time, and its vCPU is ready again.
 *
 * A request for several pages is as many reads, which the device serves at once on as many channels as it has free: the
 * vCPU is ready when the last of them is done. Service times are drawn from a stream per device by the ordinal of the
 * read, so they do not depend on who asks.
 */
import { type Context, taskOf } from '../access.ts';
import { offer, setState } from '../core.ts';
import { setSlot } from '../queue.ts';
import { draw, sample } from '../rng.ts';
import type { DeviceState } from '../state.ts';
import { type Int, NEVER, NONE } from '../types.ts';

/** Gives a free channel of device d the next read in the line, if there is one. */
function serve({ w }: Context, d: Int, channel: Int): void {
  const device = w.program.devices[d];
  const state = w.devices[d] as DeviceState;
  const next = state.line[0];
  if (device === undefined || next === undefined) return;
  next.times--;
  if (next.times === 0) state.line.shift();
  state.busy[channel] = next.task;
  state.since[channel] = w.now;
  const took = sample(device.service, draw(device.stream, state.drawn++));
  setSlot(w.queue, w.program.slots.device + device.firstSlot + channel, w.now + took);
}

/** Queues `times` reads of task t to device d. The caller blocks the task. */
export function request(context: Context, d: Int, t: Int, times: Int): void {
  const state = context.w.devices[d] as DeviceState;
  taskOf(context.w, t).reads = times;
  state.line.push({ task: t, times });
  for (let channel = 0; channel < state.busy.length && state.line.length > 0; channel++)
    if (state.busy[channel] === NONE) serve(context, d, channel);
}

/** A channel has finished. `slot` counts channels over all devices. */
export function complete(context: Context, slot: Int): void {
  const { w } = context;
  const d = w.program.devices.findIndex(
    (device) => slot >= device.firstSlot && slot < device.firstSlot + device.channels,
  );
  const device = w.program.devices[d];
  const state = w.devices[d];
  if (device === undefined || state === undefined) return;
  const channel = slot - device.firstSlot;
  const t = state.busy[channel] ?? NONE;
  state.busy[channel] = NONE;
  setSlot(w.queue, w.program.slots.device + slot, NEVER);
  serve(context, d, channel);
  if (t < 0) return;
  const task = taskOf(w, t);
  task.reads--;
  if (task.reads > 0 || task.state !== 'blocked' || task.block !== 'device') return;
  setState(context, t, 'ready');
  offer(context, t);
}

/** A restarted guest's reads are dropped from the lines; those in service complete into nothing. */
export function forgetRequest({ w }: Context, t: Int): void {
  taskOf(w, t).reads = 0;
  for (const state of w.devices) {
    state.line = state.line.filter((entry) => entry.task !== t);
    state.busy = state.busy.map((busy) => (busy === t ? NONE - 1 : busy));
  }
}
