/** Evict: end the stay of somebody who was let in, for good. What it asked for and does not get counts as not hosted. */
import { isHere } from '../access.ts';
import { showOut } from '../mechanisms/admission.ts';
import { no, type Verdict, yes } from '../messages.ts';
import type { World } from '../state.ts';
import type { Int } from '../types.ts';
import type { VerbRecord } from '../verb.ts';

declare module '../messages.ts' {
  interface Commands {
    evict: { guest: Int };
  }
}

function canGo(w: World, g: Int): Verdict {
  const guest = w.guests[g];
  if (guest === undefined) return no('noSuchGuest');
  if (w.setup.guests[g]?.enters === undefined) return no('resides');
  return isHere(guest.stage) ? yes : no('dead');
}

export const evict: VerbRecord<'evict'> = {
  name: 'evict',
  part: 'admission',
  grants: ['evict'],
  words: { guest: 'guest' },
  can: (w, { guest }) => canGo(w, guest),
  perform: (context, { guest }) => showOut(context, guest),
  sample: (w, pick) => ({ do: 'evict', guest: pick(w.guests.length) }),
};
