/** Promote: a part that waits to be written is taken in hand at once; what was in hand waits behind it. */
import { placeOf, putFirst } from '../mechanisms/porting.ts';
import { no, yes } from '../messages.ts';
import type { Id } from '../types.ts';
import type { VerbRecord } from '../verb.ts';
import { partOf, somePart } from './port.ts';

declare module '../messages.ts' {
  interface Commands {
    promote: { kernel: Id; call: Id };
  }
}

export const promote: VerbRecord<'promote'> = {
  name: 'promote',
  part: 'porting',
  grants: ['port'],
  words: { kernel: 'id', call: 'id' },
  can(w, c) {
    const place = placeOf(w, partOf(w, c));
    if (place < 0) return no('notQueued');
    return place === 0 ? no('inHand') : yes;
  },
  perform: (context, c) => putFirst(context, partOf(context.w, c)),
  sample: (w, pick) => ({ do: 'promote', ...somePart(w, pick) }),
};
