/** Ring: a guest is to answer at its next entry. */
import { ring as begin } from '../mechanisms/bell.ts';
import { no, yes } from '../messages.ts';
import type { Int } from '../types.ts';
import type { VerbRecord } from '../verb.ts';

declare module '../messages.ts' {
  interface Commands {
    ring: { guest: Int };
  }
}

export const ring: VerbRecord<'ring'> = {
  name: 'ring',
  part: 'bell',
  grants: ['ring'],
  words: { guest: 'guest' },
  can(w, { guest }) {
    if (w.guests[guest] === undefined) return no('noSuchGuest');
    return w.kept.bells?.[guest]?.due ? no('bellUnanswered') : yes;
  },
  perform: (context, { guest }) => begin(context, guest),
  sample: (w, pick) => ({ do: 'ring', guest: pick(w.guests.length) }),
};
