/**
 * A setup compiled: cost models, modes and workloads as flat tables of integers.
 *
 * A program never changes during a run and all copies of a world share it. What is static about a choice (the machine's
 * features, the component's method) is settled here once; what is dynamic (is there room in the latch, is this
 * hypercall enabled) stays as a test at the head of a path.
 *
 * Only what a run can come to is compiled: the modes that its guests may have, the operations that they may carry out,
 * the handlers of the exits that these raise, the costs of all that. Rows that nobody can reach change nothing.
 */
import type { SlotPlan } from './slots.ts';
import {
  type Arrivals,
  type Bp,
  type Cycles,
  type Device,
  type Dist,
  type Expectation,
  type Id,
  type Int,
  type Kernel,
  type Mode,
  type NamedMode,
  NONE,
  type Sites,
  type Tier,
} from './types.ts';

export const RUN = 0;
export const DECIDE = 1;
export const DEVICE = 2;
export const WAIT = 3;
export const EFFECT = 4;
/** enter and leave a handler that takes a limited number of exits at once */
export const ACQUIRE = 5;
export const RELEASE = 6;

/** queue to a service and block; POST: and go on */
export const CALL = 7;
export const POST = 8;

/**
 * `arg`: RUN cost index, DECIDE reason, DEVICE device, WAIT and EFFECT index into the hooks, ACQUIRE and RELEASE handler,
 * CALL and POST service. `times`: index of a register among the hooks, NONE = once. `of`: what an effect is about.
 */
export type CompiledStep = {
  readonly kind: Int;
  readonly cycles: Cycles;
  readonly category: Int;
  readonly times: Int;
  readonly arg: Int;
  readonly of: Id;
};

/** `test`: index into the hooks. */
export type CompiledTest = { readonly test: Int; readonly arg: Id; readonly not: boolean; readonly is: Id };

export type CompiledPath = {
  readonly tests: readonly CompiledTest[];
  readonly steps: readonly CompiledStep[];
  /** a code when the technique cannot carry the operation out */
  readonly refused: Id | null;
  /** the guest leaves its own world on this path, so interrupts can ride on the way back */
  readonly exits: boolean;
  /** handler of the hypercall made on this path, NONE = none */
  readonly hypercall: Int;
  /** the path belongs to an operation of the guest, not to an interruption */
  readonly ownOp: boolean;
};

export type CompiledHandler = {
  readonly id: Id;
  readonly machine: Int;
  readonly reasons: readonly Int[];
  readonly tests: readonly CompiledTest[];
  readonly steps: readonly CompiledStep[];
  readonly concurrency: Int;
  readonly codeLines: Int;
  /** the code that it is, by the name of its module or its own */
  readonly module: Id;
  readonly tier: Tier;
  /** the queue in which it puts requests off instead of serving them, NONE = it serves them */
  readonly queue: Int;
  readonly notFor: ReadonlyMap<Id, Id>;
};

/** Paths that the core itself walks: an interrupt, alone (it forces an exit) or riding on an exit. */
export type Interruptions = { readonly inject: Int; readonly ride: Int };

/** Requests that are put off and served together (mechanisms/queues.ts). `path`: what draining walks. */
export type CompiledQueue = {
  readonly id: Id;
  readonly machine: Int;
  /** whose own it is; NONE = all guests of the machine use it */
  readonly guest: Int;
  readonly room: Int;
  readonly crossing: Cycles;
  readonly path: Int;
  readonly drained: 'command' | 'full' | 'service';
  readonly service: Int;
  /** NEVER = it never drains by itself */
  readonly window: Cycles;
};

/** A device that guests believe in (mechanisms/cards.ts). `carry`: the path that takes a guest's state along when it moves. */
export type CompiledCard = {
  readonly id: Id;
  readonly machine: Int;
  readonly kind: Device['kind'];
  readonly lines: Int;
  readonly carry: Int;
};

/** A driver that a guest may be given (mechanisms/drivers.ts). `path`: fetching one packet of it. */
export type CompiledDriver = {
  readonly id: Id;
  readonly machine: Int;
  readonly kind: Device['kind'];
  readonly path: Int;
};

/** `own`: a path, every so many cycles; NONE and NEVER = none. `task`: that serves its requests. */
export type CompiledService = {
  readonly id: Id;
  readonly machine: Int;
  readonly path: Int;
  readonly charged: boolean;
  readonly own: Int;
  readonly every: Cycles;
  readonly weight: Int;
  readonly task: Int;
};

/** `stretch`: cycles of the world's clock per 10,000 of its own, for instructions; its own prices are converted already. */
export type CompiledMachine = {
  readonly id: Id;
  readonly costs: Id;
  readonly hz: Int;
  readonly clock: { readonly num: Int; readonly den: Int };
  readonly coldLine: Cycles;
  readonly switchCost: Cycles;
  readonly firstPcpu: Int;
  readonly pcpus: Int;
};

export type CompiledMode = {
  readonly id: Id;
  readonly machine: Int;
  readonly mode: Mode;
  readonly named: NamedMode;
  /** per operation: the alternatives, as indices into `paths`; empty = the mode has no such operation */
  readonly table: readonly (readonly Int[])[];
  /** per operation: native cycles, the unit of work */
  readonly native: readonly Cycles[];
  /** … and by which register they are multiplied, NONE = none */
  readonly nativeTimes: readonly Int[];
  readonly interruptions: Interruptions;
  /** cycles that the technique adds to 10,000 of the guest's own, and to those of its kernel alone; and their category */
  readonly tax: Cycles;
  readonly kernelTax: Cycles;
  readonly taxCategory: Int;
  /** of its machine; and whether neither tax nor clock comes between a cycle and an instruction */
  readonly clock: CompiledMachine['clock'];
  readonly plain: boolean;
  /** cycles that it takes to put the guest on a pCPU */
  readonly switchCost: Cycles;
  /** cycles of a start, and those that a restart takes beyond the guest's own boot */
  readonly start: Cycles;
  readonly board: Cycles;
  /** the path that takes a running guest over into this mode, NONE = only a restart leads here */
  readonly enter: Int;
  /** the guest has a hypervisor under it */
  readonly virtual: boolean;
};

export type CompiledPhase = {
  readonly until: Cycles;
  readonly burst: Dist;
  readonly sleep: Dist | null;
  /** from one request to the next while it lasts, null = as at all times */
  readonly every: Dist | null;
  /** operations, cumulative weights and counts */
  readonly ops: readonly Int[];
  readonly upTo: readonly Int[];
  readonly counts: readonly Int[];
  readonly total: Int;
  readonly sites: readonly (CompiledSites | null)[];
  /** what follows each operation: index into program.chains, NONE = nothing */
  readonly chains: readonly Int[];
  readonly kernelBp: Int;
  /** operations come from shuffled decks of `total` cards */
  readonly dealt: boolean;
};

/**
 * `span` sites from `first` on, the part of the first turn; the next turn's are the next `span`, and so on through all
 * `parts`. `turn`: turns of the pool before this phase, `turns`: all in one round of the phases.
 */
export type CompiledSites = {
  readonly first: Int;
  readonly span: Int;
  readonly parts: Int;
  readonly turn: Int;
  readonly turns: Int;
  readonly draw: Sites['draw'];
  readonly markedBp: Bp;
};

export type ScriptedItem = {
  readonly burst: Cycles;
  readonly op: Int;
  readonly count: Int;
  readonly sleep: Cycles;
  readonly site: Int;
};

export type CompiledGuest = {
  readonly phases: readonly CompiledPhase[];
  /** what its vCPUs do while no request is there to be served, null = they halt */
  readonly between: CompiledPhase | null;
  /** demand after which the phases start over, 0 = the last one stays */
  readonly period: Cycles;
  readonly script: readonly ScriptedItem[] | null;
  readonly scriptLoops: boolean;
  /** how requests come to it, null = none do; and what it expects, null = nothing */
  readonly arrivals: Arrivals | null;
  readonly goal: Expectation | null;
  readonly firstTask: Int;
  readonly vcpus: Int;
  /** instructions of each block of its code, by site */
  readonly code: readonly Int[];
  /** working set in cache lines */
  readonly footprint: Int;
  readonly arrivalStream: Int;
  readonly requestStream: Int;
  readonly requestOpStream: Int;
  readonly requestSiteStream: Int;
  readonly cacheStream: Int;
  readonly riskStream: Int;
  readonly kernel: Kernel;
  /** the modes among which somebody may choose for it, indices into `modes` */
  readonly choices: readonly Int[];
  /** the mode that a port of its kernel leads to (NONE = its machine knows none); could it do all its work then? */
  readonly ported: Int;
  readonly portable: boolean;
};

export type TaskStreams = { readonly burst: Int; readonly op: Int; readonly sleep: Int; readonly site: Int };

export type Program = {
  /** cycles per second of the world's clock, which is that of its first machine */
  readonly hz: Int;
  /** what is spent on some path or by the core itself, in cycles of the world's clock */
  readonly costs: readonly { readonly id: Id; readonly machine: Int; readonly cycles: Cycles }[];
  readonly costIndex: ReadonlyMap<string, Int>;
  readonly machines: readonly CompiledMachine[];
  readonly reasons: readonly Id[];
  readonly handlers: readonly CompiledHandler[];
  readonly modes: readonly CompiledMode[];
  readonly paths: readonly CompiledPath[];
  readonly queues: readonly CompiledQueue[];
  readonly cards: readonly CompiledCard[];
  readonly drivers: readonly CompiledDriver[];
  readonly services: readonly CompiledService[];
  readonly chains: readonly (readonly ScriptedItem[])[];
  readonly guests: readonly CompiledGuest[];
  readonly streams: readonly TaskStreams[];
  readonly slots: SlotPlan;
  readonly devices: readonly {
    readonly id: Id;
    readonly machine: Int;
    readonly kind: Device['kind'];
    readonly channels: Int;
    readonly service: Dist;
    readonly stream: Int;
    readonly firstSlot: Int;
  }[];
  /** vCPUs, then services, then the pCPUs' monitors */
  readonly vcpus: Int;
  readonly firstMonitor: Int;
  readonly episodeStream: Int;
  /** the mechanisms that this program uses, by id */
  readonly mechanisms: readonly Id[];
};

/** The key of a cost in `costIndex`. */
export const costKey = (machine: Int, cost: Id): string => `${machine}/${cost}`;

/** Cycles of a cost of a machine, null where the program spends no such cost there. */
export function cyclesOf(program: Pick<Program, 'costs' | 'costIndex'>, machine: Int, cost: Id): Cycles | null {
  return program.costs[program.costIndex.get(costKey(machine, cost)) ?? NONE]?.cycles ?? null;
}

/** The row of a mode on a machine; NONE where no guest of this program can come to it. */
export function modeIndex(modes: readonly Pick<CompiledMode, 'id' | 'machine'>[], machine: Int, id: Id): Int {
  return modes.findIndex((mode) => mode.machine === machine && mode.id === id);
}

/** The handler of a name on a machine, NONE if it has none that could be needed. */
export function handlerIndex(handlers: readonly Pick<CompiledHandler, 'id' | 'machine'>[], machine: Int, id: Id): Int {
  return handlers.findIndex((handler) => handler.machine === machine && handler.id === id);
}

/** Why a guest under a mode could never do an operation: it has no such path, only refusals, or a device is missing. */
export function pathProblem({ modes, paths }: Pick<Program, 'modes' | 'paths'>, mode: Int, op: Int): Id | null {
  const found = (modes[mode]?.table[op] ?? []).map((path) => paths[path]);
  if (found.length === 0) return 'noPathForOperation';
  if (found.every((path) => path?.refused !== null)) return 'refusedOperation';
  const misses = found.some((path) => path?.steps.some((step) => step.kind === DEVICE && step.arg === NONE));
  return misses ? 'noSuchDevice' : null;
}
