/**
 * Devices of the machine: requests wait in one line, a number of them are served at once, each takes its time.
 *
 * A vCPU that asks a device blocks; when the device is done it is ready again. A request for many reads takes as many
 * channels as are free, in one go: they are in flight together, and are done when the slowest of them is. So one event
 * stands for any number of reads.
 */
import { type Context, pcpuOf, taskOf } from '../access.ts';
import { offer, setState } from '../core.ts';
import type { Mechanism } from '../mechanism.ts';
import { setSlot } from '../queue.ts';
import { draw, sample } from '../rng.ts';
import type { DeviceState, World } from '../state.ts';
import { type Cycles, type Int, NEVER, NONE } from '../types.ts';
import { leave } from './scheduling.ts';

/** whoever asked has been restarted: what is in flight completes into nothing */
const NOBODY = NONE - 1;

/** The slowest of n reads. */
function slowest(w: World, d: Int, n: Int): Cycles {
  const device = w.program.devices[d];
  const state = w.devices[d] as DeviceState;
  let longest = 0;
  if (device === undefined) return longest;
  for (let i = 0; i < n; i++) longest = Math.max(longest, sample(device.service, draw(device.stream, state.drawn++)));
  return longest;
}

/** Begins what waits in the line, as far as there are channels. */
function serve({ w }: Context, d: Int): void {
  const state = w.devices[d] as DeviceState;
  const first = w.program.slots.device + (w.program.devices[d]?.firstSlot ?? 0);
  for (let next = state.line[0]; next !== undefined && state.free > 0; next = state.line[0]) {
    const n = Math.min(next.times, state.free);
    const slot = state.slots.findIndex(({ task }) => task === NONE);
    const task = next.task;
    next.times -= n;
    if (next.times === 0) state.line.shift();
    state.free -= n;
    state.slots[slot] = { task, n, since: w.now };
    setSlot(w.queue, first + slot, w.now + slowest(w, d, n));
  }
}

/** Task t, which is on no pCPU, waits for `times` reads of device d. */
export function askDevice(context: Context, d: Int, t: Int, times: Int): void {
  const { w } = context;
  setState(context, t, 'blocked');
  taskOf(w, t).block = 'device';
  taskOf(w, t).reads = times;
  (w.devices[d] as DeviceState).line.push({ task: t, times });
  serve(context, d);
}

/** Takes the task on pCPU p off it, to wait for `times` reads of device d. */
export function request(context: Context, d: Int, p: Int, times: Int): void {
  const { task } = pcpuOf(context.w, p);
  leave(context, p);
  askDevice(context, d, task, times);
}

/** What was in flight in a slot is done. `slot` counts over all devices. */
export function complete(context: Context, slot: Int): void {
  const { w } = context;
  const d = w.program.devices.findIndex(({ firstSlot, channels }) => slot >= firstSlot && slot < firstSlot + channels);
  const state = w.devices[d] as DeviceState;
  const done = state.slots[slot - (w.program.devices[d]?.firstSlot ?? 0)];
  setSlot(w.queue, w.program.slots.device + slot, NEVER);
  if (done === undefined) return;
  const { task: t, n } = done;
  done.task = NONE;
  state.free += n;
  serve(context, d);
  if (t === NOBODY) return;
  const task = taskOf(w, t);
  task.reads -= n;
  if (task.reads > 0 || task.state !== 'blocked' || task.block !== 'device') return;
  setState(context, t, 'ready');
  offer(context, t);
}

/** A restarted guest's reads are dropped from the lines. */
function forgetReads({ w }: Context, t: Int): void {
  taskOf(w, t).reads = 0;
  for (const state of w.devices) {
    state.line = state.line.filter(({ task }) => task !== t);
    for (const slot of state.slots) if (slot.task === t) slot.task = NOBODY;
  }
}

export const devices: Mechanism = {
  id: 'devices',
  uses: ({ machines }) => machines.some((machine) => machine.devices.length > 0),
  stop: forgetReads,
};
