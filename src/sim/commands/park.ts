/** Park: take a vCPU whose exit nobody has answered off its pCPU. The exit waits without one. */
import { pcpuOf } from '../access.ts';
import { pickNext, takeOff } from '../mechanisms/scheduling.ts';
import { FREE, no, yes } from '../messages.ts';
import type { Int } from '../types.ts';
import type { VerbRecord } from '../verb.ts';
import { isOn, quotePlace } from './place.ts';

declare module '../messages.ts' {
  interface Commands {
    park: { pcpu: Int };
  }
}

export const park: VerbRecord<'park'> = {
  name: 'park',
  part: 'exits',
  grants: ['park'],
  words: { pcpu: 'pcpu' },
  can(w, { pcpu }) {
    if (!isOn(w, pcpu)) return no('noSuchPcpu');
    return pcpuOf(w, pcpu).interval === 'decision' ? yes : no('nothingHeld');
  },
  perform: (context, { pcpu }) => takeOff(context, pcpu),
  quote: (w, { pcpu }) => (w.pcpus[pcpu] === undefined ? FREE : quotePlace(w, pickNext(w, pcpu), pcpu)),
  sample: (w, pick) => ({ do: 'park', pcpu: pick(w.pcpus.length) }),
};
