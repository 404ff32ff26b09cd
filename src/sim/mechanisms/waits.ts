/**
 * Waits: for how long a vCPU was ready at a stretch and had no pCPU, at worst.
 *
 * Percentiles of wake-to-run forgive one long wait among many short ones, and do not see at all that somebody was taken
 * off a pCPU and not let back. Starving is just that, so it has a measure of its own.
 */

import { nanoseconds } from '../measure.ts';
import type { Measured, Mechanism } from '../mechanism.ts';
import type { World } from '../state.ts';
import { type Cycles, type Int, NONE, type Setup } from '../types.ts';

declare module '../state.ts' {
  interface Kept {
    /** per task: its longest stretch that is over */
    longestWait?: Cycles[];
  }
}

const METRIC = 'longestWait';

/** The longest stretch of a task so far, that in which it still waits included. */
function longestOf({ tasks, kept, now }: World, t: Int): Cycles {
  const task = tasks[t];
  const open = task?.state === 'ready' ? now - task.since : 0;
  return Math.max(open, kept.longestWait?.[t] ?? 0);
}

/** The longest wait of any of these guests' vCPUs; null where no goal asks for it, so that nothing is kept. */
function longest(w: World, guests: readonly Int[]): Measured {
  if (w.kept.longestWait === undefined) return null;
  let samples = 0;
  let most: Cycles = 0;
  let whose: Int = NONE;
  w.tasks.forEach(({ guest }, t) => {
    if (!guests.includes(guest)) return;
    samples++;
    const waited = longestOf(w, t);
    if (waited <= most) return;
    most = waited;
    whose = guest;
  });
  return { value: nanoseconds(w, most), samples, guest: whose };
}

export const waits: Mechanism = {
  id: 'waits',
  uses: ({ goals }: Setup) => goals.some(({ metric }) => metric === METRIC),
  metrics: { [METRIC]: longest },
  keeps: ({ program }) => ({ longestWait: new Array<Cycles>(program.firstMonitor).fill(0) }),
  moved({ w }, t, from, spent) {
    const all = w.kept.longestWait;
    if (from === 'ready' && all !== undefined) all[t] = Math.max(all[t] ?? 0, spent);
  },
};
