/**
 * Devices: a request queues for a channel, is served for a drawn time, and its vCPU is ready again.
 *
 * Service times are drawn from a stream per device by the ordinal of the request, so they do not depend on who asks.
 */
import { type Context, offer, setState, taskOf } from '../core.ts';
import { setSlot } from '../queue.ts';
import { draw, sample } from '../rng.ts';
import type { DeviceState } from '../state.ts';
import { type Int, NEVER, NONE } from '../types.ts';

function start({ w }: Context, d: Int): void {
  const device = w.program.devices[d];
  const state = w.devices[d] as DeviceState;
  if (device === undefined) return;
  for (let channel = 0; channel < device.channels; channel++) {
    if (state.busy[channel] !== NONE) continue;
    const next = state.line.shift();
    if (next === undefined) return;
    let took = 0;
    for (let i = 0; i < next.times; i++) took += sample(device.service, draw(device.stream, state.drawn++));
    state.busy[channel] = next.task;
    state.since[channel] = w.now;
    setSlot(w.queue, w.program.slots.device + device.firstSlot + channel, w.now + took);
  }
}

/** Queues a request of task t, worth `times` ordinary ones, to device d. The caller blocks the task. */
export function request(context: Context, d: Int, t: Int, times: Int): void {
  (context.w.devices[d] as DeviceState).line.push({ task: t, times });
  start(context, d);
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
  if (t !== NONE) {
    const task = taskOf(w, t);
    if (task.state === 'blocked' && task.block === 'device') {
      setState(context, t, 'ready');
      offer(context, t);
    }
  }
  start(context, d);
}

/** A restarted guest's request is dropped from the lines; one in service completes into nothing. */
export function forgetRequest({ w }: Context, t: Int): void {
  for (const state of w.devices) {
    state.line = state.line.filter((entry) => entry.task !== t);
    state.busy = state.busy.map((busy) => (busy === t ? NONE - 1 : busy));
  }
}
