/** Refuse: send whoever asks to enter away. */
import { turnAway } from '../mechanisms/admission.ts';
import type { Int } from '../types.ts';
import type { VerbRecord } from '../verb.ts';
import { canAnswer } from './admit.ts';

declare module '../messages.ts' {
  interface Commands {
    refuse: { guest: Int };
  }
}

export const refuse: VerbRecord<'refuse'> = {
  name: 'refuse',
  part: 'admission',
  grants: ['admit'],
  words: { guest: 'guest' },
  can: (w, { guest }) => canAnswer(w, guest),
  perform: (context, { guest }) => turnAway(context, guest),
  sample: (w, pick) => ({ do: 'refuse', guest: pick(w.guests.length) }),
};
