/** Setups: perhaps illegal until createWorld said yes. */
import type { Bp, Cycles, DeviceKind, Id, Int, Op } from './base.ts';
import type { Step } from './costs.ts';

/**
 * A distribution with integer quantile tables (see rng.ts). `uniform` spans 0 … 2 × mean. `deck`: so many successive
 * draws of demand take one turn each through as many equal slices of it (rng.ts, `deal`).
 */
export type Dist = { kind: 'fixed' | 'exponential' | 'uniform'; mean: Cycles; deck?: Int };

export type Device = {
  id: Id;
  kind: DeviceKind;
  channels: Int;
  service: { kind: Dist['kind']; cost: Id };
};

/**
 * `portLines`: lines to change for a port to a paravirtual interface, 0 = nobody has counted them. `isa`: the instruction set
 * for which it was written, where that is not the machine's own. `knows`: of what modes ask of a kernel, what it can do. `yours`:
 * the programs on it are your own, and can be linked with another kernel.
 */
export type Kernel = { id: Id; family: Id; closed: boolean; portLines: Int; isa?: Id; knows?: Id[]; yours?: boolean };

/**
 * `costs`: the cost model, which also has the machine's clock. `shared`: what the containers of its kernel share. `memory`:
 * megabytes that there are for those who ask to enter; without it there is enough for all. `platform`: what is installed on it
 * from the start, where a level has platforms.
 */
export type Machine = {
  id: Id;
  costs: Id;
  pcpus: Int;
  features: Id[];
  devices: Device[];
  host: 'bare' | 'hostOs' | 'sharedKernel';
  shared?: SharedKernel;
  memory?: Int;
  platform?: Id;
};

/**
 * A platform: a bundle of techniques that a host offers once it is installed there. `modes`: under which guests may then be let
 * in; `host`: what the machine then is, for whoever draws it.
 */
export type Platform = { id: Id; modes: Id[]; host: Machine['host'] };

/** The platforms that a host may be given, and the cycles that installing one takes. */
export type Platforms = { kinds: Platform[]; install: Cycles };

/**
 * A stretch of a workload: a burst of plain instructions, then one operation drawn by weight, and so on.
 * `until` counts the demand drawn so far (cycles of bursts), never wall time, so that demand does not depend on the player.
 * `count`: one operation stands for n. `sleep`: how long a `halt` lasts. `every`: where requests arrive, how far apart they are in this phase. `dealt`: operations come from shuffled decks
 * that hold each by its weight (rng.ts, `deal`), so that seeds differ in order rather than in amount.
 */
export type Phase = {
  until?: Cycles;
  burst: Dist;
  ops: Partial<Record<Op, Int>>;
  count?: Partial<Record<Op, Int>>;
  sleep?: Dist;
  every?: Dist;
  dealt?: boolean;
  /** where operations happen: blocks of code, pages, ports */
  sites?: Partial<Record<Op, Sites>>;
  /** what follows an operation, always: lock … work … unlock */
  chains?: Partial<Record<Op, ScriptItem[]>>;
  /** of the instructions of bursts, the part that the guest's kernel executes */
  kernelBp?: Bp;
};

/** Blocks of a guest's code, and how many instructions each has: dealt once per guest and seed, 1 … MAX_UNIT. */
export type CodePool = { id: Id; blocks: Int; instructions: Dist };

/** How operations spread over a pool: each draws for itself, decks hold every site once, or one after the other. */
export const DRAWS = ['uniform', 'dealt', 'sweep'] as const;

/**
 * Where operations happen: at sites of one of the guest's pools. `parts`: other sites whenever such a phase comes again;
 * the pool is cut into so many equal parts, and each turn of the phase has the next one. `markedBp`: of the times for
 * which an operation stands, the part that is of the marked kind (a store that hits a page table); the seed deals that
 * per operation, not per site.
 */
export type Sites = { pool: Id; draw: (typeof DRAWS)[number]; parts?: Int; markedBp?: Bp };

/**
 * Requests arrive by themselves; each is `rounds` × (burst, operation) of the workload's phases. `between`: what the vCPU
 * does meanwhile; without it, it halts between requests. `awaits`: whoever asks has to see the answer first, and asks again
 * so long after it.
 */
export type Arrivals = { every: Dist; rounds: Int; line: Id; between?: Phase; awaits?: boolean };

/** `site`: where the operation happens */
export type ScriptItem = { burst: Cycles } | { op: Op; count?: Int; site?: Int } | { sleep: Cycles };
export type Workload =
  | { phases: Phase[]; loop?: boolean; arrivals?: Arrivals }
  | { script: ScriptItem[]; loop: boolean };

/**
 * What a guest expects of its hypervisor.
 * `tolerance`: cycles of waiting that cost no patience. `patience`: cycles of missed work until its watchdog restarts it.
 * `regain`: patience earned per useful cycle, in basis points.
 */
export type Expectation = { metric: 'wake' | 'request' | 'progress'; tolerance: Cycles; patience: Cycles; regain: Bp };

export const ROLES = ['batch', 'interactive', 'service', 'applicant', 'driverDomain'] as const;
export type Role = (typeof ROLES)[number];

/**
 * The guest asks to enter at cycle `at`, and leaves `stay` cycles after it was let in; `risk`: mean time to a panic.
 * `work`: it comes with a job of so many cycles on the bare machine, leaves when that is done, and at the latest `stay` cycles
 * after it asked, whenever it was let in. `memory`: megabytes of its own. `trust`: how far it is trusted (`admission.trusts`).
 * `already`: it does not ask, but is let in by itself, in its own mode: it was here before. `wave`: where the seed deals who comes when, only those of one wave change places.
 */
export type Enters = {
  at: Cycles;
  stay: Cycles;
  risk: Cycles;
  work?: Cycles;
  memory?: Int;
  trust?: Id;
  wave?: Int;
  already?: boolean;
};

/**
 * What may come of tenants who are trusted so far. `through`: how many walls each of them gets through; the seed deals these
 * out among them. `after`: when the first one breaks, counted from its start, on average; `each`: from one to the next.
 * `hostile`: it works on behind a broken wall, as if nothing had happened. Anybody else's own kernel has crashed.
 */
export type Trust = { through: Int[]; after: Cycles; each: Cycles; hostile: boolean };

export type GuestSpec = {
  id: Id;
  kernel: Id;
  vcpus: Int;
  weight: Int;
  capBp?: Bp;
  mode: Id;
  machine: Id;
  role?: Role;
  /** working set in 64-byte cache lines: what a cold cache has to fetch again */
  footprint: Int;
  /** cycles of pCPU that a restart takes (a stand-in: real boots last seconds) */
  boot: Cycles;
  workload: Workload;
  goal?: Expectation;
  /** the blocks of its kernel's code among which operations spread */
  code?: CodePool[];
  /** paravirtual drivers that it has from the start, because its kernel brings them along */
  drivers?: Id[];
  /** pages of the page cache that the guest keeps using (shared-kernel levels) */
  pages?: Int;
  enters?: Enters;
  /** from this cycle on the guest exists (tutorials) */
  rises?: Cycles;
  /** techniques, and machines, among which somebody may choose for it during play (its own are always among them) */
  choices?: { mode: Id; machine: Id }[];
};

/** guest '*' = every guest. A rule answers exits of a reason by itself, or, with reason 'hypercall', enables a hypercall. */
export type Rule = { reason: Id; guest: Id | '*'; handler: Id };

export const UNITS = ['bp', 'ns', 'count', 'lines'] as const;
export type Unit = (typeof UNITS)[number];

export type Goal = {
  id: Id;
  star: 1 | 2 | 3;
  metric: Id;
  of?: Id;
  atLeast?: Int;
  atMost?: Int;
  unit: Unit;
  minSamples?: Int;
};

export const SCHEDULERS = ['hand', 'dispatcher', 'roundRobin', 'fair'] as const;
export type SchedulerKind = (typeof SCHEDULERS)[number];

/** Trouble that the seed deals out over time, the same for every player (mechanisms/episodes.ts). */
export type Episodes = {
  /** the kind of the first one, whatever the seed deals */
  opens?: EpisodeKind;
  /** the first begins this long after the start, plus a draw from `every` */
  first: Cycles;
  /** from the beginning of one to the beginning of the next: `gap` plus a draw from `every` */
  gap?: Cycles;
  every: Dist;
  /** from this time on they follow each other after another `gap` */
  rush?: { from: Cycles; gap: Cycles };
  /** how long one lasts: `least` plus a draw from `lasts` */
  least?: Cycles;
  lasts: Dist;
  /** `weight`: cards in the deck; `factorBp`: by how much arrivals, pages or calls grow; `lasting`: to the end of the run */
  kinds: { kind: EpisodeKind; weight: Int; role: 'batch' | 'service'; factorBp: Bp; lasting?: boolean }[];
};
export const EPISODES = ['cpuHog', 'cacheFlood', 'callStorm', 'spike', 'growth'] as const;
export type EpisodeKind = (typeof EPISODES)[number];

/** What all containers of one kernel share (mechanisms/pageCache.ts, kernelLock.ts). */
export type SharedKernel = { cachePages: Int; lockHold: Id };

/** What can be limited for one guest. */
export type LimitName = 'weight' | 'cap' | 'pageCap' | 'callLimit' | 'freeze';

/** What a level lets its player do: the verbs that commands ask for (commands/index.ts lists them). */
export type Verb = Id;

/**
 * Something that occupies a pCPU but is no vCPU: a device model, a driver domain's backend, a host process, a scanner.
 * Its requests come by `call`; each is `steps`, charged to the guest that it serves (`nobody`: to no one). `own`: work
 * that it does by itself, once per `every` cycles. `guest`: its requests are served by the first vCPU of this guest (a
 * driver domain); without it, it is a task of its own, which has to be scheduled like one.
 */
export type Service = {
  id: Id;
  machine: Id;
  weight: Int;
  steps: Step[];
  charged: 'served' | 'nobody';
  own?: { every: Cycles; steps: Step[] };
  guest?: Id;
};

/**
 * A knob that may be turned during play: its id, the values that it can have, and whether it is one for all or one for
 * each guest. `total`: what the guests of one machine may have of it together. What it trades, the level's words say.
 */
export type Tunable = { knob: Id; values: Int[]; per: 'machine' | 'guest'; total?: Int };

/**
 * A driver that a machine's driver domain comes without, and may be given in play: then guests that do `op` can be there, too.
 * `restart`: cycles that the domain takes to restart with it (a stand-in, as any boot is).
 */
export type DomainDriver = { id: Id; machine: Id; op: Op; domain: Id; restart: Cycles };

export type Setup = {
  seed: Int;
  length: Cycles;
  machines: Machine[];
  kernels: Kernel[];
  guests: GuestSpec[];
  rules: Rule[];
  scheduler: { kind: SchedulerKind; slice: Cycles };
  knobs: Record<Id, Int>;
  verbs: Verb[];
  goals: Goal[];
  maxReboots: Int;
  episodes?: Episodes;
  /** other days: workloads that take the place of the guests' own; the seed decides which day it is (days.ts) */
  days?: Record<Id, Workload>[];
  /** the modes under which applicants may be let in; `dealt`: the seed decides who of them comes when */
  admission?: { modes: Id[]; dealt: boolean; trusts?: Record<Id, Trust> };
  /** pCPUs beyond the first that come to life later (tutorials): [pCPU, cycle] */
  powers?: [Int, Cycles][];
  /** with these, applicants may be let in on every machine, under what is installed there */
  platforms?: Platforms;
  /** the mode under which the guests of a ported kernel run */
  porting?: { mode: Id };
  services?: Service[];
  domainDrivers?: DomainDriver[];
  /** what `setKnob` may turn */
  tunables?: Tunable[];
};
