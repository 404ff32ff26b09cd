/**
 * Exits: an operation that the guest may not carry out by itself stops in the hypervisor.
 *
 * A path's `decide` step raises the exit. If a rule (a wire) answers its reason, the handler's steps are spliced in at
 * once. If none does, the exit is *held*: its pCPU stands still, charged to the guest as `decision`, until somebody
 * routes it, or parks the vCPU and gives the pCPU away. A handler with a door (concurrency > 0) serves so many exits at
 * once; a further one queues, holding its pCPU, as `contention`.
 */
import { CATEGORY, type Context, pcpuOf, taskOf } from '../access.ts';
import { kick, offer, open, setState } from '../core.ts';
import type { Mechanism } from '../mechanism.ts';
import type { World } from '../state.ts';
import { type Int, NEVER, NONE } from '../types.ts';

/** The handler that rules name for exits of a reason of a guest, NONE = nobody. */
export function wiredFor(w: World, guest: Int, reason: Int): Int {
  return w.wired[guest]?.[reason] ?? NONE;
}

/** Raises the exit of the task on pCPU p. True when its handler is known and the walk can go on. */
export function raise(context: Context, p: Int, reason: Int): boolean {
  const { w, sink } = context;
  const t = pcpuOf(w, p).task;
  const task = taskOf(w, t);
  if (task.exit === null) {
    task.exits++;
    task.exit = { n: task.exits, reason, at: w.now, handler: NONE };
    const row = w.exits[task.guest] as Int[];
    row[reason] = (row[reason] ?? 0) + 1;
    setState(context, t, 'exited');
    sink?.({ type: 'exitRaised', at: w.now, task: t, reason: w.program.reasons[reason] ?? '', handler: '' });
    const handler = wiredFor(w, task.guest, reason);
    if (handler !== NONE) choose(context, t, handler);
  }
  if (task.exit.handler !== NONE) return true;
  w.decisions++;
  open(context, p, 'decision', CATEGORY.decision, NEVER);
  return false;
}

/** Gives the exit of task t to a handler. The caller lets its pCPU, or the scheduler, go on. */
export function choose({ w, sink }: Context, t: Int, handler: Int): void {
  const task = taskOf(w, t);
  if (task.exit === null) return;
  task.exit.handler = handler;
  const state = w.handlers[handler];
  if (state !== undefined) state.fired++;
  sink?.({
    type: 'exitRouted',
    at: w.now,
    task: t,
    reason: w.program.reasons[task.exit.reason] ?? '',
    handler: w.program.handlers[handler]?.id ?? '',
  });
}

/** A decision has come for task t: the pCPU that it holds goes on, or, parked, the vCPU is ready to be placed. */
export function proceed(context: Context, t: Int): void {
  const task = taskOf(context.w, t);
  if (task.pcpu !== NONE) kick(context.w, task.pcpu);
  else {
    setState(context, t, 'ready');
    offer(context, t);
  }
}

/** Enters a handler's door. False: the task on pCPU p waits for it, its pCPU held. */
export function acquire(context: Context, p: Int, handler: Int): boolean {
  const { w } = context;
  const t = pcpuOf(w, p).task;
  const door = w.handlers[handler];
  if (door === undefined) return true;
  const place = door.line.indexOf(t);
  const room = door.busy < (w.program.handlers[handler]?.concurrency ?? 0);
  if (room && place <= 0) {
    if (place === 0) door.line.shift();
    door.busy++;
    taskOf(w, t).door = handler;
    return true;
  }
  if (place < 0) door.line.push(t);
  open(context, p, 'spin', CATEGORY.contention, NEVER);
  return false;
}

/** Task t leaves a handler's door; the next in line looks. */
export function release({ w }: Context, t: Int, handler: Int): void {
  const door = w.handlers[handler];
  if (door === undefined) return;
  door.busy--;
  taskOf(w, t).door = NONE;
  const next = door.line[0];
  if (next !== undefined) kick(w, taskOf(w, next).pcpu);
}

/** Takes a task out of every door and line, as a restart does. */
function abandon(context: Context, t: Int): void {
  const { w } = context;
  for (const door of w.handlers) {
    const place = door.line.indexOf(t);
    if (place >= 0) door.line.splice(place, 1);
  }
  const { door } = taskOf(w, t);
  if (door !== NONE) release(context, t, door);
}

/** The task on pCPU p is back at the guest's door: its exit is over. */
export function finish(context: Context, t: Int): void {
  const { w, sink } = context;
  const task = taskOf(w, t);
  if (task.exit === null) return;
  const { reason, handler } = task.exit;
  task.exit = null;
  setState(context, t, 'running');
  sink?.({
    type: 'exitDone',
    at: w.now,
    task: t,
    reason: w.program.reasons[reason] ?? '',
    handler: w.program.handlers[handler]?.id ?? '',
  });
}

export const exits: Mechanism = {
  id: 'exits',
  uses: () => true,
  stop: abandon,
  asks: {
    exitRaised: ({ task, reason }, w) =>
      w.tasks[task]?.exit?.handler === NONE ? { kind: 'exit', guest: taskOf(w, task).guest, reason } : null,
    guestWarned: ({ guest }) => ({ kind: 'patience', guest, reason: '' }),
  },
};
