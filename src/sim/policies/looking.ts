/** What players look at: who waits, who is patient, which pCPU is free. Queries only. */

import { isRunnable } from '../mechanisms/scheduling.ts';
import { patienceAt } from '../mood.ts';
import type { World } from '../state.ts';
import { type Int, NONE } from '../types.ts';

/** Patience left of a guest, 0 … 100; a guest without a goal is always patient. */
export function patiencePercent(w: World, g: Int): Int {
  const goal = w.setup.guests[g]?.goal;
  return goal === undefined ? 100 : Math.floor((100 * patienceAt(w, g, w.now)) / goal.patience);
}

export const guestOfTask = (w: World, t: Int): Int => w.tasks[t]?.guest ?? NONE;

/** vCPUs that could run now, least patient first. */
export function waiting(w: World): Int[] {
  const ready = w.ready.flat().filter((t) => isRunnable(w, t));
  return ready.sort((a, b) => patiencePercent(w, guestOfTask(w, a)) - patiencePercent(w, guestOfTask(w, b)) || a - b);
}

export function idlePcpus(w: World): Int[] {
  return w.pcpus.flatMap((pcpu, p) => (pcpu.interval === 'idle' && pcpu.task === NONE ? [p] : []));
}

/** pCPUs on which a vCPU can be exchanged now. */
export function busyPcpus(w: World): Int[] {
  return w.pcpus.flatMap((pcpu, p) => (pcpu.task !== NONE && guestOfTask(w, pcpu.task) !== NONE ? [p] : []));
}

export const isOnDeck = (w: World, t: Int): boolean => w.pcpus.some((pcpu) => pcpu.deck === t);

export function roleOf(w: World, t: Int): string {
  return w.setup.guests[guestOfTask(w, t)]?.role ?? 'batch';
}
