/**
 * The walk: what the vCPU on a pCPU does next, step by step, until it occupies the pCPU for some time or leaves it.
 *
 * A vCPU alternates between a burst of its own instructions and an operation. The operation is carried out along a path:
 * the first of the mode's alternatives whose tests hold. Between two operations the vCPU is at the boundary between
 * hypervisor and guest; on the way in, whatever waits for an entry can ride on it: leaving the pCPU, draining the latch,
 * injecting interrupts.
 */
import { CATEGORY, type Context, guestOf, modeOf, pcpuOf, taskOf } from './access.ts';
import { open, refreshMood, setState, setTaskTimer } from './core.ts';
import { nextDemand, sleepTime } from './demand.ts';
import { record } from './histogram.ts';
import { request } from './mechanisms/devices.ts';
import { EFFECT_TABLE, TEST_TABLE } from './mechanisms/effects.ts';
import { acquire, finish, raise, release } from './mechanisms/exits.ts';
import { deliver } from './mechanisms/interrupts.ts';
import { callsInTurn, takeLock } from './mechanisms/kernelLock.ts';
import { awaitRequest, batchSize } from './mechanisms/latch.ts';
import { callDelay } from './mechanisms/limits.ts';
import { finishRequest } from './mechanisms/requests.ts';
import { bootDone } from './mechanisms/restarts.ts';
import { leave, takeOff } from './mechanisms/scheduling.ts';
import { ACQUIRE, type CompiledStep, DECIDE, DEVICE, EFFECT, RELEASE, RUN, WAIT } from './program.ts';
import type { Task, World } from './state.ts';
import { type Cycles, EFFECTS, type Int, NEVER, NONE, OPS, WAITS } from './types.ts';

const HALT = OPS.indexOf('halt');
const LOCK = OPS.indexOf('lock');
const TIMES = [
  (task: Task): Int => task.count,
  (task: Task): Int => task.batch,
  (task: Task): Int => task.misses,
  callsInTurn,
] as const;

/** Chooses the path of the operation that task t has drawn. */
function startOp(context: Context, t: Int): void {
  const { w } = context;
  const task = taskOf(w, t);
  const alternatives = modeOf(w, task.guest).table[task.op] ?? [];
  const path = alternatives.find((candidate) =>
    (w.program.paths[candidate]?.tests ?? []).every(
      (test) => TEST_TABLE[test.is](w, t, test.arg) !== (test.not === true),
    ),
  );
  task.path = path ?? NONE;
  task.step = 0;
  const compiled = path === undefined ? undefined : w.program.paths[path];
  if (path === undefined || compiled === undefined || compiled.refused !== null) {
    // the setup was checked for this; whatever slips through is dropped and counts as no work
    task.path = NONE;
    task.op = NONE;
    task.count = 0;
    return;
  }
  if (compiled.hypercall !== NONE)
    context.sink?.({
      type: 'hypercallMade',
      at: w.now,
      task: t,
      handler: w.program.handlers[compiled.hypercall]?.id ?? '',
    });
}

/** The operation is done: its native cycles count as work. Kernel calls that have not had their turn yet stay to be made. */
function finishOp({ w }: Context, t: Int): void {
  const task = taskOf(w, t);
  if (task.op === NONE) return;
  const done = task.op === LOCK ? callsInTurn(task) : task.count;
  const row = w.opCount[task.guest] as Int[];
  row[task.op] = (row[task.op] as Int) + done;
  guestOf(w, task.guest).work += (modeOf(w, task.guest).native[task.op] ?? 0) * done;
  task.count -= done;
  if (task.count === 0) task.op = NONE;
}

/** The step that task t stands before: the handler's while one is spliced in, else the path's own; null at the end. */
function currentStep(w: World, task: Task): CompiledStep | null {
  if (task.handler !== NONE) return w.program.handlers[task.handler]?.steps[task.handlerStep] ?? null;
  return w.program.paths[task.path]?.steps[task.step] ?? null;
}

function stepOver(task: Task): void {
  if (task.handler !== NONE) task.handlerStep++;
  else task.step++;
}

/** Blocks the task on pCPU p and frees the pCPU. */
function block(context: Context, p: Int, why: Task['block']): void {
  const { w } = context;
  const t = pcpuOf(w, p).task;
  leave(context, p);
  setState(context, t, 'blocked');
  taskOf(w, t).block = why;
  refreshMood(context, taskOf(w, t).guest);
}

/** Runs one `run` step, or the rest of it. True: the pCPU is busy with it. */
function runStep(context: Context, p: Int, task: Task, step: CompiledStep): boolean {
  const { w } = context;
  const times = step.times === NONE ? 1 : (TIMES[step.times]?.(task) ?? 1);
  const cycles: Cycles = step.cycles * times;
  if (cycles === 0) {
    stepOver(task);
    return false;
  }
  w.stepCycles[step.arg] = (w.stepCycles[step.arg] as Cycles) + cycles;
  open(context, p, 'step', step.category, w.now + cycles);
  stepOver(task);
  return true;
}

/** Walks one step of the path. 'busy': the pCPU is occupied; 'gone': the task left it; 'on': look again. */
function walkStep(context: Context, p: Int, task: Task, step: CompiledStep): 'busy' | 'gone' | 'on' {
  const { w } = context;
  const t = pcpuOf(w, p).task;
  switch (step.kind) {
    case RUN:
      return runStep(context, p, task, step) ? 'busy' : 'on';
    case DECIDE:
      if (!raise(context, p, step.arg)) return 'busy';
      stepOver(task);
      task.handler = task.exit?.handler ?? NONE;
      task.handlerStep = 0;
      return 'on';
    case ACQUIRE:
      if (!acquire(context, p, step.arg)) return 'busy';
      task.batch = batchSize(w);
      break;
    case RELEASE:
      release(context, t, step.arg);
      break;
    case EFFECT: {
      const effect = EFFECTS[step.arg];
      if (effect !== undefined) EFFECT_TABLE[effect](context, t);
      break;
    }
    case DEVICE:
      stepOver(task);
      if (task.misses === 0 && step.times !== NONE) return 'on';
      block(context, p, 'device');
      request(context, step.arg, t, step.times === NONE ? 1 : task.misses);
      return 'gone';
    case WAIT:
      return waitStep(context, p, task, WAITS[step.arg] ?? 'halt');
    default:
  }
  stepOver(task);
  return 'on';
}

function waitStep(context: Context, p: Int, task: Task, wait: (typeof WAITS)[number]): 'busy' | 'gone' | 'on' {
  const { w } = context;
  const t = pcpuOf(w, p).task;
  if (wait === 'lock') {
    if (!takeLock(context, p)) return 'busy';
    stepOver(task);
    return 'on';
  }
  stepOver(task);
  if (wait === 'served') {
    if (!awaitRequest(w, t)) return 'on';
    block(context, p, 'served');
    return 'gone';
  }
  const sleep = sleepTime(w, t);
  const guest = guestOf(w, task.guest);
  if (guest.irqs.length > 0 || guest.inbox.length > 0) {
    task.entering = true;
    return 'on';
  }
  if (sleep !== NEVER) setTaskTimer(w, t, w.now + sleep);
  block(context, p, 'halt');
  return 'gone';
}

/** Whatever waits for an entry happens now. True: the walk goes on along a path of its own, or the task has left. */
function ride(context: Context, p: Int, task: Task): 'gone' | 'path' | 'no' {
  const { w } = context;
  const pcpu = pcpuOf(w, p);
  const guest = guestOf(w, task.guest);
  const { interruptions, virtual } = modeOf(w, task.guest);
  if (pcpu.drain && w.latch.requests.length > 0 && interruptions.drain !== NONE) {
    pcpu.drain = false;
    task.path = interruptions.drain;
    task.step = 0;
    return 'path';
  }
  pcpu.drain = false;
  if (guest.irqs.length > 0) {
    deliver(context, pcpu.task, false);
    task.path = virtual ? interruptions.ride : interruptions.inject;
    task.step = 0;
    return 'path';
  }
  return 'no';
}

/** Carries the task on pCPU p on. False: it has left the pCPU. The pCPU must be settled. */
export function walk(context: Context, p: Int): boolean {
  const { w, sink } = context;
  const pcpu = pcpuOf(w, p);
  const t = pcpu.task;
  const task = taskOf(w, t);
  for (;;) {
    if (task.boot > 0) {
      open(context, p, 'boot', CATEGORY.boot, w.now + task.boot);
      return true;
    }
    if (task.guest !== NONE && guestOf(w, task.guest).stage === 'booting') bootDone(context, task.guest);
    if (task.path !== NONE) {
      const step = currentStep(w, task);
      if (step !== null) {
        const went = walkStep(context, p, task, step);
        if (went !== 'on') return went === 'busy';
        continue;
      }
      if (task.handler !== NONE) {
        task.handler = NONE;
        continue;
      }
      const path = w.program.paths[task.path];
      task.path = NONE;
      if (task.guest === NONE) {
        leave(context, p);
        setState(context, t, 'blocked');
        return false;
      }
      finish(context, t);
      if (path?.exits === true) task.entering = true;
      if (path?.ownOp === true) finishOp(context, t);
    }
    if (pcpu.resched && !task.locked) {
      takeOff(context, p);
      return false;
    }
    if (task.entering) {
      task.entering = false;
      if (ride(context, p, task) === 'path') continue;
    }
    if (task.wokenAt !== NEVER && (task.burst > 0 || task.op === NONE)) {
      const histogram = w.wake[task.guest];
      if (histogram !== undefined) record(histogram, w.now - task.wokenAt);
      task.wokenAt = NEVER;
    }
    if (task.burst > 0) {
      startBurst(context, p, task);
      return true;
    }
    if (task.op === NONE) {
      finishRequest(context, t);
      nextDemand(w, t);
      continue;
    }
    const delay = task.op === LOCK ? callDelay(w, task.guest, callsInTurn(task)) : 0;
    if (delay > 0) {
      block(context, p, 'throttled');
      setTaskTimer(w, t, w.now + delay);
      return false;
    }
    startOp(context, t);
    if (task.op === HALT && task.path === NONE)
      sink?.({ type: 'violated', at: w.now, guest: task.guest, cause: 'noHalt' });
  }
}

/** Opens the next part of a burst: as long as cold cache is owed half the cycles pay for it, then all are the guest's. */
function startBurst(context: Context, p: Int, task: Task): void {
  const { w, sink } = context;
  const owed = Math.min(task.burst, task.debt);
  if (owed > 0) {
    open(context, p, 'warm', CATEGORY.warmUp, w.now + 2 * owed);
    return;
  }
  if (pcpuOf(w, p).interval === 'warm') sink?.({ type: 'taskWarm', at: w.now, task: pcpuOf(w, p).task, pcpu: p });
  const { tax } = modeOf(w, task.guest);
  open(context, p, 'burst', CATEGORY.guestUser, w.now + Math.ceil((task.burst * (10_000 + tax)) / 10_000));
}
