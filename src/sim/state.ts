/**
 * The state of a world: plain objects and two kinds of typed arrays, changed only inside `advance` and `apply`.
 *
 * There is no Map, Set, class or closure here, so that one generic walk can copy it (world.ts) and another can take its
 * fingerprint (fingerprint.ts). What never changes during a run is in `setup`, `program` and `hooks`, which copies share.
 */
import type { Quote, Sink } from './messages.ts';
import type { Program } from './program.ts';
import type { Bp, Category, Cycles, Id, Int, Rule, Setup, State, Status } from './types.ts';

/** What a pCPU's open interval is; its `mode` says to which category the cycles go. */
const INTERVALS = ['off', 'idle', 'switch', 'boot', 'warm', 'burst', 'step', 'spin', 'decision', 'poll'] as const;
export type Interval = (typeof INTERVALS)[number];

/**
 * Why a blocked task is blocked: `none`, `halt`, `device`, `absent` (its guest is not there), `idle` (a service without
 * work), or a wait of a mechanism. Only what a mechanism says so of counts as a wish that is not granted.
 */
export type Block = Id;

/** An operation that stopped in the hypervisor. `n` counts the exits of its vCPU; handler NONE = nobody has decided. */
export type Exit = { n: Int; reason: Int; at: Cycles; handler: Int };

/** All that can occupy a pCPU: a vCPU, or (guest NONE) a service, or a pCPU's own monitor, which drains queues on it. */
export type Task = {
  guest: Int;
  /** which of its guest's vCPUs; of a monitor its pCPU, of a service its index */
  vcpu: Int;
  /** whom the ledger charges for its work: as a rule its guest; of a service, whom it serves (NONE = nobody) */
  payer: Int;
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
  /** where it happens (NONE = nowhere in particular), and how many of `count` are of the marked kind there */
  site: Int;
  marked: Int;
  /** what follows the operation: index into program.chains (NONE = nothing) and the place in it */
  chain: Int;
  link: Int;
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
  /** of the present burst, the part that its kernel executes */
  kernelBp: Bp;
  /** work of its own that an interrupt has made it put aside for a request, null = none */
  aside: Pick<Task, 'burst' | 'op' | 'count' | 'site' | 'marked' | 'chain' | 'link' | 'kernelBp'> | null;
  /** request in service: arrival (NEVER = none) and operations left */
  request: { at: Cycles; rounds: Int; n: Int };
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
  /** leave the pCPU at the next entry */
  resched: boolean;
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
  /** of its work, what restarts threw away, and how much there was at the last restart */
  lost: Cycles;
  banked: Cycles;
  /** native-equivalent cycles of bursts and operations done */
  work: Cycles;
  violations: Int;
  irqs: Irq[];
  /** delivered requests that wait */
  inbox: Request[];
  /** requests that have arrived (or that it has written into a ring of its own accord), been answered, and been lost because the guest was restarted or down */
  arrived: Int;
  served: Int;
  dropped: Int;
  /** cycles received in the present cap period; cycles received in all, divided by weight (fair scheduling) */
  used: Cycles;
  credit: Cycles;
};

/** Winner tree over fixed slots (queue.ts). */
export type Queue = { time: Float64Array; win: Int32Array };
/** Log-linear buckets (histogram.ts). */
export type Histogram = { n: Int; buckets: Int32Array };
/** rows × categories; the last guest row is nobody */
export type Ledger = { byGuest: Cycles[][]; byPcpu: Cycles[][] };

/** Why a guest gave up: what it had been waiting for, since when. */
export type Cause = {
  guest: Int;
  at: Cycles;
  waiting: Category | 'ready' | 'served' | 'putOff' | 'request' | 'panic' | 'flag';
  since: Cycles;
};

/** `line`: reads asked for and not begun. A slot holds `n` reads of a task that are served together. */
export type DeviceState = {
  slots: { task: Int; n: Int; since: Cycles }[];
  free: Int;
  line: { task: Int; times: Int }[];
  drawn: Int;
};

/**
 * What mechanisms keep, by name; each mechanism's file says what and per what (machine, guest, task). A mechanism that a
 * level does not use keeps nothing.
 */
export interface Kept {
  /** the first task of each pCPU's own monitor, NONE where no level needs one */
  monitors: Int;
}

export type World = {
  readonly setup: Setup;
  readonly program: Program;
  readonly hooks: Hooks;
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
  kept: Kept;
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

/** What the handlers of one event share: the world and somebody who listens, if anybody does. */
export type Context = { readonly w: World; readonly sink: Sink | undefined };

/** What became of a task that waits: the pCPU is busy with it, the task has left, or the walk goes on. */
export type Went = 'busy' | 'gone' | 'on';

/** Misses of the TLB per access to memory, at small pages and at large ones. */
export type Reach = { readonly small: number; readonly large: number };

/**
 * Operations, by kind, in a million cycles of a guest's own instructions; the part of these that its kernel executes; and
 * how its accesses to memory fare.
 */
export type Mix = Reach & { readonly ops: readonly number[]; readonly kernelBp: Bp };

/**
 * The functions of the mechanisms that a world uses, where the core asks for them (mechanism.ts says what each is for).
 * They are resolved once, when the world is made: what a level does not use is in none of these lists.
 */
export type Hooks = {
  readonly tests: readonly ((w: World, t: Int, arg: Id) => boolean)[];
  readonly effects: readonly ((context: Context, t: Int, arg: Id) => void)[];
  readonly waits: readonly ((context: Context, p: Int) => Went)[];
  readonly registers: readonly ((w: World, t: Int) => Int)[];
  /** what a register comes to on average, by its place among them; null where nobody says */
  readonly expects: readonly (((mix: Mix) => number) | null)[];
  /** by slot, counted from the first that belongs to a mechanism */
  readonly timers: readonly { fire(context: Context, index: Int): void; index: Int }[];
  /** by mechanism and name of a timer: its first slot */
  readonly slots: ReadonlyMap<Id, Int>;
  readonly rides: readonly ((context: Context, p: Int) => Int)[];
  readonly awakes: readonly ((w: World, t: Int) => boolean)[];
  readonly lingers: readonly ((context: Context, p: Int) => Went | null)[];
  readonly yields: readonly ((context: Context, p: Int) => boolean)[];
  readonly idles: readonly ((context: Context, p: Int) => boolean)[];
  readonly serves: readonly ((context: Context, t: Int) => boolean)[];
  readonly shapes: readonly ((w: World, t: Int, at: Cycles) => void)[];
  readonly drawn: readonly ((context: Context, t: Int, n: Int) => void)[];
  readonly moved: readonly ((context: Context, t: Int, from: State, spent: Cycles) => void)[];
  readonly turns: readonly ((w: World, t: Int) => Int)[];
  readonly delays: readonly ((w: World, t: Int) => { for: Cycles; block: Block } | null)[];
  readonly bars: readonly ((w: World, t: Int, p: Int) => boolean)[];
  readonly pins: readonly ((w: World, t: Int) => boolean)[];
  readonly stops: readonly ((context: Context, t: Int) => void)[];
  readonly forgets: readonly ((context: Context, g: Int) => void)[];
  readonly wants: readonly ((w: World, g: Int) => boolean)[];
  readonly oldest: readonly ((w: World, g: Int) => Cycles)[];
  readonly overdue: readonly ((w: World, g: Int) => { since: Cycles; until: Cycles } | null)[];
  readonly keepsOpen: readonly ((w: World, t: Int) => boolean)[];
  readonly turned: readonly ((context: Context, knob: Id, g: Int, value: Int) => void)[];
  readonly forfeits: readonly ((w: World, knob: Id, g: Int, value: Int) => Quote['parts'])[];
  readonly urgency: readonly ((w: World, t: Int) => Int)[];
  readonly watchful: boolean;
  /** blocks that count as a wish that is not granted */
  readonly wishes: readonly Block[];
};
