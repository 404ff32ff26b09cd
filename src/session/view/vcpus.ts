/** vCPUs and the exits that they hold. */
import {
  type Cycles,
  coldCap,
  type Int,
  NEVER,
  NONE,
  OPS,
  quote,
  type Task,
  timerOf,
  type World,
} from '../../sim/index.ts';
import { givesUpAt } from '../patience.ts';
import type { ExitView, VcpuView } from '../view-base.ts';
import { share } from './lately.ts';

function exitView(w: World, task: Int): ExitView | null {
  const { exit, guest, op, pcpu } = w.tasks[task] ?? {};
  if (!exit || guest === undefined) return null;
  const end = givesUpAt(w, guest);
  return {
    task,
    guest,
    n: exit.n,
    reason: w.program.reasons[exit.reason] ?? '',
    op: OPS[op ?? NONE] ?? 'syscall',
    at: exit.at,
    pcpu: pcpu ?? NONE,
    handler: w.program.handlers[exit.handler]?.id ?? null,
    waiting: exit.handler === NONE,
    lasts: end === NEVER ? NEVER : end - exit.at,
  };
}

/** Cold cache: what is owed on the pCPU where it runs, or would be owed on the one where it ran last. */
function owed(w: World, t: Int, task: Task): Cycles {
  if (task.pcpu !== NONE) {
    const pcpu = w.pcpus[task.pcpu];
    const paid = pcpu?.interval === 'warm' ? Math.ceil((w.now - pcpu.since) / 2) : 0;
    return Math.max(0, task.debt - paid);
  }
  if (task.lastPcpu === NONE) return 0;
  const { parts } = quote(w, { do: 'place', task: t, pcpu: task.lastPcpu });
  return parts.find((part) => part.as === 'warmUp')?.cycles ?? 0;
}

/** until when a limit keeps the vCPU off the pCPUs, 0 = none does */
function throttledUntil(w: World, t: Int, task: Task): Cycles {
  const { slots } = w.program;
  if (task.block === 'throttled') return w.queue.time[slots.task + t] ?? 0;
  const guest = w.guests[task.guest];
  if (task.state !== 'ready' || guest === undefined || guest.cap === 0) return 0;
  const budget = Math.floor((guest.cap * (w.knobs.capPeriod ?? 0)) / 10_000);
  return guest.used >= budget ? timerOf(w, 'limits.period', 0) : 0;
}

function placeOf(task: Task): VcpuView['place'] {
  if (task.pcpu === NONE) return 'tower';
  return task.state === 'exited' ? 'band' : 'socket';
}

export function vcpuView(w: World, t: Int): VcpuView | null {
  const task = w.tasks[t];
  if (!task) return null;
  return {
    task: t,
    guest: task.guest,
    vcpu: task.vcpu,
    state: task.state,
    since: task.since,
    place: placeOf(task),
    pcpu: task.pcpu,
    deckOf: w.pcpus.findIndex((pcpu) => pcpu.deck === t),
    frost: Math.min(10_000, share(owed(w, t, task), coldCap(w, t))),
    block: task.block,
    throttledUntil: throttledUntil(w, t, task),
    exit: exitView(w, t),
  };
}
