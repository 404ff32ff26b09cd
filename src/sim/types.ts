/**
 * The vocabulary of the simulation: const arrays, the unions made from them, and the shapes of data.
 *
 * Everything here is plain data. All numbers are safe integers; times are cycles of the level's machine, shares are
 * basis points (1/10000). `NEVER` stands for a time that does not come.
 */

export type Int = number;
export type Cycles = Int;
export type Bp = Int;
export type Id = string;

export const NEVER: Cycles = Number.MAX_SAFE_INTEGER;
/** "nobody", "no path", "not on a pCPU": every index field uses it */
export const NONE = -1;

/** Where a cycle of a pCPU can go. Useful work is the first two. */
export const CATEGORIES = [
  'guestUser',
  'guestKernel',
  'exitEntry',
  'emulation',
  'translation',
  'shadowPaging',
  'hypercall',
  'backend',
  'innerHypervisor',
  'memory',
  'hostOs',
  'boot',
  'switch',
  'warmUp',
  'contention',
  'polling',
  'decision',
  'idle',
] as const;
export type Category = (typeof CATEGORIES)[number];

/** What a guest can do besides running plain instructions. */
export const OPS = [
  'syscall',
  'callReturn',
  'exception',
  'interruptReturn',
  'contextSwitch',
  /** a page-table entry written with the value it had */
  'ptWrite',
  /** not present → present */
  'ptMap',
  /** present → not present */
  'ptUnmap',
  'pageFault',
  /** a page of the page cache is read */
  'touch',
  'tlbMiss',
  'tlbFlush',
  'irqMask',
  'identify',
  'readClock',
  'msrWrite',
  'portIn',
  'portOut',
  'mmio',
  'blockRead',
  'blockWrite',
  'packetOut',
  'packetIn',
  'eoi',
  'setTimer',
  'ipi',
  'halt',
  'lock',
  'unlock',
  'boot',
  'panic',
  'attack',
] as const;
export type Op = (typeof OPS)[number];

export const COMPONENTS = ['cpu', 'memory', 'device', 'irq', 'platform'] as const;
export type Component = (typeof COMPONENTS)[number];

/** The component of a virtual machine that decides how an operation is carried out. */
export const COMPONENT_OF: Readonly<Record<Op, Component>> = {
  syscall: 'cpu',
  callReturn: 'cpu',
  exception: 'cpu',
  interruptReturn: 'cpu',
  contextSwitch: 'memory',
  ptWrite: 'memory',
  ptMap: 'memory',
  ptUnmap: 'memory',
  pageFault: 'memory',
  touch: 'memory',
  tlbMiss: 'memory',
  tlbFlush: 'memory',
  irqMask: 'irq',
  identify: 'cpu',
  readClock: 'cpu',
  msrWrite: 'cpu',
  portIn: 'device',
  portOut: 'device',
  mmio: 'device',
  blockRead: 'device',
  blockWrite: 'device',
  packetOut: 'device',
  packetIn: 'device',
  eoi: 'irq',
  setTimer: 'platform',
  ipi: 'irq',
  halt: 'platform',
  lock: 'cpu',
  unlock: 'cpu',
  boot: 'platform',
  panic: 'platform',
  attack: 'cpu',
};

export const METHODS = [
  'native',
  'shared',
  'sandbox',
  'interpreted',
  'trap',
  'translated',
  'paravirt',
  'hardware1',
  'hardware2',
  'shadow',
  'nestedPaging',
  'inKernel',
  'userSpace',
  'assigned',
  'posted',
  'inner',
] as const;
export type Method = (typeof METHODS)[number];

/** A technique: one method per component. HVM, PVH, container … are named rows of data. */
export type Mode = Readonly<Record<Component, Method>>;

// ---------------------------------------------------------------- cost model: operation × method → path = steps

export type Basis = { figure: Id } | { formula: string } | { assumed: string };
export type Cost = { cycles: Cycles; basis: Basis };

/** Run-time quantities that multiply a step: the operation's count, latched requests, missing pages, calls until others have their turn. */
export const REGISTERS = ['op.count', 'latch.n', 'cache.misses', 'lock.calls'] as const;
export type Register = (typeof REGISTERS)[number];

/** The mode under which the guests of a ported kernel run. */
export const PORTED = 'paravirtual';

export const TESTS = ['enabled', 'feature', 'latch.room', 'cache.hit', 'handler.free'] as const;
export type TestName = (typeof TESTS)[number];
export type Test = { is: TestName; arg?: Id; not?: boolean };

export const EFFECTS = ['latch.add', 'latch.drain', 'cache.touch', 'lock.give', 'leak', 'violate'] as const;
export type EffectName = (typeof EFFECTS)[number];

export const WAITS = ['halt', 'lock', 'served'] as const;
export type Wait = (typeof WAITS)[number];

export type Step =
  /** occupy the pCPU for cost `run`, charged to category `as` */
  | { run: Id; as: Category; times?: Register }
  /** stop as an exit of this reason; the chosen handler's steps are spliced in here */
  | { decide: Id }
  /** queue to a device of the machine and block until it has served the request */
  | { device: Id; times?: Register }
  /** halt and served free the pCPU; lock spins on it */
  | { wait: Wait }
  /** one function per name, in mechanisms/ */
  | { effect: EffectName; arg?: Id }
  /** at most 64 times, flattened when compiled */
  | { repeat: Int; steps: Step[] };

/** The first path whose tests all hold is taken. `refused` = the technique cannot carry the operation out. */
export type Path = { when?: Test[]; steps: Step[]; refused?: Id };

export const TIERS = ['ring-1', 'userSpace', 'guest'] as const;
export type Tier = (typeof TIERS)[number];

/** Code that may take an exit. `concurrency` 0 = any number at once; otherwise further exits queue and hold their pCPU. */
export type Handler = {
  id: Id;
  reasons: Id[];
  when?: Test[];
  steps: Step[];
  concurrency: Int;
  codeLines: Int;
  codeBasis?: Basis;
  tier: Tier;
};

/**
 * `kernel`: which kernels can run under the mode. `needs`: machine features. `tax`: the cost that gives the cycles which
 * nested paging adds to 10,000 of the guest's own. `start`: the cost of starting such a guest.
 */
export type NamedMode = Mode & { needs?: Id[]; kernel?: 'any' | 'open' | 'host'; tax?: Id; start?: Id };

export type CostModel = {
  schema: 1;
  id: Id;
  hz: Int;
  costs: Record<Id, Cost>;
  native: Partial<Record<Op, Id>>;
  paths: Partial<Record<`${Component}.${Method}`, Partial<Record<Op, Path[]>>>>;
  modes: Record<Id, NamedMode>;
  handlers: Handler[];
};

/** Cost ids that every model has because the core itself spends them. */
export const CORE_COSTS = ['switch', 'coldLine', 'exit', 'entry', 'irq.inject', 'irq.handler'] as const;

// ---------------------------------------------------------------- setup: perhaps illegal until createWorld said yes

/**
 * A distribution with integer quantile tables (see rng.ts). `uniform` spans 0 … 2 × mean. `deck`: so many successive
 * draws of demand take one turn each through as many equal slices of it (rng.ts, `deal`).
 */
export type Dist = { kind: 'fixed' | 'exponential' | 'uniform'; mean: Cycles; deck?: Int };

export type Device = {
  id: Id;
  kind: 'disk' | 'nic' | 'timer' | 'console';
  channels: Int;
  service: { kind: Dist['kind']; cost: Id };
};

/** `paravirt`: the components for which this kernel has, or could be given, a paravirtual interface. */
export type Kernel = { id: Id; family: Id; closed: boolean; portLines: Int };

export type Machine = {
  id: Id;
  costs: Id;
  pcpus: Int;
  features: Id[];
  devices: Device[];
  host: 'bare' | 'hostOs' | 'sharedKernel';
};

/**
 * A stretch of a workload: a burst of plain instructions, then one operation drawn by weight, and so on.
 * `until` counts the demand drawn so far (cycles of bursts), never wall time, so that demand does not depend on the player.
 * `count`: one operation stands for n. `sleep`: how long a `halt` lasts. `dealt`: operations come from shuffled decks
 * that hold each by its weight (rng.ts, `deal`), so that seeds differ in order rather than in amount.
 */
export type Phase = {
  until?: Cycles;
  burst: Dist;
  ops: Partial<Record<Op, Int>>;
  count?: Partial<Record<Op, Int>>;
  sleep?: Dist;
  dealt?: boolean;
};

/**
 * Requests arrive by themselves; each is `rounds` × (burst, operation) of the workload's phases. `between`: what the vCPU
 * does meanwhile; without it, it halts between requests.
 */
export type Arrivals = { every: Dist; rounds: Int; line: Id; between?: Phase };

export type ScriptItem = { burst: Cycles } | { op: Op; count?: Int; arg?: Id } | { sleep: Cycles };
export type Workload =
  | { phases: Phase[]; loop?: boolean; arrivals?: Arrivals }
  | { script: ScriptItem[]; loop: boolean };

/**
 * What a guest expects of its hypervisor.
 * `tolerance`: cycles of waiting that cost no patience. `patience`: cycles of missed work until its watchdog restarts it.
 * `regain`: patience earned per useful cycle, in basis points.
 */
export type Expectation = { metric: 'wake' | 'request' | 'progress'; tolerance: Cycles; patience: Cycles; regain: Bp };

export type GuestSpec = {
  id: Id;
  kernel: Id;
  vcpus: Int;
  weight: Int;
  capBp?: Bp;
  mode: Id;
  machine: Id;
  role?: 'batch' | 'interactive' | 'service' | 'applicant';
  /** working set in 64-byte cache lines: what a cold cache has to fetch again */
  footprint: Int;
  /** cycles of pCPU that a restart takes (a stand-in: real boots last seconds) */
  boot: Cycles;
  workload: Workload;
  goal?: Expectation;
  /** pages of the page cache that the guest keeps using (shared-kernel levels) */
  pages?: Int;
  /** the guest asks to enter at this cycle and leaves `stay` cycles after it was let in; `risk`: mean time to a panic */
  enters?: { at: Cycles; stay: Cycles; risk: Cycles };
  /** from this cycle on the guest exists (tutorials) */
  rises?: Cycles;
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
export type LimitName = 'weight' | 'cap' | 'pageCap' | 'callLimit';

/** What a level lets its player do. */
export const VERBS = [
  'place',
  'preempt',
  'deck',
  'route',
  'park',
  'rule',
  'drain',
  'inject',
  'port',
  'hypercall',
  'weight',
  'cap',
  'pageCap',
  'callLimit',
  'admit',
  'dispatcher',
] as const;
export type Verb = (typeof VERBS)[number];

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
  shared?: SharedKernel;
  /** the modes under which applicants may be let in; `dealt`: the seed decides who of them comes when */
  admission?: { modes: Id[]; dealt: boolean };
  /** pCPUs beyond the first that come to life later (tutorials): [pCPU, cycle] */
  powers?: [Int, Cycles][];
};
