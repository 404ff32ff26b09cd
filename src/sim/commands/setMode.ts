/** Set mode: choose the technique, or the machine, under which a guest runs from now on. */
import { compiledOf } from '../access.ts';
import { partsOf, priced } from '../mechanisms/handlers.ts';
import { driverProblem } from '../mechanisms/hosts.ts';
import { chooseMode, computingOn, isInPlace, standingOf } from '../mechanisms/modes.ts';
import { bootCost } from '../mechanisms/restarts.ts';
import { FREE, later, no, type Quote, yes } from '../messages.ts';
import { modeIndex } from '../program.ts';
import type { World } from '../state.ts';
import { type Id, type Int, NONE } from '../types.ts';
import type { VerbRecord } from '../verb.ts';

declare module '../messages.ts' {
  interface Commands {
    /** `machine`: where; that on which the guest is, if it is not said */
    setMode: { guest: Int; mode: Id; machine?: Int };
  }
}
type Given = { guest: Int; mode: Id; machine?: Int };

/** The row of the mode that is meant, NONE where this guest may not be given it. */
function meant(w: World, { guest, mode, machine }: Given): Int {
  const row = modeIndex(w.program.modes, machine ?? w.guests[guest]?.machine ?? NONE, mode);
  return row !== NONE && compiledOf(w, guest).choices.includes(row) ? row : NONE;
}

/** What the monitor has to do, or the boot that a restart takes. */
function quote(w: World, c: Given): Quote {
  const row = w.guests[c.guest] === undefined ? NONE : meant(w, c);
  if (row === NONE) return FREE;
  const { steps } = w.program.paths[w.program.modes[row]?.enter ?? NONE] ?? { steps: [] };
  if (isInPlace(w, c.guest, row)) return priced(partsOf(w, steps, 1));
  return priced([{ as: 'boot', cycles: bootCost(w, c.guest, row), cost: w.program.modes[row]?.named.board ?? '' }]);
}

export const setMode: VerbRecord<'setMode'> = {
  name: 'setMode',
  part: 'modes',
  grants: ['mode'],
  words: { guest: 'guest', mode: 'id', machine: 'machine?' },
  can(w, c) {
    const guest = w.guests[c.guest];
    if (guest === undefined || guest.stage === 'off') return no('noSuchGuest');
    if (guest.stage === 'gone') return no('dead');
    if (guest.stage !== 'up' && guest.stage !== 'booting') return no('notStarted');
    const row = meant(w, c);
    if (row === NONE) return no('noSuchMode');
    if (row === standingOf(w, c.guest).chosen) return no('alreadyInMode');
    const problem = driverProblem(w, c.guest, w.program.modes[row]?.machine ?? NONE);
    if (problem !== null) return no(problem);
    return !isInPlace(w, c.guest, row) || computingOn(w, c.guest) !== NONE ? yes : later;
  },
  perform: (context, c) => chooseMode(context, c.guest, meant(context.w, c)),
  quote,
  sample(w, pick) {
    const guest = pick(w.guests.length);
    const choices = w.program.guests[guest]?.choices ?? [];
    const mode = w.program.modes[choices[pick(choices.length)] ?? NONE];
    return mode === undefined ? null : { do: 'setMode', guest, mode: mode.id, machine: mode.machine };
  },
};
