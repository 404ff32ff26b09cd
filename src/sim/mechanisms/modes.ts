/**
 * Modes: under which technique a guest runs, and on which machine; and changing that during play.
 *
 * Most changes lead through a restart: another technique is another machine to boot on. Some monitors have two ways of
 * running the same guest and go over from one to the other while it runs (VMware's did when a guest entered 64-bit mode).
 * The guest notices nothing and loses nothing, but the new way starts cold: the monitor walks the mode's path `enter`
 * before the guest goes on, and the guest is charged for it. Which modes a guest may be given, its `choices` say.
 */
import { type Context, compiledOf, guestOf, pcpuOf, taskOf } from '../access.ts';
import { kick, setGuestSlot, settle } from '../core.ts';
import type { Mechanism } from '../mechanism.ts';
import { modeIndex, type Program } from '../program.ts';
import { START } from '../slots.ts';
import type { World } from '../state.ts';
import { type Cycles, type Id, type Int, NEVER, NONE, type Setup } from '../types.ts';

declare module '../messages.ts' {
  interface Events {
    /** somebody has chosen the mode under which the guest is to run, at its next entry or after a restart */
    modeChosen: { guest: Int; mode: Id };
    /** it runs under it from now on; `took`: cycles that the change has cost, 0 where the guest boots into it */
    modeEntered: { guest: Int; mode: Id; took: Cycles };
    /** a guest for which somebody may choose has come to another phase of its work */
    guestPhase: { guest: Int; phase: Int };
  }
}

/** Of one guest. */
type ModeState = {
  /** changes that have taken effect, and since when the present mode holds */
  times: Int;
  since: Cycles;
  /** the mode that its next entry brings, NONE = none */
  due: Int;
  /** the mode into which it is being taken over, NONE = none, and since when */
  under: Int;
  from: Cycles;
  /** the phase of its work that it has come to */
  phase: Int;
};
declare module '../state.ts' {
  interface Kept {
    /** by guest */
    modes?: ModeState[];
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
  if (row.named.kernel === 'own' && kernel.isa !== undefined) return 'foreignCode';
  if (row.named.kernel === 'open' && kernel.closed) return 'closedKernel';
  if (row.named.kernel === 'yours' && kernel.yours !== true) return 'notYours';
  return (row.named.knows ?? []).every((one) => kernel.knows?.includes(one) === true) ? null : 'unknownToKernel';
}

/** … of a world, on the machine where it is. */
export const cannotRun = (w: World, g: Int, mode: Id): Id | null =>
  modeProblem(w.setup, w.program, g, mode, guestOf(w, g).machine);

/**
 * Where guest g stands: the mode in which it runs, the one that is chosen for it, whether it is on its way there, since
 * when (`from`), since when the present one holds, and how often it was changed.
 */
export type Standing = { mode: Int; chosen: Int; changing: boolean; from: Cycles; since: Cycles; times: Int };
export function standingOf(w: World, g: Int): Standing {
  const { mode, nextMode } = guestOf(w, g);
  const state = w.kept.modes?.[g];
  if (state === undefined) return { mode, chosen: nextMode, changing: false, from: 0, since: 0, times: 0 };
  const { due, under, from, since, times } = state;
  const chosen = [due, under].find((one) => one !== NONE) ?? nextMode;
  return { mode, chosen, changing: under !== NONE, from, since, times };
}

/** The modes among which somebody may choose for guest g on the machine where it is; none, or one: there is no choice. */
export const choicesOf = (w: World, g: Int): Int[] =>
  compiledOf(w, g).choices.filter((mode) => w.program.modes[mode]?.machine === guestOf(w, g).machine);

/** Can a guest be taken over into a mode (an index) as it runs, or is a restart the only way? */
export function isInPlace(w: World, g: Int, mode: Int): boolean {
  const row = w.program.modes[mode];
  const { machine, stage } = guestOf(w, g);
  return row !== undefined && row.enter !== NONE && row.machine === machine && (stage === 'up' || stage === 'booting');
}

/** The pCPU on which a vCPU of guest g runs its own instructions, so that an exit can be forced; NONE if none does. */
export function computingOn(w: World, g: Int): Int {
  return w.pcpus.findIndex(
    ({ task, interval }) =>
      task !== NONE && taskOf(w, task).guest === g && (interval === 'burst' || interval === 'warm'),
  );
}

/**
 * Guest g is to run under a mode (an index). In place it happens at the guest's next entry: at once where it computes,
 * after the operation where one is under way, when it runs again where it does not. Until then it can be taken back.
 */
export function chooseMode(context: Context, g: Int, mode: Int): void {
  const { w, sink } = context;
  const guest = guestOf(w, g);
  const row = w.program.modes[mode];
  const state = w.kept.modes?.[g];
  if (row === undefined || state === undefined) return;
  sink?.({ type: 'modeChosen', at: w.now, guest: g, mode: row.id });
  state.due = NONE;
  // what a restart would have brought is off, or is what is chosen now
  guest.nextMode = isInPlace(w, g, mode) ? guest.mode : mode;
  setGuestSlot(w, g, START, guest.nextMode === guest.mode ? NEVER : w.now);
  if (guest.nextMode !== guest.mode || mode === (state.under === NONE ? guest.mode : state.under)) return;
  state.due = mode;
  const { firstTask, vcpus } = compiledOf(w, g);
  for (let t = firstTask; t < firstTask + vcpus; t++) taskOf(w, t).entering = true;
  const p = computingOn(w, g);
  if (p === NONE) return;
  settle(w, p);
  kick(w, p);
}

/** A vCPU of guest g stands at its entry: a change that is due begins, unless another vCPU is at one. */
function begin({ w }: Context, p: Int): Int {
  const { guest: g } = taskOf(w, pcpuOf(w, p).task);
  const state = w.kept.modes?.[g];
  if (state === undefined || state.due === NONE || state.under !== NONE) return NONE;
  const { due } = state;
  state.due = NONE;
  if (due === guestOf(w, g).mode) return NONE;
  state.under = due;
  state.from = w.now;
  return w.program.modes[due]?.enter ?? NONE;
}

/** The guest runs under another mode from now on. */
function take({ w, sink }: Context, g: Int, mode: Int, took: Cycles): void {
  const state = w.kept.modes?.[g];
  if (state === undefined) return;
  state.times++;
  state.since = w.now;
  sink?.({ type: 'modeEntered', at: w.now, guest: g, mode: w.program.modes[mode]?.id ?? '', took });
}

/** The monitor has done what it takes: the guest is in its new mode when it goes on. */
function enter(context: Context, t: Int): void {
  const { w } = context;
  const { guest: g } = taskOf(w, t);
  const guest = guestOf(w, g);
  const state = w.kept.modes?.[g];
  if (state === undefined || state.under === NONE) return;
  if (guest.nextMode === guest.mode) guest.nextMode = state.under;
  guest.mode = state.under;
  state.under = NONE;
  take(context, g, guest.mode, w.now - state.from);
}

/** A restart: the guest boots into whatever it was on its way to. */
function forget(context: Context, g: Int): void {
  const guest = guestOf(context.w, g);
  const state = context.w.kept.modes?.[g];
  if (state === undefined) return;
  guest.nextMode = standingOf(context.w, g).chosen;
  state.due = NONE;
  state.under = NONE;
  if (guest.nextMode !== guest.mode && guest.stage !== 'gone') take(context, g, guest.nextMode, 0);
}

/** Its first vCPU draws from another phase than before: what was right for it may not be any more. */
function turn({ w, sink }: Context, t: Int, n: Int): void {
  const { guest: g, vcpu } = taskOf(w, t);
  const state = w.kept.modes?.[g];
  if (state === undefined || vcpu > 0 || n === state.phase || compiledOf(w, g).choices.length < 2) return;
  state.phase = n;
  w.decisions++;
  sink?.({ type: 'guestPhase', at: w.now, guest: g, phase: n });
}

export const modes: Mechanism = {
  id: 'modes',
  uses: ({ verbs }) => verbs.includes('mode'),
  keeps: ({ setup }) => ({
    modes: setup.guests.map(() => ({ times: 0, since: 0, due: NONE, under: NONE, from: 0, phase: 0 })),
  }),
  events: ['modeChosen', 'modeEntered', 'guestPhase'],
  asks: { guestPhase: ({ guest }) => ({ kind: 'phase', guest, reason: '' }) },
  effects: { 'mode.enter': enter },
  ride: begin,
  drawn: turn,
  forget,
  metrics: {
    /** changes of mode that have taken effect */
    modeChanges: (w, guests) => ({
      value: guests.reduce((sum, g) => sum + (w.kept.modes?.[g]?.times ?? 0), 0),
      samples: guests.length,
    }),
  },
};
