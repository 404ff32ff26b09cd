/**
 * Halting: a vCPU that has nothing to do gives its pCPU back, until an interrupt comes or the time that it set itself is
 * over.
 */
import { type Context, pcpuOf, taskOf } from '../access.ts';
import { refreshMood, setState, setTaskTimer } from '../core.ts';
import { sleepTime } from '../demand.ts';
import type { Mechanism } from '../mechanism.ts';
import { type Int, NEVER } from '../types.ts';
import { leave } from './scheduling.ts';

function halt(context: Context, p: Int): 'gone' | 'on' {
  const { w } = context;
  const t = pcpuOf(w, p).task;
  const task = taskOf(w, t);
  const sleep = sleepTime(w, t);
  if (w.hooks.awakes.some((awake) => awake(w, t))) {
    task.entering = true;
    return 'on';
  }
  if (sleep !== NEVER) setTaskTimer(w, t, w.now + sleep);
  leave(context, p);
  setState(context, t, 'blocked');
  task.block = 'halt';
  refreshMood(context, task.guest);
  return 'gone';
}

export const halting: Mechanism = { id: 'halting', waits: { halt } };
