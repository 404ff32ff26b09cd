/**
 * Admit: let whoever asks to enter in, under one of the level's modes that its kernel can run under; on the machine at
 * which it asks, or on another one on which its choices have that mode; where hosts have platforms, on any that offers it.
 */
import { compiledOf } from '../access.ts';
import { entryProblem, admit as letIn, quoteStart } from '../mechanisms/admission.ts';
import { memoryLeft, memoryUnder } from '../mechanisms/jobs.ts';
import { type CommandOf, no, type Verdict, yes } from '../messages.ts';
import { modeIndex } from '../program.ts';
import type { World } from '../state.ts';
import { type Id, type Int, NONE } from '../types.ts';
import type { VerbRecord } from '../verb.ts';

declare module '../messages.ts' {
  interface Commands {
    /** `machine`: where; that at which it asks, if it is not said */
    admit: { guest: Int; mode: Id; machine?: Int };
  }
}

/** Does this guest ask to enter? */
export function canAnswer(w: World, g: Int): Verdict {
  const guest = w.guests[g];
  if (guest === undefined) return no('noSuchGuest');
  return guest.stage === 'asking' ? yes : no('notAsking');
}

const modesOf = (w: World): readonly Id[] => w.setup.admission?.modes ?? [];

/** The machine that is meant, NONE where the guest may not be let in under that mode there. */
function meant(w: World, { guest, mode, machine }: { guest: Int; mode: Id; machine?: Int }): Int {
  const own = w.guests[guest]?.machine ?? NONE;
  if (w.setup.platforms !== undefined) {
    const on = machine ?? own;
    return modesOf(w).includes(mode) && w.setup.machines[on] !== undefined ? on : NONE;
  }
  if (machine === undefined || machine === own) return modesOf(w).includes(mode) ? own : NONE;
  const row = modeIndex(w.program.modes, machine, mode);
  return row !== NONE && compiledOf(w, guest).choices.includes(row) ? machine : NONE;
}

export const admit: VerbRecord<'admit'> = {
  name: 'admit',
  part: 'admission',
  grants: ['admit'],
  words: { guest: 'guest', mode: 'id', machine: 'machine?' },
  can(w, c) {
    const asks = canAnswer(w, c.guest);
    if (!asks.ok) return asks;
    const on = meant(w, c);
    if (on === NONE) return no('noSuchMode');
    const problem = entryProblem(w, c.guest, on, c.mode);
    if (problem !== null) return no(problem);
    const needs = memoryUnder(w, c.guest, modeIndex(w.program.modes, on, c.mode));
    const left = memoryLeft(w, on);
    return needs > left ? no('noMemory', { needs, left }) : yes;
  },
  perform: (context, c) => letIn(context, c.guest, c.mode, meant(context.w, c)),
  quote: (w, c) => quoteStart(w, c.mode, w.guests[c.guest] === undefined ? NONE : meant(w, c)),
  sample(w, pick) {
    const guest = pick(w.guests.length);
    const here: CommandOf<'admit'> = { do: 'admit', guest, mode: modesOf(w)[pick(modesOf(w).length)] ?? '' };
    if (w.setup.platforms !== undefined) return { ...here, machine: pick(w.setup.machines.length) };
    // who may be anywhere else is sent there now and then
    const elsewhere = (w.program.guests[guest]?.choices ?? []).filter(
      (row) => w.program.modes[row]?.machine !== w.guests[guest]?.machine,
    );
    if (elsewhere.length === 0 || pick(3) > 0) return here;
    const mode = w.program.modes[elsewhere[pick(elsewhere.length)] ?? NONE];
    return mode === undefined ? here : { do: 'admit', guest, mode: mode.id, machine: mode.machine };
  },
};
