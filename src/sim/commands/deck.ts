/** On deck: choose who runs next on a pCPU. Task NONE clears the place. */
import { isSchedulable, machineOf, pcpuOf, taskOf } from '../access.ts';
import { kick } from '../core.ts';
import { isBarred, isOpen } from '../mechanisms/scheduling.ts';
import { no, yes } from '../messages.ts';
import { type Int, NONE } from '../types.ts';
import type { VerbRecord } from '../verb.ts';
import { isOn } from './place.ts';

declare module '../messages.ts' {
  interface Commands {
    deck: { pcpu: Int; task: Int };
  }
}

export const deck: VerbRecord<'deck'> = {
  name: 'deck',
  part: 'scheduling',
  grants: ['deck'],
  words: { pcpu: 'pcpu', task: 'task' },
  can(w, { task: t, pcpu: p }) {
    if (!isOn(w, p)) return no('noSuchPcpu');
    if (t === NONE) return pcpuOf(w, p).deck === NONE ? no('deckEmpty') : yes;
    if (!isSchedulable(w, t)) return no('noSuchTask');
    if (machineOf(w, t) !== pcpuOf(w, p).machine) return no('otherMachine');
    if (taskOf(w, t).state === 'dead' || taskOf(w, t).block === 'absent') return no('dead');
    if (isBarred(w, t, p)) return no('kept');
    if (pcpuOf(w, p).deck === t) return no('alreadyOnDeck');
    return pcpuOf(w, p).task === t ? no('alreadyPlaced') : yes;
  },
  perform({ w, sink }, { task, pcpu: p }) {
    for (const pcpu of w.pcpus) if (pcpu.deck === task) pcpu.deck = NONE;
    pcpuOf(w, p).deck = task;
    if (task !== NONE) sink?.({ type: 'nextChosen', at: w.now, task, pcpu: p });
    if (isOpen(pcpuOf(w, p))) kick(w, p);
  },
  sample: (w, pick) => ({ do: 'deck', pcpu: pick(w.pcpus.length), task: pick(w.program.firstMonitor) }),
};
