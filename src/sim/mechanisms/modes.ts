/**
 * Modes: under which technique a guest runs, and on which machine; and changing that during play.
 *
 * Most changes lead through a restart: another technique is another machine to boot on. Some monitors have two ways of
 * running the same guest and can change between them while it runs, unnoticed; they pay for what they have to throw away
 * (the cost that the mode names as `into`). Which modes a guest may be given, its `choices` say.
 */
import { type Context, compiledOf, guestOf, taskOf } from '../access.ts';
import { setGuestSlot } from '../core.ts';
import type { Mechanism } from '../mechanism.ts';
import { modeIndex, type Program } from '../program.ts';
import { START } from '../slots.ts';
import type { World } from '../state.ts';
import { type Id, type Int, NEVER, NONE, type Setup } from '../types.ts';

declare module '../messages.ts' {
  interface Events {
    /** the guest is to run under another mode, at once or after its restart */
    modeChosen: { guest: Int; mode: Id };
    /** it does */
    modeEntered: { guest: Int; mode: Id };
  }
}
declare module '../state.ts' {
  interface Kept {
    /** by guest: how often its mode was changed; and the mode that its next entry brings, NONE = none */
    modeChanges?: { times: Int; due: Int }[];
  }
}

/** Why guest g of a setup cannot run under a mode of machine `on` (an index), or null if it can. */
export function modeProblem(setup: Setup, program: Program, g: Int, mode: Id, on: Int): Id | null {
  const machine = setup.machines[on];
  const row = program.modes[modeIndex(program.modes, on, mode)];
  const kernel = program.guests[g]?.kernel;
  if (row === undefined || machine === undefined || kernel === undefined) return 'noSuchMode';
  if ((row.named.needs ?? []).some((feature) => !machine.features.includes(feature))) return 'missingFeature';
  if (row.named.kernel === 'host' && !machine.features.includes(`kernel.${kernel.family}`)) return 'needsOwnKernel';
  return row.named.kernel === 'open' && kernel.closed ? 'closedKernel' : null;
}

/** … of a world, on the machine where it is. */
export const cannotRun = (w: World, g: Int, mode: Id): Id | null =>
  modeProblem(w.setup, w.program, g, mode, guestOf(w, g).machine);

/** The mode that guest g is on its way to: what has been chosen last. */
export function chosenMode(w: World, g: Int): Int {
  const due = w.kept.modeChanges?.[g]?.due ?? NONE;
  return due === NONE ? guestOf(w, g).nextMode : due;
}

/** Guest g is to run under a mode (an index): through a restart, or, where the monitor can do that, as it runs. */
export function chooseMode(context: Context, g: Int, mode: Int): void {
  const { w, sink } = context;
  const guest = guestOf(w, g);
  const row = w.program.modes[mode];
  const state = w.kept.modeChanges?.[g];
  if (row === undefined || state === undefined) return;
  state.times++;
  sink?.({ type: 'modeChosen', at: w.now, guest: g, mode: row.id });
  const inPlace = row.into !== NONE && row.machine === guest.machine && guest.stage === 'up';
  state.due = NONE;
  if (!inPlace) {
    guest.nextMode = mode;
    setGuestSlot(w, g, START, mode === guest.mode ? NEVER : w.now);
    return;
  }
  guest.nextMode = guest.mode;
  setGuestSlot(w, g, START, NEVER);
  if (mode === guest.mode) return;
  state.due = mode;
  // whoever is at an entry, or comes to one, changes; a guest that sleeps changes when it wakes
  const { firstTask, vcpus } = compiledOf(w, g);
  for (let t = firstTask; t < firstTask + vcpus; t++) taskOf(w, t).entering = true;
}

/** The path that changing into a mode walks. */
const pathInto = (w: World, mode: Int): Int => w.program.modes[mode]?.changing ?? NONE;

/** A vCPU of guest g stands at its entry: the change that is due happens now, and is paid for. */
function enter(context: Context, p: Int): Int {
  const { w, sink } = context;
  const g = taskOf(w, w.pcpus[p]?.task ?? NONE).guest;
  const state = w.kept.modeChanges?.[g];
  if (state === undefined || state.due === NONE) return NONE;
  const guest = guestOf(w, g);
  guest.mode = state.due;
  guest.nextMode = state.due;
  state.due = NONE;
  sink?.({ type: 'modeEntered', at: w.now, guest: g, mode: w.program.modes[guest.mode]?.id ?? '' });
  return pathInto(w, guest.mode);
}

export const modes: Mechanism = {
  id: 'modes',
  uses: ({ verbs }) => verbs.includes('mode'),
  keeps: ({ setup }) => ({ modeChanges: setup.guests.map(() => ({ times: 0, due: NONE })) }),
  events: ['modeChosen', 'modeEntered'],
  ride: enter,
  forget({ w }, g) {
    const state = w.kept.modeChanges?.[g];
    if (state !== undefined) state.due = NONE;
  },
  metrics: {
    modeChanges: (w, guests) => ({
      value: guests.reduce((sum, g) => sum + (w.kept.modeChanges?.[g]?.times ?? 0), 0),
      samples: guests.length,
    }),
  },
};
