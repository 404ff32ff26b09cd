/**
 * The lock of a shared kernel: containers that call into the kernel wait for each other.
 *
 * It is a spinlock served first come, first served: a waiter keeps its pCPU and burns it (`contention`); whoever holds it
 * or stands in line is not preempted. One operation may stand for a long row of calls; they are made by turns, LOCK_TURN
 * at a time, so that a long row holds the lock often but never for long. A tenant that makes very many calls takes time
 * from everybody while it uses less CPU than they do: a cap on its CPU stops the calls only while it stops the tenant, a
 * limit on its calls stops nothing else.
 */
import { CATEGORY, type Context, machineOf, pcpuOf, taskOf } from '../access.ts';
import { kick, open } from '../core.ts';
import type { Mechanism } from '../mechanism.ts';
import { LOCK_TURN } from '../params.ts';
import type { Task, World } from '../state.ts';
import { type Int, NEVER, NONE, OPS } from '../types.ts';

/** Of one machine: who holds the lock (NONE = nobody), and who stands in line for it. */
export type LockState = { holder: Int; line: Int[] };

declare module '../state.ts' {
  interface Kept {
    /** by machine */
    locks?: LockState[];
  }
}

const LOCK = OPS.indexOf('lock');

const lockOf = (w: World, t: Int): LockState => w.kept.locks?.[machineOf(w, t)] as LockState;

/** Of the calls that a task has to make, those that it makes in one go. */
export const callsInTurn = (task: Task): Int => Math.min(task.count, LOCK_TURN);

/** Takes the lock for the task on pCPU p, or spins until the lock is its own. */
function takeLock(context: Context, p: Int): 'busy' | 'on' {
  const { w } = context;
  const t = pcpuOf(w, p).task;
  const lock = lockOf(w, t);
  const place = lock.line.indexOf(t);
  // whoever comes back at once stands behind those who wait already
  if (lock.holder === NONE && (place === 0 || lock.line.length === 0)) {
    if (place === 0) lock.line.shift();
    lock.holder = t;
    return 'on';
  }
  if (place < 0) lock.line.push(t);
  open(context, p, 'spin', CATEGORY.contention, NEVER);
  return 'busy';
}

/** The holder lets go; the next in line looks again. */
function giveLock({ w }: Context, t: Int): void {
  const lock = lockOf(w, t);
  if (lock.holder !== t) return;
  lock.holder = NONE;
  const next = lock.line[0];
  if (next !== undefined) kick(w, taskOf(w, next).pcpu);
}

/** A restarted guest's task leaves the lock and its line. */
function abandonLock(context: Context, t: Int): void {
  const { line } = lockOf(context.w, t);
  const place = line.indexOf(t);
  if (place >= 0) line.splice(place, 1);
  giveLock(context, t);
}

export const kernelLock: Mechanism = {
  id: 'kernelLock',
  keeps: ({ program }) => ({ locks: program.machines.map(() => ({ holder: NONE, line: [] })) }),
  waits: { lock: takeLock },
  effects: { 'lock.give': giveLock },
  registers: { 'lock.calls': (w, t) => callsInTurn(taskOf(w, t)) },
  turn: (w, t) => (taskOf(w, t).op === LOCK ? callsInTurn(taskOf(w, t)) : 0),
  pin(w, t) {
    const { holder, line } = lockOf(w, t);
    return holder === t || line.includes(t);
  },
  stop: abandonLock,
};
