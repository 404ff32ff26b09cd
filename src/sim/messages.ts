/**
 * What may be asked of the world (imperative) and what happened in it (past tense).
 *
 * Both are plain data. People, robots and scripts use the same commands; views, sounds and metrics see the same events.
 * The two vocabularies are open: each verb (commands/) and each mechanism (mechanisms/) adds its own words to these
 * interfaces in its own file, so that nothing has to be listed here a second time.
 */
import type { Category, Cycles, Id, Int, Rule, State, Status } from './types.ts';

/** by name: what a command says beside its name; each verb's file adds its own (declaration merging) */
export interface Commands {
  setRule: { rule: Rule; on: boolean };
}
export type CommandName = keyof Commands;
export type CommandOf<N extends CommandName> = N extends CommandName ? { do: N } & Commands[N] : never;
export type Command = CommandOf<CommandName>;

export type Verdict = { ok: true; deferred?: true } | { ok: false; code: string; args: Record<string, Int | string> };
export const yes: Verdict = { ok: true };
export const later: Verdict = { ok: true, deferred: true };
export const no = (code: string, args: Record<string, Int | string> = {}): Verdict => ({ ok: false, code, args });

/** The price of a command before it is given, in cycles, with the costs that it is made of. */
export type Quote = { parts: { as: Category; cycles: Cycles; cost: Id }[]; total: Cycles; holdsPcpu: boolean };
export const FREE: Quote = { parts: [], total: 0, holdsPcpu: false };

/** by name: what an event says beside its name and its time; these are those of the core itself */
export interface Events {
  /** a command was given and accepted; its consequences follow */
  commandGiven: { command: Command };
  taskPlaced: { task: Int; pcpu: Int; cold: Cycles; byHand: boolean };
  /** the player chose who runs next on a pCPU; whoever it was before is not any longer */
  nextChosen: { task: Int; pcpu: Int };
  taskPreempted: { task: Int; pcpu: Int };
  taskWarm: { task: Int; pcpu: Int };
  stateChanged: { task: Int; from: State; to: State };
  modeChanged: { pcpu: Int; mode: Category; guest: Int };
  exitRaised: Passage;
  exitRouted: Passage;
  exitDone: Passage;
  exitParked: Passage;
  hypercallMade: { task: Int; handler: Id };
  interruptPended: Signal;
  interruptInjected: Signal;
  /** `lay`: for so long its last output lay in a latch that somebody drained */
  requestServed: { guest: Int; took: Cycles; lay: Cycles };
  guestSuffers: { guest: Int };
  guestWarned: { guest: Int };
  guestRebooted: { guest: Int };
  guestRose: { guest: Int };
  guestUp: { guest: Int };
  ruleChanged: { rule: Rule; on: boolean };
  violated: { guest: Int; cause: Id };
  /** `cause`: what comes of it; `site`: the block of code where it happened, NONE = nowhere in particular */
  leaked: { guest: Int; cause: Id; site: Int };
  ended: { status: Status };
}
type Passage = { task: Int; reason: Id; handler: Id };
type Signal = { guest: Int; line: Id; n: Int; forced: boolean };

/** The core's own events by name; those of mechanisms are in their records. */
export const CORE_EVENTS = [
  'commandGiven',
  'taskPlaced',
  'nextChosen',
  'taskPreempted',
  'taskWarm',
  'stateChanged',
  'modeChanged',
  'exitRaised',
  'exitRouted',
  'exitDone',
  'exitParked',
  'hypercallMade',
  'interruptPended',
  'interruptInjected',
  'requestServed',
  'guestSuffers',
  'guestWarned',
  'guestRebooted',
  'guestRose',
  'guestUp',
  'ruleChanged',
  'violated',
  'leaked',
  'ended',
] as const satisfies readonly EventName[];

export type EventName = keyof Events;
export type EventOf<N extends EventName> = { type: N; at: Cycles } & Events[N];
export type SimEvent = { [N in EventName]: EventOf<N> }[EventName];
export type Sink = (event: SimEvent) => void;
