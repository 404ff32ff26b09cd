/**
 * The door of the session: what screens, playfield and sound may ask of a run in progress.
 */
import type {
  Bp,
  Category,
  Command,
  Cycles,
  Id,
  Int,
  LevelFile,
  LogEntry,
  Run,
  SimEvent,
  Status,
  Verdict,
  World,
} from '../sim/index.ts';
import type { Player, Reference } from './compare.ts';
import type { Other } from './others.ts';
import type { TimelineItem } from './past/bars.ts';
import type { JobLossKind } from './past/keptOut.ts';
import type { Past } from './past/past.ts';
import type { RegretKind } from './past/regrets.ts';
import type { Problem } from './untrusted.ts';
import type { About, Decision, Option, View } from './view-model.ts';

export type { TimelineItem } from './past/bars.ts';
export type { About } from './view-model.ts';

export const SPEEDS = [0.25, 0.5, 1, 2, 4] as const;
export type Speed = (typeof SPEEDS)[number];

export type Quoted = {
  total: Cycles;
  holdsPcpu: boolean;
  parts: { as: Category; cycles: Cycles; cost: Id }[];
  effects: { guest: Int; points: Int }[];
};

/** What a debrief needs; all of it derived from the world and its log. */
export type GoalResult = {
  id: Id;
  metric: Id;
  of: Id | null;
  star: 1 | 2 | 3;
  met: boolean;
  value: Int | null;
  target: Int;
  unit: 'bp' | 'ns' | 'count' | 'lines';
  atMost: boolean;
};
/**
 * `set`: chose what turned out wrong. `asked`: did what the tutorial had asked for. `placed`, `queued`: gave somebody else a
 * pCPU meanwhile, or the next turn on one. `late`: gave the guest itself one when little of its patience was left.
 * `admitted`: let somebody in to share the kernel, who brought it down; `letOut`: who got through all its walls.
 * Of what containers share: `flooded`, `stormed`: somebody free to did; `read`: read most from the disk. `limited`: a limit of the
 * guest's own held it; `crowded`: it waited for a processor with the weight that it came with, from then on. `putOff`: the last
 * output of its answer lay in a latch from then on. `nothing`: did nothing meanwhile.
 */
export type Deed =
  | {
      did: 'set' | 'asked' | 'late' | 'letIn' | 'sentAway' | 'turnedOut' | 'limited' | 'crowded' | 'putOff';
      at: Cycles;
    }
  | { did: 'placed' | 'queued' | 'admitted' | 'letOut' | 'flooded' | 'stormed' | 'read'; at: Cycles; other: Int }
  | { did: 'nothing' };
export type Costly = {
  kind:
    | 'slowRequest'
    | 'putOff'
    | 'longWait'
    | 'decision'
    | 'thrash'
    | 'held'
    | 'visit'
    | 'idle'
    | 'reboot'
    | 'contention'
    | 'coldCache'
    | 'device'
    | 'limited'
    | 'absent'
    | 'told'
    | 'crossed'
    | 'lost'
    | 'line'
    | 'patching'
    | 'writing'
    | 'ownFirst'
    | 'ownLast'
    | JobLossKind
    | RegretKind;
  at: Cycles;
  until: Cycles;
  guest: Int;
  cycles: Cycles;
  /** into how many parts `cycles` fell */
  times: Int;
  /** of an exit; of an engine, the one that would have been better; of a restart, what was waited for before it, or what had brought it down */
  reason: Id;
  /** who had brought it down */
  by?: Int;
  /** what the player did that led to it; null where nobody can tell */
  deed: Deed | null;
};
export type Outcome = {
  level: Id;
  seed: Int;
  status: 'over' | 'lost' | 'budget';
  stars: Int;
  /** the run never went back */
  straight: boolean;
  goals: GoalResult[];
  /** the first goal that was missed, with how far it was */
  nearMiss: { goal: Id; by: Int; at: Cycles } | null;
  usefulShare: Int;
  ledger: Record<Category, Cycles>;
  /** the reference robot on the same demand; played when it is first asked for, null where the level cannot be played so */
  reference(play: Player): Reference | null;
  /** what if: the same robot with every guest on the bare machine; also when it is first asked for */
  native(play: Player): Omit<Reference, 'stars'> | null;
  /** the same demand under one technique after the other: each is played when it is asked for, and anew each time */
  others(play: Player): Generator<Other, void>;
  why(explain: Explain): Why;
  /** `waiting`: for what, or `panic` and `breakOut`: whose (`by`, NONE of all others) had brought it down */
  cause: { guest: Int; at: Cycles; waiting: string; since: Cycles; by: Int } | null;
  timeline: TimelineItem[];
  actions: Int;
  trustedLines: Int;
  metrics: Record<string, Int>;
  run: Run;
  cycles: Cycles;
  fingerprint: string;
};

/** Why a run came to what it did. `explain` of explain.ts finds it; the debrief fetches that. */
export type Why = {
  /** what the player did while the lost guest waited */
  causeDeed: Deed | null;
  /** the worst sample of the first goal that was missed; null where none was, or it has none */
  worst: Costly | null;
  costly: Costly[];
};
export type Explained = Outcome & Why;

/** What is known of a run. `asked`: cycles at which the player did what the tutorial asked for; `missed`: the first goal that was. */
export type Ran = {
  w: World;
  past: Past;
  log: readonly LogEntry[];
  timeline: readonly TimelineItem[];
  asked: ReadonlySet<Cycles>;
  cause: Outcome['cause'];
  missed: Id | null;
};
export type Explain = (ran: Ran) => Why;

/** A past that was given up by going back to `from` and playing on: as far as it came, and what it was worth there. */
export type Ghost = { from: Cycles; until: Cycles; log: LogEntry[]; status: Status; stars: Int; usefulShare: Int };

/** A run that is not over, and what it takes to go on with it. */
export type KeptRun = {
  rules: Id;
  level: Id;
  /** identity of the level with its data */
  hash: string;
  seed: Int;
  /** all commands of the run, also those ahead of the present after going back */
  log: LogEntry[];
  /** where it stood, how far it had come, and the fingerprint of the world where it stood */
  at: Cycles;
  furthest: Cycles;
  print: string;
  /** it never went back and played on */
  straight: boolean;
  /** steps of the tutorial that are over */
  steps: Int;
  /** cycles at which the player did what the tutorial asked for */
  asked?: Cycles[] | undefined;
  speed: Speed;
  noHurry: boolean;
  /** when it was kept, in milliseconds since 1970 */
  when: Int;
};

/**
 * `step`: one of the level's own; `free`: a processor stands free that somebody could use. `holds`: time stands. `leave`:
 * and everything may be left as it is.
 */
export type Shown = { is: 'step' | 'free'; id: Id; about: About; holds: boolean; leave?: true };

/** A session begins running; time passes from its first frame on. */
export interface Session {
  readonly level: LevelFile;
  readonly seed: Int;
  /** the newest view-model; the same object until something changed */
  view(): View;
  /** stamps the command with the present cycle, logs it and applies it; a refused command changes nothing and is not logged */
  command(command: Command): Verdict;
  can(command: Command): Verdict;
  quote(command: Command): Quoted;
  /** ways to answer the held exit of a task, sorted by price, illegal ones last; empty when the task holds none */
  options(task: Int): Option[];
  /** call once a frame with a monotonic time in milliseconds; steps over 100 ms are clamped */
  frame(milliseconds: number): void;
  readonly paused: boolean;
  /** what Step or no hurry stopped at (after an exit is answered, no hurry goes on by itself); null while time passes, and where somebody else stopped it */
  readonly stopped: Decision | null;
  /** Step was asked for, and the decision has not come yet */
  readonly stepping: boolean;
  readonly speed: Speed;
  readonly noHurry: boolean;
  /** the tutorial holds the clock until something is done */
  readonly frozen: boolean;
  /** of a rack: goes into one machine, or (null) looks at the whole; no part of the run */
  lookAt(machine: Int | null): void;
  play(): void;
  pause(): void;
  setSpeed(speed: Speed): void;
  /** run at the present speed to the next decision that the view announces, then pause */
  step(): void;
  setNoHurry(on: boolean): void;
  /**
   * Goes to the moment just before what was done at `cycle`, and pauses; beyond the end: to the last moment. What lies
   * ahead is given up, as ghost, only when somebody plays on.
   */
  rewindTo(cycle: Cycles): void;
  /** cycles at which somebody decided something, ascending, also ahead of the present: what rewind snaps to */
  moments(): Cycles[];
  /** the branch given up last, null when there is none */
  ghost(): Ghost | null;
  restart(seed?: Int): void;
  /** The run came from a file: until it is begun anew it is nobody's here, is not kept, and wins nothing. */
  readonly opened: boolean;
  /**
   * Plays a run from a file again, a piece at a time, and tells after each how much of its time has passed. At last null,
   * and the session stands paused at the end of that run; or why it is not what it says (the codes of `verify`), and the
   * session is of no more use. Only for one that has just begun, with the seed of the run.
   */
  replay(run: Run): Generator<Bp, Problem | null, void>;
  /** the run as it can be gone on with later, null before it has begun, when it is over, and where it came from a file */
  kept(when: Int): KeptRun | null;
  /**
   * Goes on, paused, where a run stood that was kept. Null; or why it cannot be gone on with (`otherLevel`, `otherRules`,
   * `otherData`, `refused`, `afterEnd`, `otherWorld`), and the session is of no more use. Only for one that has just begun.
   */
  goOn(run: KeptRun): Problem | null;
  /** tutorial: what to show (null = nothing), and Escape */
  tutorial(): Shown | null;
  skipTutorial(): void;
  /** A step that is still to come asks for such an event by hand: until then nobody has heard of it. */
  teaches(event: SimEvent['type']): boolean;
  /** Answers a step that may be left with: as it is. False when there is none. */
  leaveStep(): boolean;
  /** events of the simulation as they happen; returns the unsubscriber */
  listen(listener: (event: SimEvent) => void): () => void;
  /** called after each frame in which the view changed */
  watch(listener: (view: View) => void): () => void;
  /** null while the run goes on */
  outcome(): Outcome | null;
  dispose(): void;
}
