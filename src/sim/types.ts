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

/** Run-time quantities that multiply a step: the operation's count, latched requests, missing pages. */
export const REGISTERS = ['op.count', 'latch.n', 'cache.misses'] as const;
export type Register = (typeof REGISTERS)[number];

export const TESTS = ['enabled', 'feature', 'latch.room', 'latch.full', 'cache.hit', 'handler.free'] as const;
export type TestName = (typeof TESTS)[number];
export type Test = { is: TestName; arg?: Id; not?: boolean };

export const EFFECTS = ['latch.add', 'latch.drain', 'cache.touch', 'lock.give', 'panicKernel', 'leak', 'violate'] as const;
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

/** `kernel`: which kernels can run under the mode. `needs`: machine features. */
export type NamedMode = Mode & { needs?: Id[]; kernel?: 'any' | 'open' | 'host' };

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

/** A distribution with integer quantile tables (see rng.ts). `uniform` spans 0 … 2 × mean. */
export type Dist = { kind: 'fixed' | 'exponential' | 'uniform'; mean: Cycles };

export type Device = { id: Id; kind: 'disk' | 'nic' | 'timer' | 'console'; channels: Int; service: { kind: Dist['kind']; cost: Id } };

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
 * `count`: one operation stands for n. `sleep`: how long a `halt` lasts.
 */
export type Phase = { until?: Cycles; burst: Dist; ops: Partial<Record<Op, Int>>; count?: Partial<Record<Op, Int>>; sleep?: Dist };

/** Requests arrive by themselves; each is `rounds` × (burst, operation). Between requests the vCPU halts. */
export type Arrivals = { every: Dist; rounds: Int; line: Id };

export type ScriptItem = { burst: Cycles } | { op: Op; count?: Int; arg?: Id } | { sleep: Cycles };
export type Workload = { phases: Phase[]; loop?: boolean; arrivals?: Arrivals } | { script: ScriptItem[]; loop: boolean };

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
  /** the guest asks to enter at this cycle and leaves `stay` cycles after it was started */
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
  first: Cycles;
  every: Dist;
  lasts: Dist;
  kinds: { kind: EpisodeKind; weight: Int; role: 'batch' | 'service' }[];
};
export const EPISODES = ['cpuHog', 'cacheFlood', 'callStorm', 'spike', 'growth'] as const;
export type EpisodeKind = (typeof EPISODES)[number];

/** What all containers of one kernel share (mechanisms/pageCache.ts, kernelLock.ts). */
export type SharedKernel = { cachePages: Int; lockHold: Id };

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
  shared?: SharedKernel;
  /** pCPUs beyond the first that come to life later (tutorials): [pCPU, cycle] */
  powers?: [Int, Cycles][];
};

// ---------------------------------------------------------------- world: plain data, changed only inside advance and apply

export const STATES = ['ready', 'running', 'exited', 'blocked', 'dead'] as const;
export type State = (typeof STATES)[number];

/** What a pCPU's open interval is; `mode` says to which category it is charged. */
export const INTERVALS = ['off', 'idle', 'switch', 'boot', 'warm', 'burst', 'step', 'spin', 'decision'] as const;
export type Interval = (typeof INTERVALS)[number];

/** why a blocked vCPU is blocked */
export const BLOCKS = ['none', 'halt', 'device', 'served', 'moving'] as const;
export type Block = (typeof BLOCKS)[number];

/** An operation that stopped in the hypervisor, waiting for (or carrying) somebody's decision. `n` counts the task's exits. */
export type Exit = { n: Int; reason: Int; at: Cycles; handler: Int };

/** A vCPU: all that can occupy a pCPU. */
export type Task = {
  guest: Int;
  vcpu: Int;
  state: State;
  since: Cycles;
  /** cycles spent per state, in the order of STATES; the open interval not included */
  spent: Cycles[];
  block: Block;
  pcpu: Int;
  lastPcpu: Int;
  /** that pCPU's `ran` when this task left it */
  leftAt: Cycles;
  /** cycles of cold cache still to pay */
  debt: Cycles;
  /** plain instructions left before the next operation */
  burst: Cycles;
  /** boot work left */
  boot: Cycles;
  /** compiled path being walked (NONE = none), position in it, and the handler spliced in (NONE = none) */
  path: Int;
  step: Int;
  handler: Int;
  handlerStep: Int;
  /** cycles left of the present step */
  left: Cycles;
  op: Int;
  count: Int;
  misses: Int;
  exit: Exit | null;
  exits: Int;
  /** since when the task wants a pCPU after a wake (NEVER = it is not waking) */
  wokenAt: Cycles;
  /** next item of each random stream: the only hidden state of its demand */
  drawn: { burst: Int; op: Int; sleep: Int };
  /** demand drawn so far in cycles: selects the phase */
  demand: Cycles;
  phase: Int;
  /** request in service: its arrival (NEVER = none), its rounds left and its ordinal */
  request: { at: Cycles; rounds: Int; n: Int };
  /** fair scheduling: weighted cycles received */
  credit: Cycles;
  /** cycles received in the present cap period */
  used: Cycles;
  /** holds the shared kernel's lock, so it is not preempted */
  locked: boolean;
  /** a ready task that may not run now (cap or call limit reached) until this time */
  throttledUntil: Cycles;
};

export type Pcpu = {
  machine: Int;
  task: Int;
  lastTask: Int;
  interval: Interval;
  mode: Int;
  guest: Int;
  since: Cycles;
  /** end of the open interval (NEVER = until somebody acts) */
  until: Cycles;
  /** guest cycles run here so far: how much of the cache others have replaced */
  ran: Cycles;
  /** the vCPU on deck: runs next when this pCPU is free */
  deck: Int;
  /** leave the pCPU at the next entry */
  resched: boolean;
  /** drain the latch at the next entry */
  drain: boolean;
};

export const STAGES = ['off', 'asking', 'starting', 'booting', 'up', 'gone'] as const;
export type Stage = (typeof STAGES)[number];

/** how the patience of a guest moves now */
export const MOODS = ['rest', 'earn', 'grace', 'drain'] as const;
export type Mood = (typeof MOODS)[number];

export type Irq = { line: Id; at: Cycles; n: Int; held: boolean };

export type Guest = {
  machine: Int;
  /** index of the mode in program.modes */
  mode: Int;
  weight: Int;
  cap: Bp;
  /** pages of cache it may keep, 0 = no limit */
  pageCap: Int;
  /** kernel operations per second of play it may start, 0 = no limit */
  callLimit: Int;
  stage: Stage;
  patience: Cycles;
  patienceAt: Cycles;
  mood: Mood;
  /** start of the present wait */
  waitSince: Cycles;
  warned: boolean;
  reboots: Int;
  /** useful cycles lost to restarts; useful cycles since the last restart are `work - banked` */
  lost: Cycles;
  banked: Cycles;
  /** native-equivalent cycles of operations and bursts done */
  work: Cycles;
  violations: Int;
  irqs: Irq[];
  /** requests that have been delivered and wait: arrival times */
  inbox: Cycles[];
  arrived: Int;
  served: Int;
};

export type Queue = { time: Float64Array; win: Int32Array };
export type Histogram = { n: Int; buckets: Int32Array };
export type Ledger = { byGuest: Cycles[][]; byPcpu: Cycles[][] };

export const STATUSES = ['running', 'over', 'lost', 'budget'] as const;
export type Status = (typeof STATUSES)[number];

/** why the level was lost: who gave up last, when, and what it had been waiting for */
export type Cause = { guest: Int; at: Cycles; waiting: Category | 'ready' | 'served' | 'panic'; since: Cycles };

// ---------------------------------------------------------------- commands, events

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

export type Command =
  | { do: 'place'; task: Int; pcpu: Int }
  | { do: 'preempt'; pcpu: Int }
  /** task NONE clears the place on deck */
  | { do: 'deck'; pcpu: Int; task: Int }
  | { do: 'route'; task: Int; exit: Int; handler: Id }
  /** take the held vCPU off its pCPU, its exit undecided */
  | { do: 'park'; pcpu: Int }
  | { do: 'setRule'; rule: Rule; on: boolean }
  /** serve all latched requests on this pCPU */
  | { do: 'drain'; pcpu: Int }
  | { do: 'inject' | 'hold'; guest: Int; line: Id }
  | { do: 'setKnob'; knob: Id; value: Int }
  /** begin to port a kernel: its guests restart under `mode` when the port is done */
  | { do: 'port'; kernel: Id }
  | { do: 'setWeight' | 'setCap' | 'setPageCap' | 'setCallLimit'; guest: Int; value: Int }
  | { do: 'admit'; guest: Int; mode: Id }
  | { do: 'refuse'; guest: Int };
export type CommandName = Command['do'];

export type Verdict = { ok: true; deferred?: true } | { ok: false; code: string; args: Record<string, Int | string> };

/** The price of a command before it is given. `who`: patience that each guest loses meanwhile, cycles. */
export type Quote = { parts: { as: Category; cycles: Cycles; cost: Id }[]; total: Cycles; holdsPcpu: boolean };

export type SimEvent = { at: Cycles } & (
  | { type: 'taskPlaced'; task: Int; pcpu: Int; cold: Cycles; byHand: boolean }
  | { type: 'taskPreempted'; task: Int; pcpu: Int }
  | { type: 'taskWarm'; task: Int; pcpu: Int }
  | { type: 'stateChanged'; task: Int; from: State; to: State }
  | { type: 'modeChanged'; pcpu: Int; mode: Category; guest: Int }
  | { type: 'exitRaised' | 'exitRouted' | 'exitDone' | 'exitParked'; task: Int; reason: Id; handler: Id }
  | { type: 'requestLatched'; task: Int; n: Int }
  | { type: 'latchDrained'; pcpu: Int; n: Int; saved: Cycles }
  | { type: 'hypercallMade'; task: Int; handler: Id }
  | { type: 'interruptPended' | 'interruptInjected'; guest: Int; line: Id; n: Int; forced: boolean }
  | { type: 'requestServed'; guest: Int; took: Cycles }
  | { type: 'guestWarned' | 'guestRebooted' | 'guestRose' | 'guestUp'; guest: Int }
  | { type: 'kernelPortStarted' | 'kernelPorted'; kernel: Id }
  | { type: 'ruleChanged'; rule: Rule; on: boolean }
  | { type: 'episodeStarted' | 'episodeEnded'; guest: Int; kind: EpisodeKind }
  | { type: 'guestAsked' | 'guestAdmitted' | 'guestRefused' | 'guestLeft'; guest: Int }
  | { type: 'kernelPanicked'; guest: Int }
  | { type: 'pcpuPowered'; pcpu: Int }
  | { type: 'leaked' | 'violated'; guest: Int; cause: Id }
  | { type: 'ended'; status: Status }
);
export type Sink = (event: SimEvent) => void;

// ---------------------------------------------------------------- levels, robots, runs

/** A robot looks, commits to one action, and acts `reactionMs` of play later, one thing at a time. */
export type Robot = { policy: Id; params: Record<string, Int>; reactionMs: Int };

export type LogEntry = { at: Cycles; c: Command };

/** Setup + seed + command log = the run. `marks`: [cycle, fingerprint]. */
export type Run = { schema: 1; rules: string; level: Id; hash: string; seed: Int; log: LogEntry[]; marks: [Cycles, string][] };

/** A tutorial step: done when its predicate holds, in any order that works. */
export type TutorialStep = {
  id: Id;
  /** not shown before this cycle */
  from?: Cycles;
  until: { event: SimEvent['type']; guest?: Id; pcpu?: Int } | { state: State; guest: Id } | { busy: Int } | { after: Cycles } | { deck: Int };
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
  setup: Omit<Setup, 'seed' | 'length' | 'kernels'>;
  steps: TutorialStep[];
  /** the clock stands still until this many tutorial steps are done */
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
