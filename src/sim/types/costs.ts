/**
 * Cost models: operation × method → path = steps, and what these need. Each number has its basis.
 */
import type { Category, Component, Cycles, DeviceKind, Id, Int, Method, Mode, Op, Wall } from './base.ts';

export type Basis = { figure: Id } | { formula: string } | { assumed: string };
export type Cost = { cycles: Cycles; basis: Basis };

/**
 * A question about the world, a thing to do to it, something to wait for, a quantity: each is a name that a mechanism
 * gives to a function of its own (mechanism.ts). Which names there are, the list of mechanisms says.
 */
export type Test = { is: Id; arg?: Id; not?: boolean };

/** occupy the pCPU for cost `run`, charged to category `as`; `times`: a register that multiplies it */
export type RunStep = { run: Id; as: Category; times?: Id };

export type Step =
  | RunStep
  /** stop as an exit of this reason; the chosen handler's steps are spliced in here */
  | { decide: Id }
  /** queue to a device of the machine and block until it has served the request; `times`: so many reads in one request */
  | { device: Id; times?: Id }
  /** queue to a service and block until it has served the request; with `post` the guest goes on at once */
  | { call: Id; post?: true }
  /** halting frees the pCPU; what else there is to wait for, mechanisms say */
  | { wait: Id }
  /** one function of a mechanism */
  | { effect: Id; arg?: Id }
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
  /** the code that it is, where it shares that with other handlers: whoever trusts one of them trusts all; its own without */
  module?: Id;
  tier: Tier;
  /** by reason ('*' = any other): the code of a sentence that says why this handler is not for it */
  notFor?: Record<Id, Id>;
};

/**
 * `kernel`: which kernels can run under the mode (`own`: written for the machine's own instruction set;
 * `yours`: of which you have the source, to link it anew; `programs`: none, a kernel may be loaded as one more program and is refused when it reaches for the map). `needs`: machine features. `tax`: the cost that gives the cycles which
 * the technique adds to 10,000 of the guest's own (nested paging, an interpreter); `kernelTax`: to 10,000 of those that
 * the guest spends in its kernel. `start`: the cost of starting such a guest; `enter`: what the monitor does to take a
 * running guest over into this mode, which the guest does not notice (without it, only a restart leads there). `switch`: the cost of putting it on a pCPU, where that is not the machine's.
 * `board`: what every restart into the mode takes, beyond the guest's own boot: firmware and devices to be found, or neither. `knows`: what
 * a kernel has to know to run under it. `megabytes`: memory that it takes beside the guest's own. `walls`: what a break-out has to
 * go through, from the inside (mechanisms/walls.ts).
 */
export type Enter = RunStep | { repeat: Int; steps: RunStep[] };
export type NamedMode = Mode & {
  needs?: Id[];
  kernel?: 'any' | 'open' | 'host' | 'own' | 'programs' | 'yours';
  tax?: Id;
  kernelTax?: Id;
  start?: Id;
  switch?: Id;
  board?: Id;
  knows?: Id[];
  megabytes?: Int;
  megabytesBasis?: Basis;
  walls?: Wall[];
  enter?: Enter[];
};

/**
 * Requests that are put off and served together: the crossing is paid once, the body per request. A full queue takes one
 * more request, and then drains at once on that vCPU's own pCPU. `drained`: by a command, when it is full, or by a
 * service. `window`: cycles after which the oldest request makes it drain by itself. `door`: the handler behind whose door
 * it is drained. `per`: each guest has one of its own, a ring, of which the other side is told by a path (mechanisms/rings.ts);
 * or what its card sends, which whoever goes by takes along (mechanisms/cards.ts).
 */
export type QueueSpec = {
  id: Id;
  per?: 'guest' | 'card';
  room: Int;
  /** where its room comes from */
  roomBasis?: Basis;
  crossing: Id;
  body: Id;
  as: Category;
  drained: 'command' | 'full' | { service: Id };
  window?: Id;
  door?: Id;
};

/**
 * A card that guests believe in. Paths tell of its volleys by the effects `card.begin`, `card.latch` and `card.reach`, and ask by
 * the test `card.inside` where its model stands. `lines`: of the model, which have to be trusted where it stands in the
 * monitor. `carry`: the cost of taking one guest's state along when the model is moved.
 */
export type CardSpec = { id: Id; kind: DeviceKind; lines: Int; linesBasis?: Basis; carry: Id };

/**
 * A paravirtual driver that a guest may be given. Paths ask by the test `driver.has` whether it is there, and tell of what goes
 * without it by `driver.begin` and `driver.knock`, with it by `driver.drop`. `steps`: fetching one packet of it, without it.
 */
export type DriverSpec = { id: Id; kind: DeviceKind; steps: Step[] };

/** What an operation takes on the bare machine: a cost, perhaps so many times (a register). */
export type Native = Id | { cost: Id; times: Id };

export type CostModel = {
  schema: 1;
  id: Id;
  hz: Int;
  costs: Record<Id, Cost>;
  native: Partial<Record<Op, Native>>;
  paths: Partial<Record<`${Component}.${Method}`, Partial<Record<Op, Path[]>>>>;
  modes: Record<Id, NamedMode>;
  handlers: Handler[];
  queues?: QueueSpec[];
  cards?: CardSpec[];
  drivers?: DriverSpec[];
};

/**
 * Where the numbers of a model come from; the simulation never sees it.
 * `source`: the paper that measured this machine, as the first part of its figures' ids.
 * `notes`: what there is to say about a cost, a mode or the model, by id.
 * `carried`: costs that rest on a figure of another machine, or of another operation.
 */
export type Pedigree = { source: Id; notes: Record<Id, string>; carried: Id[] };

/** Cost ids that every model has because the core itself spends them. */
export const CORE_COSTS = ['switch', 'coldLine', 'exit', 'entry', 'irq.inject', 'irq.handler'] as const;
