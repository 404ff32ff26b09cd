/**
 * Halting: a vCPU that has nothing to do gives its pCPU back, until an interrupt comes or the time that it set itself is
 * over. Before that it may stay for a while and look (polling.ts).
 */
import { type Context, pcpuOf, taskOf } from '../access.ts';
import { refreshMood, setState, setTaskTimer } from '../core.ts';
import { sleepTime } from '../demand.ts';
import type { Mechanism } from '../mechanism.ts';
import type { Went } from '../state.ts';
import { type Cycles, type Int, NEVER } from '../types.ts';
import { leave } from './scheduling.ts';

/** The vCPU on pCPU p sleeps from now on; `until`: the time that it set itself, NEVER = none. */
export function fallAsleep(context: Context, p: Int, until: Cycles): void {
  const { w } = context;
  const t = pcpuOf(w, p).task;
  const task = taskOf(w, t);
  if (until !== NEVER) setTaskTimer(w, t, until);
  leave(context, p);
  setState(context, t, 'blocked');
  task.block = 'halt';
  refreshMood(context, task.guest);
}

function halt(context: Context, p: Int): Went {
  const { w } = context;
  for (const linger of w.hooks.lingers) {
    const went = linger(context, p);
    if (went !== null) return went;
  }
  const t = pcpuOf(w, p).task;
  const sleep = sleepTime(w, t);
  if (w.hooks.awakes.some((awake) => awake(w, t))) {
    taskOf(w, t).entering = true;
    return 'on';
  }
  fallAsleep(context, p, sleep === NEVER ? NEVER : w.now + sleep);
  return 'gone';
}

export const halting: Mechanism = { id: 'halting', waits: { halt } };
