/**
 * The state of a world: plain objects and two kinds of typed arrays, changed only inside `advance` and `apply`.
 *
 * There is no Map, Set, class or closure here, so that one generic walk can copy it (world.ts) and another can take its
 * fingerprint (fingerprint.ts). What never changes during a run is in `setup` and `program`, which copies share.
 */
import type { Program } from './program.ts';
import type { Bp, Category, Cycles, EpisodeKind, Id, Int, Rule, Setup } from './types.ts';

export const STATES = ['ready', 'running', 'exited', 'blocked', 'dead'] as const;
export type State = (typeof STATES)[number];

/** What a pCPU's open interval is; its `mode` says to which category the cycles go. */
const INTERVALS = ['off', 'idle', 'switch', 'boot', 'warm', 'burst', 'step', 'spin', 'decision'] as const;
export type Interval = (typeof INTERVALS)[number];

/** Why a blocked vCPU is blocked. `throttled`: a limit keeps it off the pCPUs for a while. */
const BLOCKS = ['none', 'halt', 'device', 'served', 'throttled', 'absent'] as const;
export type Block = (typeof BLOCKS)[number];

/** An operation that stopped in the hypervisor. `n` counts the exits of its vCPU; handler NONE = nobody has decided. */
export type Exit = { n: Int; reason: Int; at: Cycles; handler: Int };

/** A vCPU, or (guest NONE) a pCPU's own monitor, which runs only to drain the latch on an idle pCPU. */
export type Task = {
  guest: Int;
  vcpu: Int;
  state: State;
  since: Cycles;
  /** cycles spent per state, in the order of STATES; the open interval not included */
  spent: Cycles[];
  block: Block;
  /** the pCPU it occupies, NONE when it occupies none */
  pcpu: Int;
  lastPcpu: Int;
  /** that pCPU's `ran` when this task left it: what others ran there since has cooled the cache */
  leftAt: Cycles;
  /** cycles of cold cache still to pay */
  debt: Cycles;
  /** plain instructions left before the next operation */
  burst: Cycles;
  /** boot work left */
  boot: Cycles;
  /** compiled path being walked and the position in it (NONE = none) */
  path: Int;
  step: Int;
  /** handler whose steps are spliced in at the `decide` step (NONE = none) and the position in those */
  handler: Int;
  handlerStep: Int;
  /** the handler behind whose door it is (NONE = none) */
  door: Int;
  /** the operation drawn (index into OPS, NONE = none) and for how many it stands */
  op: Int;
  count: Int;
  /** registers of the present operation */
  misses: Int;
  batch: Int;
  /** reads that its device has not finished */
  reads: Int;
  exit: Exit | null;
  exits: Int;
  /** the next boundary between hypervisor and guest is an entry: interrupts and drains can ride on it */
  entering: boolean;
  /** woke at this cycle and has not run since (NEVER = it is not waking) */
  wokenAt: Cycles;
  /** next item of each random stream: the only state that its demand has */
  drawn: { burst: Int; op: Int; sleep: Int };
  /** demand drawn so far, in cycles of bursts: selects the phase */
  demand: Cycles;
  script: Int;
  /** work of its own that an interrupt has made it put aside for a request, null = none */
  aside: { burst: Cycles; op: Int; count: Int } | null;
  /** request in service: arrival (NEVER = none) and operations left */
  request: { at: Cycles; rounds: Int; n: Int };
  /** holds the shared kernel's lock and so is not preempted */
  locked: boolean;
};

export type Pcpu = {
  machine: Int;
  task: Int;
  lastTask: Int;
  interval: Interval;
  /** category charged, an index into CATEGORIES, and the guest charged (NONE = nobody) */
  mode: Int;
  guest: Int;
  /** the open interval began at `since` and ends at `until` (NEVER = when somebody acts) */
  since: Cycles;
  until: Cycles;
  /** cycles that tasks ran here */
  ran: Cycles;
  /** the vCPU on deck: runs next when this pCPU is free */
  deck: Int;
  /** leave the pCPU at the next entry; drain the latch at the next entry */
  resched: boolean;
  drain: boolean;
  /** came to life at this cycle (NEVER = not yet) */
  onAt: Cycles;
};

const STAGES = ['off', 'asking', 'starting', 'booting', 'up', 'gone'] as const;
export type Stage = (typeof STAGES)[number];

/** How a guest's patience moves: not at all, up, not yet down, down. */
const MOODS = ['rest', 'earn', 'grace', 'drain'] as const;
export type Mood = (typeof MOODS)[number];

/** A request: when it arrived and its ordinal, which decides what it asks for. */
export type Request = { at: Cycles; n: Int };

/** A pended interrupt; equal lines merge and count. */
export type Irq = { line: Id; at: Cycles; n: Int; requests: Request[] };

export type Guest = {
  machine: Int;
  /** index into program.modes */
  mode: Int;
  /** mode after the restart under way */
  nextMode: Int;
  weight: Int;
  /** share of one pCPU per period, 0 = no cap */
  cap: Bp;
  /** pages of cache it may keep, 0 = no limit */
  pageCap: Int;
  /** lock-holding kernel calls per millisecond, 0 = no limit */
  callLimit: Int;
  stage: Stage;
  /** when the present stage began, and when it was first up (NEVER = not yet) */
  stageAt: Cycles;
  startedAt: Cycles;
  patience: Cycles;
  patienceAt: Cycles;
  mood: Mood;
  /** start of the present wait (NEVER = not waiting) */
  waitSince: Cycles;
  warned: boolean;
  /** restarts by the watchdog; planned restarts are not among them */
  reboots: Int;
  /** useful cycles thrown away by restarts, and useful cycles at the last restart */
  lost: Cycles;
  banked: Cycles;
  /** native-equivalent cycles of bursts and operations done */
  work: Cycles;
  violations: Int;
  irqs: Irq[];
  /** delivered requests that wait */
  inbox: Request[];
  /** requests that have arrived, been answered, and been lost because the guest was restarted or down */
  arrived: Int;
  served: Int;
  dropped: Int;
  /** cycles received in the present cap period; cycles received in all, divided by weight (fair scheduling) */
  used: Cycles;
  credit: Cycles;
  /** cycles under limits so far, and since when it is limited now (NEVER = it is not) */
  limitedCycles: Cycles;
  limitedSince: Cycles;
  /** earliest next lock-holding call under a call limit */
  callAt: Cycles;
};

/** Winner tree over fixed slots (queue.ts). */
export type Queue = { time: Float64Array; win: Int32Array };
/** Log-linear buckets (histogram.ts). */
export type Histogram = { n: Int; buckets: Int32Array };
/** rows × categories; the last guest row is nobody */
export type Ledger = { byGuest: Cycles[][]; byPcpu: Cycles[][] };

const STATUSES = ['running', 'over', 'lost', 'budget'] as const;
export type Status = (typeof STATUSES)[number];

/** Why a guest gave up: what it had been waiting for, since when. */
export type Cause = {
  guest: Int;
  at: Cycles;
  waiting: Category | 'ready' | 'served' | 'request' | 'panic';
  since: Cycles;
};

/**
 * Device requests that the device model has not served yet, oldest first (mechanisms/latch.ts). `request`: the guest's
 * request that was in service, by ordinal (NONE = none); `answers`: this output is the last of its answer, and the request
 * had arrived then (NEVER = more is to come, or it answers nobody).
 */
export type LatchState = {
  requests: { task: Int; reason: Int; at: Cycles; blocked: boolean; request: Int; answers: Cycles }[];
  drained: Int;
  saved: Cycles;
};
/** Kernels ported, the port under way, and the most hypercalls that were enabled at once (mechanisms/porting.ts). */
export type PortState = { kernel: Int; until: Cycles; done: Int[]; most: Int };
/** Pages of the page cache that each guest has resident (mechanisms/pageCache.ts). */
export type CacheState = { resident: Int[]; used: Int; hits: Int[]; misses: Int[]; drawn: Int[] };
/** The one lock of a shared kernel: holder and first-come queue (mechanisms/kernelLock.ts). */
export type LockState = { holder: Int; line: Int[] };
/** Trouble so far, in order of its beginning (mechanisms/episodes.ts). */
export type EpisodeState = { all: { guest: Int; kind: EpisodeKind; since: Cycles; until: Cycles; factor: Bp }[] };
export type DeviceState = { busy: Int[]; since: Cycles[]; line: { task: Int; times: Int }[]; drawn: Int };

export type World = {
  readonly setup: Setup;
  readonly program: Program;
  now: Cycles;
  /** events handled so far: a run's budget is counted in them */
  handled: Int;
  status: Status;
  cause: Cause | null;
  /** counts the moments at which somebody has something to decide: Step and robots stop on it */
  decisions: Int;
  queue: Queue;
  pcpus: Pcpu[];
  tasks: Task[];
  guests: Guest[];
  devices: DeviceState[];
  /** per handler: tasks in it, and tasks (with their pCPU held) that wait for it */
  handlers: { busy: Int; line: Int[]; fired: Int }[];
  rules: Rule[];
  /** the rules as a table: guests × reasons → handler or NONE; and handlers → enabled as hypercalls */
  wired: Int[][];
  enabled: boolean[];
  knobs: Record<Id, Int>;
  /** per machine, in the order in which they became ready */
  ready: Int[][];
  latch: LatchState;
  ports: PortState;
  cache: CacheState;
  lock: LockState;
  episodes: EpisodeState;
  panics: Int;
  ledger: Ledger;
  /** per cost: cycles of completed steps, to reconcile the ledger against */
  stepCycles: Int[];
  /** guests × reasons, and guests × operations */
  exits: Int[][];
  opCount: Int[][];
  opCycles: Cycles[][];
  wake: Histogram[];
  request: Histogram[];
};
