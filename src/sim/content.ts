/** What is written down about a run: levels, robots, and the run itself. */
import type { Command, SimEvent } from './messages.ts';
import type { State } from './state.ts';
import type { Cycles, Id, Int, Setup } from './types.ts';

/** A robot looks, commits to one action, and acts `reactionMs` of play later, one thing at a time. */
export type Robot = { policy: Id; params: Record<string, Int>; reactionMs: Int };

export type LogEntry = { at: Cycles; c: Command };

/** Setup + seed + command log = the run. `marks`: [cycle, fingerprint]. */
export type Run = {
  schema: 1;
  rules: string;
  level: Id;
  hash: string;
  seed: Int;
  log: LogEntry[];
  marks: [Cycles, string][];
};

/**
 * A tutorial step: done when its predicate holds, in any order that works. `answered`: an exit of this reason has been
 * given to a handler; the step is not shown before one is held. `wired`: so many reasons have a wire. `lasts`: it has
 * been shown for so long.
 */
export type TutorialStep = {
  id: Id;
  /** not shown before this cycle */
  from?: Cycles;
  until:
    | { event: SimEvent['type']; guest?: Id; pcpu?: Int }
    | { state: State; guest: Id }
    | { busy: Int }
    | { after: Cycles }
    | { deck: Int }
    | { answered: Id }
    | { wired: Int }
    | { lasts: Cycles };
  /** what to point at */
  at?: { guest?: Id; pcpu?: Int };
};

export type LevelFile = {
  schema: 1;
  id: Id;
  number: Int;
  /** nanoseconds of machine time in one second of play */
  playSecondNs: Int;
  /** seconds of play at speed 1 */
  seconds: Int;
  /** what fills the player's time: acting by hand (also when this is not given), or finding causes first */
  work?: 'hands' | 'diagnosis';
  setup: Omit<Setup, 'seed' | 'length' | 'kernels'>;
  steps: TutorialStep[];
  /** the clock stands still while one of this many first tutorial steps is shown */
  frozenSteps: Int;
  question: { id: Id; answers: Id[]; right: Id; figures: Id[] };
  hints: Id[];
  /** measurements that the debrief shows beside the player's own */
  figures: Id[];
  guide: Id[];
  robots: Record<'reference' | 'naive' | 'idle', Robot>;
  objectives: Id[];
  /** stand-alone files may carry their own words */
  words?: Record<string, Record<string, string>>;
};
