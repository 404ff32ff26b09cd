/** The run queue of the shared kernel: who waits for a processor. */
import { type Bp, type Int, NONE } from '../../sim/index.ts';
import type { SessionPart } from '../part.ts';
import { isHeldBack } from '../past/samples.ts';
import { cardIn, type SharedPanel } from '../slab.ts';
import { share } from '../view/lately.ts';
import type { Board } from '../view-base.ts';

/**
 * `waiting`: guests; one that waits with two vCPUs is there twice. Lately: `mean` 10,000 = one vCPU waits at any time,
 * `pressure` = (running + waiting) ÷ pCPUs.
 */
export type RunQueueView = { waiting: Int[]; mean: Bp; pressure: Bp };

/** more vCPUs want to run than there are pCPUs, and a tenth more */
export const PRESSED: Bp = 11_000;

export const runQueue: SessionPart<RunQueueView, Board, object, SharedPanel> = {
  verbs: [],
  nothing: { audio: 'who waits changes too often to be heard' },
  view({ w, lately }) {
    if (w.setup.machines.every(({ shared }) => shared === undefined)) return null;
    const on = w.pcpus.flatMap((pcpu, p) => (pcpu.interval === 'off' ? [] : [p]));
    const busy = on.reduce((sum, p) => sum + 10_000 - lately.pcpu(p).idle, 0);
    // who is held back by a limit does not wait for a processor
    const waited = w.guests.reduce((sum, _, g) => sum + (isHeldBack(w, g) ? 0 : lately.waited(g)), 0);
    const mean = share(waited, lately.elapsed);
    const pressure = Math.floor((mean + busy) / Math.max(1, on.length));
    const waiting = w.ready
      .flat()
      .map((task) => w.tasks[task]?.guest ?? NONE)
      .filter((g) => g === NONE || !isHeldBack(w, g));
    return { waiting, mean, pressure };
  },
  shape: () => ({}),
  place: (_, ground) => cardIn(ground, 0),
};
