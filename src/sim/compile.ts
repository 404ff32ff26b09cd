/**
 * Compiles the cost model of one machine: paths to flat steps, modes to tables, handlers to numbers. Throws nothing; a
 * model that does not hold together is answered with a code and the place.
 *
 * It begins at the modes and operations that the machine's guests can come to, and follows what they need: the exits
 * that their paths raise, the handlers of those, the queues that these fill, the costs of all that. What nobody can reach
 * is not compiled, so that a model may grow without changing a run.
 */
import { MAX_STEPS } from './params.ts';
import {
  CALL,
  type CompiledCard,
  type CompiledDriver,
  type CompiledHandler,
  type CompiledMode,
  type CompiledPath,
  type CompiledQueue,
  type CompiledStep,
  type CompiledTest,
  costKey,
  DECIDE,
  DEVICE,
  EFFECT,
  POST,
  RUN,
  WAIT,
} from './program.ts';
import {
  CATEGORIES,
  COMPONENT_OF,
  type CostModel,
  type Cycles,
  type Id,
  type Int,
  NONE,
  OPS,
  type Op,
  type Path,
  type Step,
  type Test,
} from './types.ts';

export type Problem = { ok: false; code: string; path: string };

/** What a name in a path may be, by the list of mechanisms. */
const NAMED = ['tests', 'effects', 'waits', 'registers'] as const;
export type Named = (typeof NAMED)[number];
export type Names = Readonly<Record<Named, ReadonlySet<Id>>>;

/** Tables under construction, shared by all machines of a setup. */
export type Build = {
  hz: Int;
  known: Names;
  /** names in the order in which paths mention them: the order of the hooks */
  used: Record<Named, Id[]>;
  costs: { id: Id; machine: Int; cycles: Cycles }[];
  costIndex: Map<string, Int>;
  reasons: Id[];
  handlers: CompiledHandler[];
  modes: CompiledMode[];
  paths: CompiledPath[];
  queues: CompiledQueue[];
  cards: CompiledCard[];
  drivers: CompiledDriver[];
  devices: readonly { id: Id; machine: Int }[];
  services: readonly { id: Id; machine: Int }[];
  problem: Problem | null;
};

/** The model of machine `index`, and what its guests can come to: modes, each with the operations done under it. */
export type Source = {
  index: Int;
  model: CostModel;
  modes: ReadonlyMap<Id, ReadonlySet<Op>>;
  /** of these, the modes that somebody may choose during play */
  chosen: ReadonlySet<Id>;
  /** handlers that the level's rules name, whether or not anything raises their exits */
  ruled: ReadonlySet<Id>;
  /** those who are, or may come, here */
  guests: readonly Int[];
};

const EXIT_ENTRY = CATEGORIES.indexOf('exitEntry');
const HYPERCALL = CATEGORIES.indexOf('hypercall');

export function newBuild(hz: Int, known: Names, devices: Build['devices'], services: Build['services']): Build {
  return {
    hz,
    known,
    used: { tests: [], effects: [], waits: [], registers: [] },
    costs: [],
    costIndex: new Map(),
    reasons: [],
    handlers: [],
    modes: [],
    paths: [],
    queues: [],
    cards: [],
    drivers: [],
    devices,
    services,
    problem: null,
  };
}

export function fail(build: Build, code: string, path: string): void {
  build.problem ??= { ok: false, code, path };
}

/** The place of an item in a list, which it joins if it is not there. */
export function intern<T>(list: T[], item: T): Int {
  const found = list.indexOf(item);
  return found >= 0 ? found : list.push(item) - 1;
}

/** Cycles of another clock in the world's, rounded half up. Exact whatever the sizes. */
function converted(cycles: Cycles, from: Int, to: Int): Cycles {
  if (from === to) return cycles;
  return Number((2n * BigInt(cycles) * BigInt(to) + BigInt(from)) / (2n * BigInt(from)));
}

/** The clock of a machine beside the world's, in lowest terms. */
export function clockOf(own: Int, world: Int): { num: Int; den: Int } {
  const gcd = (a: Int, b: Int): Int => (b === 0 ? a : gcd(b, a % b));
  const common = gcd(own, world);
  return { num: own / common, den: world / common };
}

/** The row of a cost, made on first use; NONE and a problem where the model has no such cost. */
export function costIndex(build: Build, { index, model }: Pick<Source, 'index' | 'model'>, id: Id, where: string): Int {
  const key = costKey(index, id);
  const known = build.costIndex.get(key);
  if (known !== undefined) return known;
  const cost = Object.hasOwn(model.costs, id) ? model.costs[id] : undefined;
  if (cost === undefined) {
    fail(build, 'unknownCost', `${where}: ${id}`);
    return NONE;
  }
  if (!Number.isSafeInteger(cost.cycles) || cost.cycles < 0) fail(build, 'badCost', `${model.id}: ${id}`);
  build.costIndex.set(key, build.costs.length);
  build.costs.push({ id, machine: index, cycles: converted(cost.cycles, model.hz, build.hz) });
  return build.costs.length - 1;
}

/** Cycles of a cost, 0 where none is named. */
export function cyclesIn(build: Build, source: Source, id: Id | undefined, where: string): Cycles {
  return id === undefined ? 0 : (build.costs[costIndex(build, source, id, where)]?.cycles ?? 0);
}

/** The place of a name among the hooks; a problem where no mechanism has it. */
function named(build: Build, kind: Named, name: Id, where: string): Int {
  if (!build.known[kind].has(name)) fail(build, 'unknownName', `${where}: ${name}`);
  return intern(build.used[kind], name);
}

/** A step. All are made here, field by field: an engine reads objects of one shape fastest. */
export const stepOf = (
  kind: Int,
  arg: Int,
  times: Int = NONE,
  cycles: Cycles = 0,
  category: Int = 0,
  of: Id = '',
): CompiledStep => ({
  kind,
  cycles,
  category,
  times,
  arg,
  of,
});

export const findOn = (list: readonly { id: Id; machine: Int }[], id: Id, machine: Int): Int =>
  list.findIndex((one) => one.id === id && one.machine === machine);

function compileStep(build: Build, source: Source, step: Exclude<Step, { repeat: Int }>, where: string): CompiledStep {
  const times = (name: Id | undefined): Int => (name === undefined ? NONE : named(build, 'registers', name, where));
  if ('run' in step) {
    const cost = costIndex(build, source, step.run, where);
    return stepOf(RUN, cost, times(step.times), build.costs[cost]?.cycles ?? 0, CATEGORIES.indexOf(step.as));
  }
  if ('decide' in step) return stepOf(DECIDE, intern(build.reasons, step.decide));
  if ('device' in step) return stepOf(DEVICE, findOn(build.devices, step.device, source.index), times(step.times));
  if ('call' in step) {
    const service = findOn(build.services, step.call, source.index);
    if (service === NONE) fail(build, 'noSuchService', `${where}: ${step.call}`);
    return stepOf(step.post === true ? POST : CALL, service);
  }
  if ('wait' in step) return stepOf(WAIT, named(build, 'waits', step.wait, where));
  return stepOf(EFFECT, named(build, 'effects', step.effect, where), NONE, 0, 0, step.arg ?? '');
}

/** Flattens one list of steps. `where` names the place in the model for errors. */
export function compileSteps(build: Build, source: Source, steps: readonly Step[], where: string): CompiledStep[] {
  const out: CompiledStep[] = [];
  for (const step of steps) {
    if (out.length > MAX_STEPS) {
      fail(build, 'tooManySteps', where);
      return out;
    }
    if ('repeat' in step)
      for (let i = 0; i < step.repeat; i++) out.push(...compileSteps(build, source, step.steps, where));
    else out.push(compileStep(build, source, step, where));
  }
  return out;
}

export const compileTests = (build: Build, tests: readonly Test[], where: string): CompiledTest[] =>
  tests.map(({ is, arg = '', not = false }) => ({ test: named(build, 'tests', is, where), arg, not, is }));

/** Adds a path; as with steps, this is the one place that makes them. `ownOp`: an operation of the guest's. */
export function addPath(
  build: Build,
  steps: readonly CompiledStep[],
  more: { tests?: readonly CompiledTest[]; refused?: Id | null; ownOp?: boolean } = {},
): Int {
  const exits = steps.some(
    (s) => s.kind === DECIDE || (s.kind === RUN && (s.category === EXIT_ENTRY || s.category === HYPERCALL)),
  );
  const { tests = [], refused = null, ownOp = false } = more;
  build.paths.push({ tests, steps, refused, exits, hypercall: NONE, ownOp });
  return build.paths.length - 1;
}

const compileOp = (build: Build, source: Source, alternatives: readonly Path[], where: string): Int[] =>
  alternatives.map((path) =>
    addPath(build, compileSteps(build, source, path.steps, where), {
      tests: compileTests(build, path.when ?? [], where),
      refused: path.refused ?? null,
      ownOp: true,
    }),
  );

/**
 * The interruptions of a mode. A guest on the bare machine pays its own interrupt entry only. Under a hypervisor an
 * interrupt that cannot wait forces an exit: leave, inject, enter; one that rides on an exit pays the injection alone.
 */
function compileInterruptions(build: Build, source: Source, isVirtual: boolean): CompiledMode['interruptions'] {
  const inject: Step[] = isVirtual ? [{ run: 'irq.inject', as: 'emulation' }] : [];
  const handler: Step = { run: 'irq.handler', as: 'guestKernel' };
  const forced: Step[] = [{ run: 'exit', as: 'exitEntry' }, ...inject, { run: 'entry', as: 'exitEntry' }, handler];
  const add = (steps: Step[]): Int => addPath(build, compileSteps(build, source, steps, 'interruptions'));
  return { inject: add(isVirtual ? forced : [handler]), ride: add([...inject, handler]) };
}

/** The path that takes a running guest over into a mode: what the monitor has to do first, and then the guest is in it. */
function compileEnter(build: Build, source: Source, enter: readonly Step[] | undefined, where: string): Int {
  return enter ? addPath(build, compileSteps(build, source, [...enter, { effect: 'mode.enter' }], where)) : NONE;
}

export function compileMode(build: Build, source: Source, id: Id, ops: ReadonlySet<Op>): void {
  const { index, model } = source;
  const mode = Object.hasOwn(model.modes, id) ? model.modes[id] : undefined;
  if (mode === undefined) return;
  const where = `${model.id}/modes.${id}`;
  const clock = clockOf(model.hz, build.hz);
  const [tax, kernelTax] = [mode.tax, mode.kernelTax].map((cost) => cyclesIn(build, source, cost, where));
  const isVirtual = mode.cpu !== 'native' && mode.cpu !== 'shared';
  build.modes.push({
    id,
    machine: index,
    mode,
    named: mode,
    native: OPS.map((op) => {
      const own = ops.has(op) ? model.native[op] : undefined;
      const cost = typeof own === 'object' ? own.cost : (own ?? '');
      return converted(model.costs[cost]?.cycles ?? 0, model.hz, build.hz);
    }),
    nativeTimes: OPS.map((op) => {
      const own = ops.has(op) ? model.native[op] : undefined;
      return typeof own === 'object' ? named(build, 'registers', own.times, `${model.id}/native.${op}`) : NONE;
    }),
    virtual: isVirtual,
    tax: tax ?? 0,
    kernelTax: kernelTax ?? 0,
    clock,
    plain: tax === 0 && kernelTax === 0 && clock.num === clock.den,
    taxCategory: CATEGORIES.indexOf(mode.cpu === 'interpreted' || mode.cpu === 'hybrid' ? 'emulation' : 'memory'),
    switchCost: cyclesIn(build, source, mode.switch ?? 'switch', where),
    start: cyclesIn(build, source, mode.start, where),
    board: cyclesIn(build, source, mode.board, where),
    enter: source.chosen.has(id) ? compileEnter(build, source, mode.enter, `${where}.enter`) : NONE,
    interruptions: compileInterruptions(build, source, isVirtual),
    table: OPS.map((op) => {
      if (!ops.has(op)) return [];
      const place = `${COMPONENT_OF[op]}.${mode[COMPONENT_OF[op]]}` as const;
      return compileOp(build, source, model.paths[place]?.[op] ?? [], `${model.id}/${place}.${op}`);
    }),
  });
}
