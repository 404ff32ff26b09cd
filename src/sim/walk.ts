/**
 * The walk: what the vCPU on a pCPU does next, step by step, until it occupies the pCPU for some time or leaves it.
 *
 * A vCPU alternates between a burst of its own instructions and an operation. The operation is carried out along a path:
 * the first of the mode's alternatives whose tests hold. Between two operations the vCPU is at the boundary between
 * hypervisor and guest; on the way in, whatever waits for an entry can ride on it: leaving the pCPU, draining a queue,
 * injecting interrupts. A service has no instructions of its own: it walks the path of one request after another.
 */
import { CATEGORY, type Context, guestOf, modeOf, pcpuOf, taskOf } from './access.ts';
import { open, refreshMood, setState, setTaskTimer } from './core.ts';
import { nextDemand } from './demand.ts';
import { record } from './histogram.ts';
import { request } from './mechanisms/devices.ts';
import { acquire, finish, raise, release } from './mechanisms/exits.ts';
import { finishRequest } from './mechanisms/requests.ts';
import { bootDone } from './mechanisms/restarts.ts';
import { isPinned, leave, takeOff } from './mechanisms/scheduling.ts';
import { ask, call } from './mechanisms/services.ts';
import { cyclesFor, taxed } from './pace.ts';
import { MAX_EVENTS_PER_CYCLE, WARMING } from './params.ts';
import {
  ACQUIRE,
  CALL,
  type CompiledPath,
  type CompiledStep,
  DECIDE,
  DEVICE,
  EFFECT,
  POST,
  RELEASE,
  RUN,
  WAIT,
} from './program.ts';
import { setSlot } from './queue.ts';
import { stepSlot } from './slots.ts';
import type { Block, Task, Went, World } from './state.ts';
import { type Cycles, type Int, NEVER, NONE, OPS } from './types.ts';

const HALT = OPS.indexOf('halt');

/** Do all tests at the head of a path hold for task t? Most paths have none. */
function holds(w: World, t: Int, { tests }: CompiledPath): boolean {
  for (const { test, arg, not } of tests) if (w.hooks.tests[test]?.(w, t, arg) === not) return false;
  return true;
}

/** The first path of its operation whose tests hold, NONE = none. */
function pathFor(w: World, t: Int, { guest, op }: Task): Int {
  for (const path of modeOf(w, guest).table[op] ?? [])
    if (holds(w, t, w.program.paths[path] as CompiledPath)) return path;
  return NONE;
}

/** Chooses the path of the operation that task t has drawn. */
function startOp(context: Context, t: Int): void {
  const { w } = context;
  const task = taskOf(w, t);
  const path = pathFor(w, t, task);
  task.path = path;
  task.step = 0;
  const compiled = path === NONE ? undefined : w.program.paths[path];
  if (compiled === undefined || compiled.refused !== null) {
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

/** What a register stands at for task t; NONE, once, is the register that is not named. */
const registerOf = (w: World, t: Int, register: Int): Int =>
  register === NONE ? 1 : (w.hooks.registers[register]?.(w, t) ?? 1);

/** Of what task t has drawn in one, so many operations are done in one go. */
function turnOf(w: World, t: Int, task: Task): Int {
  for (const turn of w.hooks.turns) {
    const done = turn(w, t);
    if (done > 0) return done;
  }
  return task.count;
}

/** The operation is done: its native cycles count as work. What has not had its turn yet stays to be done. */
function finishOp({ w }: Context, t: Int): void {
  const task = taskOf(w, t);
  if (task.op === NONE) return;
  const done = turnOf(w, t, task);
  const row = w.opCount[task.guest] as Int[];
  row[task.op] = (row[task.op] as Int) + done;
  const { native, nativeTimes } = modeOf(w, task.guest);
  const times = registerOf(w, t, nativeTimes[task.op] ?? NONE);
  guestOf(w, task.guest).work += (native[task.op] ?? 0) * times * done;
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
function block(context: Context, p: Int, why: Block): void {
  const { w } = context;
  const t = pcpuOf(w, p).task;
  const { guest } = taskOf(w, t);
  leave(context, p);
  setState(context, t, 'blocked');
  taskOf(w, t).block = why;
  if (guest !== NONE) refreshMood(context, guest);
}

/** Runs one `run` step, or the rest of it. True: the pCPU is busy with it. */
function runStep(context: Context, p: Int, task: Task, step: CompiledStep): boolean {
  const { w } = context;
  const cycles: Cycles = step.cycles * registerOf(w, pcpuOf(w, p).task, step.times);
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
function walkStep(context: Context, p: Int, task: Task, step: CompiledStep): Went {
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
      break;
    case RELEASE:
      release(context, t, step.arg);
      break;
    case EFFECT:
      w.hooks.effects[step.arg]?.(context, t, step.of);
      break;
    case DEVICE: {
      const reads = registerOf(w, t, step.times);
      stepOver(task);
      if (reads === 0) return 'on';
      request(context, step.arg, p, reads);
      return 'gone';
    }
    case WAIT: {
      // whoever waits on its pCPU stays before the step, and looks again
      const went = w.hooks.waits[step.arg]?.(context, p) ?? 'on';
      if (went !== 'busy') stepOver(task);
      return went;
    }
    case CALL:
      stepOver(task);
      call(context, step.arg, t);
      block(context, p, 'called');
      return 'gone';
    case POST: {
      const path = w.program.services[step.arg]?.path ?? NONE;
      ask(context, step.arg, t, path);
      break;
    }
    default:
  }
  stepOver(task);
  return 'on';
}

/** Whatever waits for an entry happens now. True: the walk goes on along a path of its own. */
function ride(context: Context, p: Int, task: Task): boolean {
  for (const rides of context.w.hooks.rides) {
    const path = rides(context, p);
    if (path === NONE) continue;
    task.path = path;
    task.step = 0;
    // there may be more to ride on this entry
    task.entering = true;
    return true;
  }
  return false;
}

/** A task without a guest has walked its path: a service looks for the next request, or sleeps; a monitor leaves. */
function nextService(context: Context, p: Int): boolean {
  const { w } = context;
  const t = pcpuOf(w, p).task;
  if (t < w.program.firstMonitor) {
    if (pcpuOf(w, p).resched) {
      takeOff(context, p);
      return false;
    }
    if (w.hooks.serves.some((serve) => serve(context, t))) return true;
  }
  leave(context, p);
  setState(context, t, 'blocked');
  taskOf(w, t).block = 'idle';
  return false;
}

/** A mechanism delays the operation that task t is about to begin: its pCPU is free until then. */
function delayed(context: Context, p: Int, t: Int): boolean {
  const { w } = context;
  for (const delay of w.hooks.delays) {
    const found = delay(w, t);
    if (found === null) continue;
    block(context, p, found.block);
    setTaskTimer(w, t, w.now + found.for);
    return true;
  }
  return false;
}

/** Steps that take no time chase their own tail on pCPU p: the run is over, as when events do (advance.ts). */
function endless({ w }: Context, p: Int): true {
  w.status = 'budget';
  setSlot(w.queue, stepSlot(w.program.slots, p), NEVER);
  return true;
}

/** Carries the task on pCPU p on. False: it has left the pCPU. The pCPU must be settled. */
export function walk(context: Context, p: Int): boolean {
  const { w, sink } = context;
  const pcpu = pcpuOf(w, p);
  const t = pcpu.task;
  const task = taskOf(w, t);
  for (let n = 0; ; n++) {
    if (n > MAX_EVENTS_PER_CYCLE) return endless(context, p);
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
      if (task.guest !== NONE) {
        finish(context, t);
        if (path?.exits === true) task.entering = true;
        if (path?.ownOp === true) finishOp(context, t);
      }
    }
    if (task.guest === NONE) {
      if (nextService(context, p)) continue;
      return false;
    }
    if (pcpu.resched && !isPinned(w, t)) {
      takeOff(context, p);
      return false;
    }
    if (task.entering) {
      task.entering = false;
      if (ride(context, p, task)) continue;
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
      nextDemand(context, t);
      continue;
    }
    if (w.hooks.delays.length > 0 && delayed(context, p, t)) return false;
    startOp(context, t);
    if (task.op === HALT && task.path === NONE)
      sink?.({ type: 'violated', at: w.now, guest: task.guest, cause: 'noHalt' });
  }
}

/** Opens the next part of a burst: as long as cold cache is owed half the cycles pay for it, then all are the guest's. */
function startBurst(context: Context, p: Int, task: Task): void {
  const { w, sink } = context;
  const mode = modeOf(w, task.guest);
  const cycles = cyclesFor(mode, task.burst);
  const owed = Math.min(cycles, task.debt);
  if (owed > 0) {
    open(context, p, 'warm', CATEGORY.warmUp, w.now + WARMING * owed);
    return;
  }
  if (pcpuOf(w, p).interval === 'warm') sink?.({ type: 'taskWarm', at: w.now, task: pcpuOf(w, p).task, pcpu: p });
  open(context, p, 'burst', CATEGORY.guestUser, w.now + taxed(mode, task.kernelBp, cycles));
}
