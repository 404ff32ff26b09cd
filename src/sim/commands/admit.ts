/** Admit: let whoever asks to enter in, under one of the level's modes that its kernel can run under. */
import { admit as letIn, quoteStart } from '../mechanisms/admission.ts';
import { cannotRun } from '../mechanisms/modes.ts';
import { no, type Verdict, yes } from '../messages.ts';
import type { World } from '../state.ts';
import type { Id, Int } from '../types.ts';
import type { VerbRecord } from '../verb.ts';

declare module '../messages.ts' {
  interface Commands {
    admit: { guest: Int; mode: Id };
  }
}

/** Does this guest ask to enter? */
export function canAnswer(w: World, g: Int): Verdict {
  const guest = w.guests[g];
  if (guest === undefined) return no('noSuchGuest');
  return guest.stage === 'asking' ? yes : no('notAsking');
}

const modesOf = (w: World): readonly Id[] => w.setup.admission?.modes ?? [];

export const admit: VerbRecord<'admit'> = {
  name: 'admit',
  part: 'admission',
  grants: ['admit'],
  words: { guest: 'guest', mode: 'id' },
  can(w, { guest, mode }) {
    const asks = canAnswer(w, guest);
    if (!asks.ok) return asks;
    if (!modesOf(w).includes(mode)) return no('noSuchMode');
    const problem = cannotRun(w, guest, mode);
    return problem === null ? yes : no(problem);
  },
  perform: (context, { guest, mode }) => letIn(context, guest, mode),
  quote: (w, { guest, mode }) => quoteStart(w, guest, mode),
  sample: (w, pick) => ({
    do: 'admit',
    guest: pick(w.guests.length),
    mode: modesOf(w)[pick(modesOf(w).length)] ?? '',
  }),
};
