/**
 * One machine of a setup, added to the tables: its modes, the handlers of the exits that these raise, and what is named on
 * their paths besides: queues, cards, drivers.
 */
import {
  addPath,
  type Build,
  compileMode,
  compileSteps,
  compileTests,
  costIndex,
  cyclesIn,
  fail,
  findOn,
  intern,
  type Source,
  stepOf,
} from './compile.ts';
import { ACQUIRE, type CompiledStep, DECIDE, EFFECT, handlerIndex, RELEASE } from './program.ts';
import {
  type CardSpec,
  CORE_COSTS,
  type DriverSpec,
  type Handler,
  type Id,
  type Int,
  NEVER,
  NONE,
  type QueueSpec,
  type Step,
} from './types.ts';

/** Steps behind the door of a handler that takes a limited number of exits at once. */
function guard(handler: Int, steps: readonly CompiledStep[]): CompiledStep[] {
  return handler === NONE ? [...steps] : [stepOf(ACQUIRE, handler), ...steps, stepOf(RELEASE, handler)];
}

function compileHandler(build: Build, source: Source, handler: Handler): void {
  const where = `${source.model.id}/handlers.${handler.id}`;
  const steps = compileSteps(build, source, handler.steps, where);
  build.handlers.push({
    id: handler.id,
    machine: source.index,
    reasons: handler.reasons.map((reason) => intern(build.reasons, reason)),
    tests: compileTests(build, handler.when ?? [], where),
    steps: handler.concurrency > 0 ? guard(build.handlers.length, steps) : steps,
    concurrency: handler.concurrency,
    codeLines: handler.codeLines,
    module: handler.module ?? handler.id,
    tier: handler.tier,
    queue: NONE,
    notFor: new Map(Object.entries(handler.notFor ?? {})),
  });
}

/** The handlers that may be needed: they answer an exit that is raised, are asked for by a path, or named by a rule. */
function neededHandlers(build: Build, source: Source, firstPath: Int): Handler[] {
  const paths = build.paths.slice(firstPath);
  const raised = new Set(paths.flatMap(({ steps }) => steps.flatMap((s) => (s.kind === DECIDE ? [s.arg] : []))));
  const asked = new Set(paths.flatMap(({ tests }) => tests.map(({ arg }) => arg)));
  return source.model.handlers.filter(
    ({ id, reasons }) =>
      source.ruled.has(id) || asked.has(id) || reasons.some((reason) => raised.has(build.reasons.indexOf(reason))),
  );
}

/** A path that a table of calls makes possible belongs to the handler that it asks for. */
function linkHypercalls(build: Build, source: Source, firstPath: Int): void {
  for (let i = firstPath; i < build.paths.length; i++) {
    const path = build.paths[i];
    const enabled = path?.tests.find(({ not, arg }) => !not && arg !== '');
    const hypercall = enabled === undefined ? NONE : handlerIndex(build.handlers, source.index, enabled.arg);
    if (path !== undefined && hypercall !== NONE) build.paths[i] = { ...path, hypercall };
  }
}

/** Draining pays the crossing once and the body per request, behind the door of whoever serves them. */
function compileQueue(build: Build, source: Source, spec: QueueSpec, guest: Int): void {
  const where = `${source.model.id}/queues.${spec.id}`;
  const drain: Step[] = [
    { effect: spec.per === 'guest' ? 'ring.take' : 'queue.take', arg: spec.id },
    { run: spec.crossing, as: spec.as },
    { run: spec.body, as: spec.as, times: 'queue.n' },
    { effect: spec.per === 'guest' ? 'ring.drain' : 'queue.drain', arg: spec.id },
    ...(typeof spec.drained === 'object' ? [{ effect: 'service.done' }] : []),
  ];
  const door = spec.door === undefined ? NONE : handlerIndex(build.handlers, source.index, spec.door);
  const isServed = typeof spec.drained === 'object';
  const service = typeof spec.drained === 'object' ? findOn(build.services, spec.drained.service, source.index) : NONE;
  if (isServed && service === NONE) fail(build, 'noSuchService', where);
  build.queues.push({
    id: spec.id,
    machine: source.index,
    guest,
    room: spec.room,
    crossing: cyclesIn(build, source, spec.crossing, where),
    path: addPath(build, guard(door, compileSteps(build, source, drain, where))),
    drained: typeof spec.drained === 'object' ? 'service' : spec.drained,
    service,
    window: spec.window === undefined ? NEVER : cyclesIn(build, source, spec.window, where),
  });
}

function compileCard(build: Build, source: Source, { id, kind, lines, carry }: CardSpec): void {
  const steps = compileSteps(build, source, [{ run: carry, as: 'backend' }], `${source.model.id}/cards.${id}`);
  build.cards.push({ id, machine: source.index, kind, lines, carry: addPath(build, steps) });
}

/** Whoever fetches it has it not yet: through the card, packet by packet. */
function compileDriver(build: Build, source: Source, { id, kind, steps }: DriverSpec): void {
  const where = `${source.model.id}/drivers.${id}`;
  const path = addPath(build, compileSteps(build, source, [...steps, { effect: 'driver.fetched' }], where));
  build.drivers.push({ id, machine: source.index, kind, path });
}

/** Adds one machine to the tables. */
export function compileMachine(build: Build, source: Source): void {
  const { model, modes } = source;
  for (const id of CORE_COSTS) if (model.costs[id] === undefined) fail(build, 'missingCost', `${model.id}: ${id}`);
  if (new Set(model.handlers.map(({ id }) => id)).size !== model.handlers.length)
    fail(build, 'duplicateHandler', model.id);
  // what every placement may spend, whatever the guests do
  for (const id of ['switch', 'coldLine']) costIndex(build, source, id, model.id);
  const firstPath = build.paths.length;
  for (const [id, ops] of modes) compileMode(build, source, id, ops);
  const firstHandler = build.handlers.length;
  const needed = neededHandlers(build, source, firstPath);
  for (const handler of needed) compileHandler(build, source, handler);
  linkHypercalls(build, source, firstPath);
  const steps = [...build.paths.slice(firstPath), ...build.handlers.slice(firstHandler)].flatMap((one) => one.steps);
  const isMeant = (id: Id): boolean => steps.some(({ kind, of }) => kind === EFFECT && of === id);
  for (const spec of (model.queues ?? []).filter(({ id }) => isMeant(id)))
    for (const g of spec.per === undefined ? [NONE] : source.guests) compileQueue(build, source, spec, g);
  for (const card of model.cards ?? []) if (isMeant(card.id)) compileCard(build, source, card);
  const tests = build.paths.slice(firstPath).flatMap((path) => path.tests);
  for (const driver of model.drivers ?? [])
    if (tests.some(({ is, arg }) => is === 'driver.has' && arg === driver.id)) compileDriver(build, source, driver);
  for (let h = firstHandler; h < build.handlers.length; h++) {
    const handler = build.handlers[h];
    const of = handler?.steps.find(({ kind }) => kind === EFFECT)?.of ?? '';
    if (handler !== undefined && of !== '')
      build.handlers[h] = { ...handler, queue: findOn(build.queues, of, source.index) };
  }
}
