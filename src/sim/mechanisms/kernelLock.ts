/**
 * The lock of a shared kernel: containers that call into the kernel wait for each other.
 *
 * It is a spinlock served first come, first served: a waiter keeps its pCPU and burns it (`contention`); whoever holds it
 * or stands in line is not preempted. One operation may stand for a long row of calls; they are made by turns, LOCK_TURN
 * at a time, so that a long row holds the lock often but never for long. A tenant that makes very many calls takes time
 * from everybody while it uses less CPU than they do: a cap on its CPU stops the calls only while it stops the tenant, a
 * limit on its calls stops nothing else.
 */
import { CATEGORY, type Context, pcpuOf, taskOf } from '../access.ts';
import { kick, open } from '../core.ts';
import { LOCK_TURN } from '../params.ts';
import type { Task } from '../state.ts';
import { type Int, NEVER, NONE } from '../types.ts';

/** Of the calls that a task has to make, those that it makes in one go. */
export const callsInTurn = (task: Task): Int => Math.min(task.count, LOCK_TURN);

/** Takes the lock for the task on pCPU p. False: it spins until the lock is its own. */
export function takeLock(context: Context, p: Int): boolean {
  const { w } = context;
  const { lock } = w;
  const t = pcpuOf(w, p).task;
  const task = taskOf(w, t);
  const place = lock.line.indexOf(t);
  // whoever comes back at once stands behind those who wait already
  if (lock.holder === NONE && (place === 0 || lock.line.length === 0)) {
    if (place === 0) lock.line.shift();
    lock.holder = t;
    task.locked = true;
    return true;
  }
  if (place < 0) lock.line.push(t);
  task.locked = true;
  open(context, p, 'spin', CATEGORY.contention, NEVER);
  return false;
}

/** The holder lets go; the next in line looks again. */
export function giveLock({ w }: Context, t: Int): void {
  const { lock } = w;
  taskOf(w, t).locked = false;
  if (lock.holder !== t) return;
  lock.holder = NONE;
  const next = lock.line[0];
  if (next !== undefined) kick(w, taskOf(w, next).pcpu);
}

/** A restarted guest's task leaves the lock and its line. */
export function abandonLock(context: Context, t: Int): void {
  const { lock } = context.w;
  const place = lock.line.indexOf(t);
  if (place >= 0) lock.line.splice(place, 1);
  giveLock(context, t);
}
