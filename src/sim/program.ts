/**
 * A setup compiled: cost models, modes and workloads as flat tables of integers.
 *
 * A program never changes during a run and all copies of a world share it. What is static about a choice (the machine's
 * features, the component's method) is settled here once; what is dynamic (is there room in the latch, is this
 * hypercall enabled) stays as a test at the head of a path.
 */
import type { SlotPlan } from './slots.ts';
import {
  type Arrivals,
  type Cycles,
  type Dist,
  type Expectation,
  type Id,
  type Int,
  type Kernel,
  type Mode,
  type NamedMode,
  NONE,
  type Test,
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

/** `arg`: RUN cost index, DECIDE reason, DEVICE device, WAIT index into WAITS, EFFECT index into EFFECTS, ACQUIRE/RELEASE handler. */
export type CompiledStep = {
  readonly kind: Int;
  readonly cycles: Cycles;
  readonly category: Int;
  readonly times: Int;
  readonly arg: Int;
};

export type CompiledPath = {
  readonly tests: readonly Test[];
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
  readonly reasons: readonly Int[];
  readonly tests: readonly Test[];
  readonly steps: readonly CompiledStep[];
  readonly concurrency: Int;
  readonly codeLines: Int;
  readonly tier: Tier;
  /** it puts requests off instead of serving them */
  readonly latches: boolean;
};

/** Paths that the core itself walks: an interrupt, alone (it forces an exit) or riding on an exit, and a drain. */
export type Interruptions = { readonly inject: Int; readonly ride: Int; readonly drain: Int };

export type CompiledMode = {
  readonly id: Id;
  readonly machineCosts: Id;
  readonly mode: Mode;
  readonly named: NamedMode;
  /** per operation: the alternatives, as indices into `paths`; empty = the mode has no such operation */
  readonly table: readonly (readonly Int[])[];
  /** per operation: native cycles, the unit of work */
  readonly native: readonly Cycles[];
  readonly interruptions: Interruptions;
  /** cycles that nested paging, or interpreting, adds to 10,000 of the guest's own; and their category */
  readonly tax: Cycles;
  readonly taxCategory: Int;
  /** the guest has a hypervisor under it */
  readonly virtual: boolean;
};

export type CompiledPhase = {
  readonly until: Cycles;
  readonly burst: Dist;
  readonly sleep: Dist | null;
  /** operations, cumulative weights and counts */
  readonly ops: readonly Int[];
  readonly upTo: readonly Int[];
  readonly counts: readonly Int[];
  readonly total: Int;
  /** operations come from shuffled decks of `total` cards */
  readonly dealt: boolean;
};

export type ScriptedItem = { readonly burst: Cycles; readonly op: Int; readonly count: Int; readonly sleep: Cycles };

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
  /** cycles that a completely cold cache costs it */
  readonly coldCap: Cycles;
  readonly arrivalStream: Int;
  readonly requestStream: Int;
  readonly requestOpStream: Int;
  readonly cacheStream: Int;
  readonly riskStream: Int;
  readonly kernel: Kernel;
  /** could it do all its work if its kernel were ported? */
  readonly portable: boolean;
  readonly switchCost: Cycles;
};

export type TaskStreams = { readonly burst: Int; readonly op: Int; readonly sleep: Int };

export type Program = {
  readonly hz: Int;
  readonly costs: readonly { readonly id: Id; readonly model: Id; readonly cycles: Cycles; readonly category: Int }[];
  readonly costIndex: Readonly<Record<Id, Int>>;
  readonly reasons: readonly Id[];
  readonly handlers: readonly CompiledHandler[];
  readonly modes: readonly CompiledMode[];
  readonly paths: readonly CompiledPath[];
  readonly guests: readonly CompiledGuest[];
  readonly streams: readonly TaskStreams[];
  readonly slots: SlotPlan;
  readonly devices: readonly {
    readonly id: Id;
    readonly machine: Int;
    readonly channels: Int;
    readonly service: Dist;
    readonly stream: Int;
    readonly firstSlot: Int;
  }[];
  readonly episodeStream: Int;
};

/** Cycles of a cost of a model, null where the model has no such cost. */
export function cyclesOf(program: Pick<Program, 'costs' | 'costIndex'>, model: Id, cost: Id): Cycles | null {
  return program.costs[program.costIndex[`${model}/${cost}`] ?? NONE]?.cycles ?? null;
}

/** The modes' row for an id on a machine with these costs; NONE if the model has no such mode. */
export function modeIndex(modes: readonly CompiledMode[], costs: Id, id: Id): Int {
  return modes.findIndex((mode) => mode.machineCosts === costs && mode.id === id);
}
