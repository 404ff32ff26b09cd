/**
 * The latch: device requests that are put off and served together.
 *
 * A device model in user space is entered through a costly crossing. A posted write can be noted (latched) in the
 * hypervisor and the guest goes on at once; a read can be noted too, but its reader blocks until it is served. *Draining*
 * pays the crossing once and then a small price per request, on the pCPU that is chosen for it: at once on an idle one,
 * else at the next exit of its guest, which stands meanwhile, or when its guest leaves. Output that is put off for longer than the level's knob
 * `latchTolerance` costs its guest patience. KVM's coalesced MMIO and VMware's send combining work like this (design 8, section 4).
 */
import { CATEGORY, type Context, pcpuOf, taskOf } from '../access.ts';
import { offer, open, refreshMood, setState } from '../core.ts';
import { LATCH_ROOM } from '../params.ts';
import type { World } from '../state.ts';
import { type Cycles, type Int, NEVER, NONE } from '../types.ts';
import { answered } from './requests.ts';

/** Is there room for one more request? */
export function hasRoom(w: World): boolean {
  return w.latch.requests.length < LATCH_ROOM;
}

/** Notes the request of task t. A full latch takes it too, but then drains on that task's pCPU at its very entry. */
export function addRequest({ w, sink }: Context, t: Int): void {
  const task = taskOf(w, t);
  if (!hasRoom(w) && task.pcpu !== NONE) {
    const pcpu = w.pcpus[task.pcpu];
    if (pcpu !== undefined) pcpu.drain = true;
  }
  const request = task.request.at === NEVER ? NONE : task.request.n;
  const reason = task.exit?.reason ?? NONE;
  w.latch.requests.push({ task: t, reason, at: w.now, blocked: false, request, answers: NEVER });
  if (w.latch.requests.length === Math.ceil(LATCH_ROOM / 2)) w.decisions++;
  sink?.({ type: 'requestLatched', at: w.now, task: t, n: w.latch.requests.length });
  refreshMood({ w, sink }, task.guest);
}

/** Task t now waits for its latched request. False: it has been served already. */
export function awaitRequest(w: World, t: Int): boolean {
  for (let i = w.latch.requests.length - 1; i >= 0; i--) {
    const request = w.latch.requests[i];
    if (request?.task === t) {
      request.blocked = true;
      return true;
    }
  }
  return false;
}

/** A free pCPU drains in the name of its own monitor. False: there is nothing to drain. */
export function beginDrain(context: Context, p: Int): boolean {
  const { w } = context;
  const pcpu = pcpuOf(w, p);
  const costs = w.setup.machines[pcpu.machine]?.costs;
  const mode = w.program.modes.find((row) => row.machineCosts === costs && row.interruptions.drain !== NONE);
  pcpu.drain = false;
  if (w.latch.requests.length === 0 || mode === undefined) return false;
  const monitor = w.tasks.length - w.pcpus.length + p;
  Object.assign(taskOf(w, monitor), { path: mode.interruptions.drain, step: 0, pcpu: p });
  pcpu.task = monitor;
  setState(context, monitor, 'running');
  open(context, p, 'step', CATEGORY.backend, w.now);
  return true;
}

/** How many requests a drain that begins now will serve. */
export function batchSize(w: World): Int {
  return w.latch.requests.length;
}

/** The oldest `n` requests have been served: blocked readers are ready again. `saved`: crossings not paid, in cycles. */
export function serveBatch(context: Context, p: Int, n: Int, crossing: Cycles): void {
  const { w, sink } = context;
  const served = w.latch.requests.splice(0, n);
  const saved = Math.max(0, served.length - 1) * crossing;
  w.latch.drained += served.length;
  w.latch.saved += saved;
  for (const { task: t, blocked, answers } of served) {
    const task = taskOf(w, t);
    if (answers !== NEVER) answered(context, task.guest, answers);
    refreshMood(context, task.guest);
    if (!blocked || task.state !== 'blocked' || task.block !== 'served') continue;
    setState(context, t, 'ready');
    offer(context, t);
  }
  w.decisions++;
  sink?.({ type: 'latchDrained', at: w.now, pcpu: p, n: served.length, saved });
}

/** A restarted guest's requests are forgotten. */
export function forget(context: Context, g: Int): void {
  const { w } = context;
  w.latch.requests = w.latch.requests.filter(({ task }) => taskOf(w, task).guest !== g);
  refreshMood(context, g);
}
