/**
 * Compiles cost models: paths to flat steps, modes to tables, handlers to numbers. Throws nothing; a model that does not
 * hold together is answered with a code and the place.
 */
import { MAX_STEPS } from './params.ts';
import {
  ACQUIRE,
  type CompiledHandler,
  type CompiledMode,
  type CompiledPath,
  type CompiledStep,
  DECIDE,
  DEVICE,
  EFFECT,
  RELEASE,
  RUN,
  WAIT,
} from './program.ts';
import {
  CATEGORIES,
  COMPONENT_OF,
  CORE_COSTS,
  type CostModel,
  type Cycles,
  EFFECTS,
  type Handler,
  type Id,
  type Int,
  NONE,
  OPS,
  type Path,
  REGISTERS,
  type Register,
  type Step,
  WAITS,
} from './types.ts';

export type Problem = { ok: false; code: string; path: string };
type Costs = { id: Id; model: Id; cycles: Int; category: Int }[];

/** Tables under construction, shared by all models of a setup. */
export type Build = {
  costs: Costs;
  costIndex: Record<Id, Int>;
  reasons: Id[];
  handlers: CompiledHandler[];
  modes: CompiledMode[];
  paths: CompiledPath[];
  /** device ids per cost model, in the order of the program's devices */
  devices: { id: Id; model: Id }[];
  problem: Problem | null;
};

const EXIT_ENTRY = CATEGORIES.indexOf('exitEntry');
const HYPERCALL = CATEGORIES.indexOf('hypercall');

export function newBuild(devices: Build['devices']): Build {
  return { costs: [], costIndex: {}, reasons: [], handlers: [], modes: [], paths: [], devices, problem: null };
}

function fail(build: Build, code: string, path: string): void {
  build.problem ??= { ok: false, code, path };
}

function reasonIndex(build: Build, reason: Id): Int {
  const found = build.reasons.indexOf(reason);
  if (found >= 0) return found;
  build.reasons.push(reason);
  return build.reasons.length - 1;
}

/** A step. All are made here, field by field: an engine reads objects of one shape fastest. */
function stepOf(kind: Int, arg: Int, times: Register | undefined, cycles: Cycles = 0, category: Int = 0): CompiledStep {
  return { kind, cycles, category, times: times === undefined ? NONE : REGISTERS.indexOf(times), arg };
}

/** Flattens one list of steps. `where` names the place in the model for errors. */
function compileSteps(build: Build, model: CostModel, steps: readonly Step[], where: string): CompiledStep[] {
  const out: CompiledStep[] = [];
  for (const step of steps) {
    if (out.length > MAX_STEPS) {
      fail(build, 'tooManySteps', where);
      return out;
    }
    if ('run' in step) {
      const cost = build.costIndex[`${model.id}/${step.run}`];
      if (cost === undefined) fail(build, 'unknownCost', `${where}: ${step.run}`);
      const cycles = model.costs[step.run]?.cycles ?? 0;
      out.push(stepOf(RUN, cost ?? NONE, step.times, cycles, CATEGORIES.indexOf(step.as)));
    } else if ('decide' in step) out.push(stepOf(DECIDE, reasonIndex(build, step.decide), undefined));
    else if ('device' in step) {
      const device = build.devices.findIndex((d) => d.id === step.device && d.model === model.id);
      out.push(stepOf(DEVICE, device, step.times));
    } else if ('wait' in step) out.push(stepOf(WAIT, WAITS.indexOf(step.wait), undefined));
    else if ('effect' in step) out.push(stepOf(EFFECT, EFFECTS.indexOf(step.effect), undefined));
    else for (let i = 0; i < step.repeat; i++) out.push(...compileSteps(build, model, step.steps, where));
  }
  return out;
}

/** Steps behind the door of a handler that takes a limited number of exits at once. */
function guard(handler: Int, steps: readonly CompiledStep[]): CompiledStep[] {
  if (handler === NONE) return [...steps];
  return [stepOf(ACQUIRE, handler, undefined), ...steps, stepOf(RELEASE, handler, undefined)];
}

/** Adds a path; as with steps, this is the one place that makes them. */
function addPath(build: Build, path: Omit<CompiledPath, 'exits' | 'hypercall'>, hypercall: Int): Int {
  const { tests, steps, refused, ownOp } = path;
  const exits = steps.some(
    (s) => s.kind === DECIDE || (s.kind === RUN && (s.category === EXIT_ENTRY || s.category === HYPERCALL)),
  );
  build.paths.push({ tests, steps, refused, exits, hypercall, ownOp });
  return build.paths.length - 1;
}

function compileHandler(build: Build, model: CostModel, handler: Handler): void {
  const index = build.handlers.length;
  const steps = compileSteps(build, model, handler.steps, `handlers.${handler.id}`);
  build.handlers.push({
    id: handler.id,
    reasons: handler.reasons.map((reason) => reasonIndex(build, reason)),
    tests: handler.when ?? [],
    steps: handler.concurrency > 0 ? guard(index, steps) : steps,
    concurrency: handler.concurrency,
    codeLines: handler.codeLines,
    tier: handler.tier,
    latches: handler.steps.some((step) => 'effect' in step && step.effect === 'latch.add'),
  });
}

/** The paths of an operation under a mode, plus the waits that every platform needs when its model names none. */
function compileOp(build: Build, model: CostModel, alternatives: readonly Path[], where: string): Int[] {
  return alternatives.map((path) => {
    const enabled = path.when?.find((test) => test.is === 'enabled' && test.not !== true);
    const hypercall = build.handlers.findIndex((handler) => handler.id === enabled?.arg);
    return addPath(
      build,
      {
        tests: path.when ?? [],
        steps: compileSteps(build, model, path.steps, where),
        refused: path.refused ?? null,
        ownOp: true,
      },
      hypercall,
    );
  });
}

/**
 * The interruptions of a mode. A guest on the bare machine pays its own interrupt entry only. Under a hypervisor an
 * interrupt that cannot wait forces an exit: leave, inject, enter; one that rides on an exit pays the injection alone.
 * Draining pays the crossing to user space once and the body per request; without a latch the model has no such costs.
 */
function compileInterruptions(build: Build, model: CostModel, isVirtual: boolean): CompiledMode['interruptions'] {
  const exit: Step = { run: 'exit', as: 'exitEntry' };
  const entry: Step = { run: 'entry', as: 'exitEntry' };
  const inject: Step[] = isVirtual ? [{ run: 'irq.inject', as: 'emulation' }] : [];
  const handler: Step = { run: 'irq.handler', as: 'guestKernel' };
  const compiled = (steps: Step[]): CompiledStep[] => compileSteps(build, model, steps, 'interruptions');
  const add = (steps: CompiledStep[]): Int => addPath(build, { tests: [], steps, refused: null, ownOp: false }, NONE);
  const drains = model.costs['drain.crossing'] !== undefined && model.costs['drain.body'] !== undefined;
  const door = build.handlers.findIndex((h) => h.concurrency > 0);
  const batch = (): CompiledStep[] =>
    guard(
      door,
      compiled([
        { run: 'drain.crossing', as: 'backend' },
        { run: 'drain.body', as: 'backend', times: 'latch.n' },
        { effect: 'latch.drain' },
      ]),
    );
  return {
    inject: add(compiled(isVirtual ? [exit, ...inject, entry, handler] : [handler])),
    ride: add(compiled([...inject, handler])),
    drain: drains ? add(batch()) : NONE,
  };
}

/** Adds one cost model to the tables. */
export function compileModel(build: Build, model: CostModel): void {
  for (const id of CORE_COSTS) if (model.costs[id] === undefined) fail(build, 'missingCost', `${model.id}: ${id}`);
  for (const [id, cost] of Object.entries(model.costs)) {
    if (!Number.isSafeInteger(cost.cycles) || cost.cycles < 0) fail(build, 'badCost', `${model.id}: ${id}`);
    build.costIndex[`${model.id}/${id}`] = build.costs.length;
    build.costs.push({ id, model: model.id, cycles: cost.cycles, category: NONE });
  }
  const firstHandler = build.handlers.length;
  for (const handler of model.handlers) compileHandler(build, model, handler);
  if (new Set(build.handlers.slice(firstHandler).map((h) => h.id)).size !== model.handlers.length)
    fail(build, 'duplicateHandler', model.id);
  const native = OPS.map((op) => model.costs[model.native[op] ?? '']?.cycles ?? 0);
  for (const [id, named] of Object.entries(model.modes)) {
    const isVirtual = named.cpu !== 'native' && named.cpu !== 'shared';
    build.modes.push({
      id,
      machineCosts: model.id,
      mode: named,
      named,
      native,
      virtual: isVirtual,
      tax: model.costs[named.tax ?? '']?.cycles ?? 0,
      taxCategory: CATEGORIES.indexOf(named.cpu === 'interpreted' ? 'emulation' : 'memory'),
      interruptions: compileInterruptions(build, model, isVirtual),
      table: OPS.map((op) => {
        const component = COMPONENT_OF[op];
        const where = `${component}.${named[component]}` as const;
        return compileOp(build, model, model.paths[where]?.[op] ?? [], `${model.id}/${where}.${op}`);
      }),
    });
  }
}
