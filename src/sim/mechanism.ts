/**
 * What a mechanism is: one record of functions, in a file of its own under mechanisms/, that the core finds in the list
 * of all mechanisms (mechanisms/index.ts).
 *
 * The core never names one. It asks, at fixed places, every mechanism that the world uses: what a path tests, does, waits
 * for and counts; what has to happen at an entry; who may not be preempted; what is forgotten in a restart; what a guest
 * waits for. A mechanism that a level does not use costs it nothing: no cycles, no state, no slot, no other fingerprint.
 */
import type { EventName, EventOf, Events, Quote } from './messages.ts';
import type { Program } from './program.ts';
import type { Block, Context, Kept, Mix, Went, World } from './state.ts';
import type { Cycles, Id, Int, Setup, State } from './types.ts';

/**
 * What a metric finds: a value in its unit, how many samples it rests on, and the guest whose it is where it is that of
 * the worst or the best of them; null when there is nothing to measure yet.
 */
export type Measured = { value: Int; samples: Int; guest?: Int } | null;
export type Reader = (w: World, guests: readonly Int[]) => Measured;

/** A moment that wants a look: what Step runs to. `kind` and `reason` are ids; words and pictures are found by them. */
export type Asked = { kind: Id; guest: Int; reason: Id };

/** One slot of the event queue for the world, or for each machine, pCPU, task, guest … of it. */
export type Timer = {
  per: 'world' | 'machine' | 'pcpu' | 'task' | 'guest' | 'queue' | 'service';
  fire(context: Context, index: Int): void;
};

/** A number of the level that may also be turned in play: from `least` to `most`; `first` where the level says nothing. */
export type Knob = { least: Int; most: Int; first: Int };

/** What is known of a setup before the world is made: its program, and how many of everything there are. */
export type Plan = { setup: Setup; program: Program };

export type Mechanism = {
  readonly id: Id;
  /** does a world of this setup use it, beyond the names that its paths mention? */
  uses?(setup: Setup): boolean;
  /** by the name that a path gives it: is it so for task t? */
  readonly tests?: Readonly<Record<Id, (w: World, t: Int, arg: Id) => boolean>>;
  /** … something done for task t, which is on a pCPU */
  readonly effects?: Readonly<Record<Id, (context: Context, t: Int, arg: Id) => void>>;
  /** … something that the task on pCPU p waits for; it has stepped over the wait when the walk goes on */
  readonly waits?: Readonly<Record<Id, (context: Context, p: Int) => Went>>;
  /** … a quantity that multiplies a step */
  readonly registers?: Readonly<Record<Id, (w: World, t: Int) => Int>>;
  /** … and what it comes to on average for one operation of a mix; 1 for what is not said of */
  readonly expects?: Readonly<Record<Id, (mix: Mix) => number>>;
  /** the blocks that its waits lead to, and whether a guest so blocked lacks something that it wants */
  readonly blocks?: Readonly<Record<Block, { wish: boolean }>>;
  readonly timers?: Readonly<Record<Id, Timer>>;
  readonly knobs?: Readonly<Record<Id, Knob>>;
  readonly metrics?: Readonly<Record<Id, Reader>>;
  /** names of the events that only it tells (its file adds their shapes to `Events`) */
  readonly events?: readonly (keyof Events)[];
  /** which events want a decision; null: this one does not */
  readonly asks?: { readonly [N in EventName]?: (event: EventOf<N>, w: World) => Asked | null };

  /** what it keeps, for a world at its start */
  keeps?(plan: Plan): Partial<Kept>;
  /** puts what happens by itself into the queue */
  begin?(w: World): void;
  /** does it need a monitor task on each pCPU, to work on one that is free? */
  readonly monitors?: true;
  /** is finding causes the work here, so that it is a moment to look when a content guest begins to suffer? */
  readonly watchful?: true;

  /** a vCPU on pCPU p stands at its entry: the path that it has to walk first, NONE = none */
  ride?(context: Context, p: Int): Int;
  /** vCPU t is about to sleep: true when something waits for it, so that it must not */
  awake?(w: World, t: Int): boolean;
  /** the vCPU on pCPU p has nothing to do: it stays there and looks (busy), has found something (on), sleeps (gone); null = it has no say */
  linger?(context: Context, p: Int): Went | null;
  /** the task on pCPU p is to leave it: true when it only stayed there of its own accord, and sleeps now */
  yields?(context: Context, p: Int): boolean;
  /** pCPU p is free: true when it has found work that is nobody's vCPU */
  idle?(context: Context, p: Int): boolean;
  /** a service's task has nothing left to do: true when it has found something */
  serve?(context: Context, t: Int): boolean;
  /** demand has been drawn into task t, for a request that arrived at `at` (or at now): what is going on may change it */
  shape?(w: World, t: Int, at: Cycles): void;
  /** task t has drawn what it does next, from phase n of its guest's workload */
  drawn?(context: Context, t: Int, n: Int): void;
  /** task t has left a state of its life cycle, in which it has been for `spent` cycles */
  moved?(context: Context, t: Int, from: State, spent: Cycles): void;
  /** of the operations that task t has drawn in one, so many are done in one go; 0 = it has no say */
  turn?(w: World, t: Int): Int;
  /** task t is about to begin its operation: for how long it must not, and how it is blocked meanwhile */
  delay?(w: World, t: Int): { for: Cycles; block: Block } | null;
  /** is pCPU p kept from task t, though both are of one machine? */
  bars?(w: World, t: Int, p: Int): boolean;
  /** must task t stay on its pCPU? */
  pin?(w: World, t: Int): boolean;
  /** a restart takes task t out of whatever it is in */
  stop?(context: Context, t: Int): void;
  /** … and makes it forget guest g; requests that are lost with it count as dropped */
  forget?(context: Context, g: Int): void;
  /** does guest g want something that it has not? */
  want?(w: World, g: Int): boolean;
  /** arrival of the oldest request of guest g that lies here, NEVER = none does */
  oldest?(w: World, g: Int): Cycles;
  /** something of guest g has been put off since; at `until` its patience begins to fall */
  overdue?(w: World, g: Int): { since: Cycles; until: Cycles } | null;
  /** the rounds of task t's request are over; true when it stays open until something else is done, which then answers it */
  keepOpen?(w: World, t: Int): boolean;
  /** a knob has been turned for guest g, or (NONE) for the machine: what follows from it at once */
  turned?(context: Context, knob: Id, g: Int, value: Int): void;
  /** … and what of that will have to be paid again: told before it is turned */
  forfeits?(w: World, knob: Id, g: Int, value: Int): Quote['parts'];
  /** how urgent service task t is for whom it serves, 0 … 10000, 0 = most; NONE = it has no say */
  urgent?(w: World, t: Int): Int;
};
