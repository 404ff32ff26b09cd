/** Preempt: take a vCPU off its pCPU, now or, inside the hypervisor, at its next entry. */
import { isSchedulable, pcpuOf } from '../access.ts';
import { isPreemptible, preemptTask } from '../mechanisms/scheduling.ts';
import { later, no, yes } from '../messages.ts';
import type { Int } from '../types.ts';
import type { VerbRecord } from '../verb.ts';
import { isOn } from './place.ts';

declare module '../messages.ts' {
  interface Commands {
    preempt: { pcpu: Int };
  }
}

export const preempt: VerbRecord<'preempt'> = {
  name: 'preempt',
  part: 'scheduling',
  grants: ['preempt'],
  words: { pcpu: 'pcpu' },
  can(w, { pcpu }) {
    if (!isOn(w, pcpu)) return no('noSuchPcpu');
    if (!isSchedulable(w, pcpuOf(w, pcpu).task)) return no('notRunning');
    return isPreemptible(w, pcpu) ? yes : later;
  },
  perform: (context, { pcpu }) => void preemptTask(context, pcpu),
  sample: (w, pick) => ({ do: 'preempt', pcpu: pick(w.pcpus.length) }),
};
