/** What is written down about a run: levels, robots, and the run itself. */
import type { Treatment } from './mechanisms/leaks.ts';
import type { Command, SimEvent } from './messages.ts';
import type { Bp, Category, CostModel, Cycles, Id, Int, Op, Pedigree, Setup, State } from './types.ts';

/** A robot looks, commits to one action, and acts `reactionMs` of play later, one thing at a time. */
export type Robot = { policy: Id; params: Record<string, Int | string>; reactionMs: Int };

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
 * Something that is so on the board. Where nothing is named anything of the kind will do, and a step is about what is found.
 *
 * `state`: a vCPU of the guest. `free`: this pCPU has power and nobody. `busy`, `deck`: on so many pCPUs. `held`: an exit of
 * this reason (of the guest) waits for an answer; `quiet`: none does. `offer`: "Always?" is offered. `wired`, `unwired`: so many reasons
 * have a wire, or none, or this one has none. `latched`: so many requests (of the guest) lie in the latch; `settled`: no operation of the guest
 * waits for an answer, is with a handler, or lies there. `pending`: an interrupt for the guest, which is at work.
 * `takes`: this handler answers what the guest brings in rows at times; `row`: now they are so long.
 * `dearest`: no part of a port is being written, and one could be; `ports`: so many are written, or are to be; `boots`: a guest
 * waits for a pCPU to boot on. `stale`: a guest would soon gain by a restart; `opening`: it comes soon, and not all of
 * its kernel is written; `owing`: it owes an answer, waits, and
 * somebody runs who owes none for long. `starving`: a guest has less patience than that, waits, and nobody makes room. `short`, `calm`: of what all share, this is in trouble, or it is not.
 * `eased`: it is not, or whoever takes most of it beyond a due part is limited there. Of
 * translation caches: `interpreted`, a block is, run after run; `shelved`, so many blocks are translated; `cramped`: a guest uses
 * more blocks than it has places; `spent`: so does one, and no place is left; `fresh`: a guest runs nothing twice; `guilty`: stores
 * of one hit page tables so often that they had better be adapted, and are not; `innocent`: the reverse; `repeats`: what somebody runs comes again, there is room for it, and it is interpreted still; `faster`: than on the
 * bare machine. Of leaks: `lost`, an interrupt flag is lost; `tells`: a site told so often, and is left; `treated`: a site is treated so,
 * and has run; `paid`: traps of one have cost its translation, and it still runs. `limits`: of tenants,
 * weights left out: none stand, or one has become idle, because its tenant lacks nothing. `asks`: somebody is at the door.
 * `lever`: a guest is in this mode, and is to stay. `leans`: of what a guest in mode `under` has done lately, this weighs half as
 * much again as the rest. `changing`: a guest is being taken over into another mode. `slow`, `fast`: its speed lately, beside the bare
 * machine; where no guest is named, that of who was taken over last. `turns`: a guest comes to another phase within so much work.
 * Of rings: `ringed`: so many requests of one have been served; `chatty`: one is told of each, where several would fit; `late`: a batch
 * that is not full yet waits longer than its guest bears; `together`: so many have just been served in one go; `displaced`: the
 * driver domain runs where a guest wants to.
 * Of emulated cards: `knocked`, a guest has sent a volley of so many knocks; `misplaced`: the card that is knocked at most stands
 * outside, and room could be made for it; `housed`: this one stands in the monitor; `rows`: a guest sends in rows of so many (1: of
 * any length) at once; `single`: one that sends one by one, at once; `talks`: within so many cycles a guest will talk to another card.
 * Of drivers: `volleys`, a guest without one has knocked so often at its card; `driverless`: there is one; `tooLong`: there is one who would not bear the restart; `fetching`: one is being
 * given its driver; `letters`: who was given one has sent so many packets with it. Of polling: `sleeps`, a guest slept through
 * halts that a longer look would have covered; `catches`: so many ended while it looked; `vain`: one looks, and nobody has come in
 * time lately; `shifts`: within so many cycles who looks will be asked far more rarely.
 * Of techniques put together: `assembled`, a guest runs in this mode; `mismatch`: a guest could be faster by so many basis points of the bare
 * machine's speed with what it does now; `crowded`: a machine has so many guests per hundred pCPUs.
 * Of hosts of different kinds: `placed`, a guest runs on this machine; `elsewhere`: one would be faster by so much on another.
 * `hostWaits`: a host's own work goes last, and the oldest of it has used up so many percent of its time; `hostFirst`: it goes first, or does not.
 * Of walls: `trusted`, who is at the door is trusted so far; `broken`: of somebody's walls one has just broken, and so many are left at most;
 * `full`: so much of the memory is taken, in basis points; `behind`: a guest is up in this mode.
 * Of platforms: `installed`, so many hosts have one; `bare`: one has none; `idleHost`: nobody is on one that has; `whole`: the
 * whole rack is looked at, or not; `turnsOn`: on one so many take turns for each hundred pCPUs.
 * `leaks`: under the mode that it has, a guest leaks now (0), or will in a phase that begins within so much work.
 */
export type Situation =
  | { state: State; guest?: Id; pcpu?: Int }
  | { free: Int }
  | { busy: Int }
  | { deck: Int }
  | { held: Id; guest?: Id }
  | { quiet: true }
  | { offer: true }
  | { wired: Int }
  | { unwired: Int | Id }
  | { latched: Int; guest?: Id }
  | { takes: Id; guest: Id }
  | { row: Int; guest: Id }
  | { settled: Id }
  | { pending: Id }
  | { dearest: true }
  | { ports: Int }
  | { boots: true }
  | { stale: true }
  | { owing: true }
  | { opening: true }
  | { starving: Int }
  | { short: SharedPart }
  | { calm: SharedPart }
  | { eased: SharedPart }
  | { limits: 'idle' | 'none' }
  | { asks: true }
  | { interpreted: true }
  | { shelved: Int }
  | { cramped: true }
  | { spent: true }
  | { fresh: true }
  | { guilty: true }
  | { innocent: true }
  | { repeats: true }
  | { faster: true }
  | { lost: true }
  | { tells: Int }
  | { treated: Treatment }
  | { paid: true }
  | { lever: Id; guest?: Id }
  | { leans: Bar; under: Id }
  | { changing: true }
  | { slow: Bp; guest?: Id }
  | { fast: Bp; guest?: Id }
  | { turns: Cycles }
  | { leaks: Cycles }
  | { torn: true }
  | { hoards: true }
  | { ringed: Int }
  | { chatty: true }
  | { late: true }
  | { together: Int }
  | { displaced: true }
  | { knocked: Int }
  | { misplaced: true }
  | { housed: Id }
  | { rows: Int }
  | { single: true }
  | { talks: Cycles }
  | { queued: Int }
  | { dear: true }
  | { cheap: true }
  | { filing: true }
  | { bounced: true }
  | { volleys: Int }
  | { driverless: true }
  | { tooLong: true }
  | { fetching: true }
  | { letters: Int }
  | { sleeps: true }
  | { catches: Int }
  | { vain: true }
  | { shifts: Cycles }
  | { assembled: Id; guest?: Id }
  | { mismatch: Bp }
  | { placed: Id; guest?: Id }
  | { elsewhere: Bp }
  | { hostWaits: Int }
  | { hostFirst: boolean }
  | { crowded: Int }
  | { trusted: Id }
  | { broken: Int }
  | { full: Bp }
  | { behind: Id; guest?: Id }
  | { installed: Int }
  | { bare: true }
  | { idleHost: true }
  | { whole: boolean }
  | { turnsOn: Int };

/** what a guest does, as far as it decides between techniques: it calls its kernel, misses the TLB, changes mappings, faults, sends */
export type Bar = 'calls' | 'misses' | 'mapping' | 'faults' | 'packets';

/** what the guests of one kernel share */
export type SharedPart = 'runQueue' | 'cache' | 'locks' | 'disk';

/**
 * What ends a step. `event`: it happened, from the step's own earliest time on, also before it was shown (where a step `follows`, since
 * the one before it is over). `answered`: an
 * exit of this reason was given to a handler. `lasts`: the step has been shown for so long. `after`: at this cycle.
 */
export type Ending =
  | Situation
  | { event: SimEvent['type']; guest?: Id; pcpu?: Int; byHand?: boolean }
  | { answered: Id }
  | { after: Cycles }
  | { lasts: Cycles };

/** A step of a tutorial. It is shown while it is its turn and all of `when` is so, and over when one of `until` is. */
export type TutorialStep = {
  id: Id;
  /** not shown before this cycle */
  from?: Cycles;
  when?: Situation[];
  until: Ending[];
  /** no time passes while it is shown; events end it only from then on, because what was done before answers nothing */
  holds?: boolean;
  /** it asks, and to leave everything as it is is an answer, too */
  leave?: boolean;
  /** it speaks of the step before it, and is left out where that was never shown */
  follows?: boolean;
  /** what to point at, besides what `when` found; `deck`: the pCPU's place for whoever is next; `sign`: the sign at the guest's name */
  at?: { guest?: Id; pcpu?: Int; deck?: boolean; goal?: Id; sign?: boolean };
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
  /** `own`: answers that the player's run decides, each with a category: right is the one that took most of its cycles */
  question: { id: Id; answers: Id[]; right: Id; figures: Id[]; own?: Record<Id, Category> };
  hints: Id[];
  /**
   * What decides between its techniques, in blocks of one weight: so many operations of one kind make one, or so many
   * instructions of the guest's programs (`user`) or of its kernel.
   */
  blocks?: { op: Op | 'user' | 'kernel'; bar: Bar; count: Int }[];
  /** cycles of a guest's own work that "lately" means in them */
  lately?: Cycles;
  /** cycles of a pCPU that the strip of what comes spans */
  ahead?: Cycles;
  /** measurements that the debrief shows beside the player's own */
  figures: Id[];
  guide: Id[];
  robots: Record<'reference' | 'naive' | 'idle', Robot> & Partial<Record<'second' | 'handsOff' | 'lazy', Robot>>;
  objectives: Id[];
  /** cost models that a stand-alone file brings along; they come before the game's own of the same id */
  models?: (CostModel & Pedigree)[];
  /** stand-alone files may carry their own words */
  words?: Record<string, Record<string, string>>;
};
