/** Drain: serve all that lies in a latch on this pCPU, now if it is free, else at its next entry. */
import { isVcpu, pcpuOf } from '../access.ts';
import { partsOf, priced } from '../mechanisms/handlers.ts';
import { drainOn, latchesOn, queueOf } from '../mechanisms/queues.ts';
import { FREE, later, no, yes } from '../messages.ts';
import type { World } from '../state.ts';
import { type Int, NONE } from '../types.ts';
import type { VerbRecord } from '../verb.ts';
import { isOn } from './place.ts';

declare module '../messages.ts' {
  interface Commands {
    drain: { pcpu: Int };
  }
}

/** The fullest latch of the pCPU's machine, NONE = it has none. */
function latchFor(w: World, p: Int): Int {
  const all = latchesOn(w, pcpuOf(w, p).machine);
  const size = (q: Int): Int => queueOf(w, q).requests.length;
  return all.sort((a, b) => size(b) - size(a))[0] ?? NONE;
}

export const drain: VerbRecord<'drain'> = {
  name: 'drain',
  part: 'latch',
  grants: ['drain'],
  words: { pcpu: 'pcpu' },
  can(w, { pcpu: p }) {
    if (!isOn(w, p)) return no('noSuchPcpu');
    const q = latchFor(w, p);
    if (q === NONE || queueOf(w, q).requests.length === 0) return no('nothingToDrain');
    if (queueOf(w, q).drainer !== NONE) return no('alreadyDraining');
    const { task } = pcpuOf(w, p);
    if (task === NONE) return yes;
    return isVcpu(w, task) ? later : no('alreadyDraining');
  },
  perform: (context, { pcpu }) => drainOn(context, latchFor(context.w, pcpu), pcpu),
  quote(w, { pcpu }) {
    const q = w.pcpus[pcpu] === undefined ? NONE : latchFor(w, pcpu);
    const path = w.program.paths[w.program.queues[q]?.path ?? NONE];
    return path === undefined ? FREE : priced(partsOf(w, path.steps, queueOf(w, q).requests.length));
  },
  sample: (w, pick) => ({ do: 'drain', pcpu: pick(w.pcpus.length) }),
};
