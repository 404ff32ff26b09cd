/**
 * A setup is perhaps illegal; `createWorld` says yes and makes a world of it, or names the first thing that is wrong.
 */
import { compileModel, newBuild, type Problem } from './compile.ts';
import { guestsOn, today } from './days.ts';
import { dealApplicants, modeProblem } from './mechanisms/admission.ts';
import { isMetric } from './metrics.ts';
import {
  MAX_CHANNELS,
  MAX_DAYS,
  MAX_DECK,
  MAX_GUESTS,
  MAX_LENGTH,
  MAX_PCPUS,
  MAX_TROUBLES,
  MAX_VCPUS_PER_GUEST,
} from './params.ts';
import {
  type CompiledGuest,
  type CompiledPhase,
  cyclesOf,
  DEVICE,
  modeIndex,
  type Program,
  type ScriptedItem,
} from './program.ts';
import { stream } from './rng.ts';
import { planSlots } from './slots.ts';
import type { World } from './state.ts';
import {
  type CostModel,
  type Cycles,
  type Dist,
  type GuestSpec,
  type Id,
  type Int,
  NEVER,
  NONE,
  OPS,
  type Phase,
  PORTED,
  type Setup,
} from './types.ts';
import { firstWorld } from './world.ts';

export type Created = { ok: true; world: World } | Problem;
const no = (code: string, path: string): Problem => ({ ok: false, code, path });
const isInt = (value: unknown, least: Int, most: Int): boolean =>
  Number.isSafeInteger(value) && (value as Int) >= least && (value as Int) <= most;

function compilePhase(phase: Phase): CompiledPhase {
  const entries = OPS.flatMap((op, index) =>
    phase.ops[op] ? [{ op: index, weight: phase.ops[op] ?? 0, count: phase.count?.[op] ?? 1 }] : [],
  );
  let total = 0;
  const upTo = entries.map((entry) => (total += entry.weight));
  return {
    until: phase.until ?? NEVER,
    burst: phase.burst,
    sleep: phase.sleep ?? null,
    ops: entries.map((e) => e.op),
    upTo,
    counts: entries.map((e) => e.count),
    total,
    dealt: phase.dealt ?? false,
  };
}

function compileScript(spec: GuestSpec): ScriptedItem[] | null {
  if ('phases' in spec.workload) return null;
  return spec.workload.script.map((item) => {
    if ('burst' in item) return { burst: item.burst, op: NONE, count: 1, sleep: 0 };
    if ('sleep' in item) return { burst: 0, op: OPS.indexOf('halt'), count: 1, sleep: item.sleep };
    return { burst: 0, op: OPS.indexOf(item.op), count: item.count ?? 1, sleep: 0 };
  });
}

/** The operations that a guest may come to carry out. */
function opsOf(spec: GuestSpec): Int[] {
  const script = compileScript(spec);
  const used = new Array<boolean>(OPS.length).fill(false);
  if (script !== null) for (const item of script) if (item.op !== NONE) used[item.op] = true;
  if ('phases' in spec.workload) {
    const { phases, arrivals } = spec.workload;
    const between = arrivals?.between === undefined ? [] : [arrivals.between];
    for (const phase of [...phases, ...between]) for (const op of compilePhase(phase).ops) used[op] = true;
    if (arrivals !== undefined) used[OPS.indexOf('halt')] = true;
  }
  return used.flatMap((is, op) => (is ? [op] : []));
}

/** Sizes and ranges: everything that allocates or loops is bounded before anything is made. */
function checkBounds(setup: Setup): Problem | null {
  if (!isInt(setup.seed, 0, 2 ** 32 - 1)) return no('outOfRange', 'seed');
  if (!isInt(setup.length, 1, MAX_LENGTH)) return no('outOfRange', 'length');
  if (setup.machines.length === 0) return no('noMachine', 'machines');
  let pcpus = 0;
  for (const [m, machine] of setup.machines.entries()) {
    if (!isInt(machine.pcpus, 1, MAX_PCPUS)) return no('outOfRange', `machines.${m}.pcpus`);
    pcpus += machine.pcpus;
    for (const [d, device] of machine.devices.entries())
      if (!isInt(device.channels, 1, MAX_CHANNELS)) return no('outOfRange', `machines.${m}.devices.${d}.channels`);
  }
  if (pcpus > MAX_PCPUS) return no('outOfRange', 'machines');
  if (!isInt(setup.guests.length, 1, MAX_GUESTS)) return no('outOfRange', 'guests');
  if ((setup.days ?? []).length > MAX_DAYS) return no('outOfRange', 'days');
  const cards = (setup.episodes?.kinds ?? []).reduce((sum, { weight }) => sum + weight, 0);
  if (cards > MAX_TROUBLES) return no('outOfRange', 'episodes.kinds');
  const { kind, slice } = setup.scheduler;
  if ((kind === 'roundRobin' || kind === 'fair') && !isInt(slice, 1, MAX_LENGTH))
    return no('outOfRange', 'scheduler.slice');
  for (const [knob, value] of Object.entries(setup.knobs))
    if (!isInt(value, 0, MAX_LENGTH)) return no('outOfRange', `knobs.${knob}`);
  return null;
}

function checkGuest(setup: Setup, spec: GuestSpec, path: string): Problem | null {
  if (!isInt(spec.vcpus, 1, MAX_VCPUS_PER_GUEST)) return no('outOfRange', `${path}.vcpus`);
  if (!isInt(spec.weight, 1, 65_536)) return no('outOfRange', `${path}.weight`);
  if (!isInt(spec.footprint, 0, 1_000_000)) return no('outOfRange', `${path}.footprint`);
  if (!isInt(spec.boot, 0, MAX_LENGTH)) return no('outOfRange', `${path}.boot`);
  if (!setup.kernels.some((kernel) => kernel.id === spec.kernel)) return no('noSuchKernel', `${path}.kernel`);
  if (!setup.machines.some((machine) => machine.id === spec.machine)) return no('noSuchMachine', `${path}.machine`);
  if ('phases' in spec.workload) {
    if (spec.workload.phases.length === 0) return no('noPhase', `${path}.workload`);
    const { arrivals } = spec.workload;
    if (arrivals !== undefined && !isInt(arrivals.rounds, 1, 1000))
      return no('outOfRange', `${path}.workload.arrivals.rounds`);
    const between = arrivals?.between === undefined ? [] : [arrivals.between];
    const dealt = (dist: Dist | undefined): boolean => isInt(dist?.deck ?? 1, 1, MAX_DECK);
    if (!dealt(arrivals?.every)) return no('outOfRange', `${path}.workload.arrivals.every`);
    for (const phase of [...spec.workload.phases, ...between]) {
      const isFair =
        dealt(phase.burst) && dealt(phase.sleep) && (!phase.dealt || compilePhase(phase).total <= MAX_DECK);
      if (!isFair || !isInt(phase.burst.mean, 1, MAX_LENGTH)) return no('outOfRange', `${path}.workload.phases`);
    }
  } else {
    const { script, loop } = spec.workload;
    if (!isInt(script.length, 1, 10_000)) return no('outOfRange', `${path}.workload.script`);
    if (loop && !script.some((item) => ('burst' in item && item.burst > 0) || ('sleep' in item && item.sleep > 0)))
      return no('scriptStandsStill', `${path}.workload.script`);
  }
  if (spec.goal !== undefined && !isInt(spec.goal.patience, 1, MAX_LENGTH))
    return no('outOfRange', `${path}.goal.patience`);
  return null;
}

/** Every guest on every day, so that whether a level is legal does not depend on the seed. */
function checkGuests(setup: Setup): Problem | null {
  for (const [d, workloads] of (setup.days ?? []).entries()) {
    const stranger = Object.keys(workloads).find((id) => !setup.guests.some((guest) => guest.id === id));
    if (stranger !== undefined) return no('noSuchGuest', `days.${d}.${stranger}`);
  }
  for (let day = 0; day <= (setup.days?.length ?? 0); day++)
    for (const [g, spec] of guestsOn(setup, day).entries()) {
      const problem = checkGuest(setup, spec, day === 0 ? `guests.${g}` : `days.${day - 1}.${spec.id}`);
      if (problem !== null) return problem;
    }
  return null;
}

/** Why a guest under a mode can never carry out an operation, null if it can. */
function pathProblem({ modes, paths }: Pick<Program, 'modes' | 'paths'>, mode: Int, op: Int): Id | null {
  const found = (modes[mode]?.table[op] ?? []).map((path) => paths[path]);
  if (found.length === 0) return 'noPathForOperation';
  if (found.every((path) => path?.refused !== null)) return 'refusedOperation';
  const misses = found.some((path) => path?.steps.some((step) => step.kind === DEVICE && step.arg === NONE));
  return misses ? 'noSuchDevice' : null;
}

/** The modes that guest g is given: the one in which it starts, or those under which it may be let in. */
function modesOf(setup: Setup, { program, guests }: World, g: Int): Int[] {
  const spec = setup.guests[g];
  if (spec?.enters === undefined) return [guests[g]?.mode ?? NONE];
  const costs = setup.machines.find((machine) => machine.id === spec.machine)?.costs ?? '';
  const admitted = (setup.admission?.modes ?? []).map((mode) => modeIndex(program.modes, costs, mode));
  return [guests[g]?.mode ?? NONE, ...admitted.filter((mode) => mode !== NONE)];
}

/** Every guest can carry out, under whatever mode it is given, whatever it does on any day. Ports are checked when asked for. */
function checkOps(setup: Setup, world: World): Problem | null {
  for (let day = 0; day <= (setup.days?.length ?? 0); day++)
    for (const [g, spec] of guestsOn(setup, day).entries())
      for (const mode of modesOf(setup, world, g))
        for (const op of opsOf(spec)) {
          const problem = pathProblem(world.program, mode, op);
          const where = day === 0 ? `guests.${g}.workload` : `days.${day - 1}.${spec.id}`;
          if (problem !== null) return no(problem, `${where}: ${OPS[op]}`);
        }
  return null;
}

/** Everything that names something else names something that exists. */
function checkNames(world: World): Problem | null {
  const { setup, program } = world;
  const twice = (ids: Id[]): boolean => new Set(ids).size !== ids.length;
  if (twice(setup.guests.map((guest) => guest.id))) return no('duplicateId', 'guests');
  if (twice(setup.machines.map((machine) => machine.id))) return no('duplicateId', 'machines');
  if (twice(setup.goals.map((goal) => goal.id))) return no('duplicateId', 'goals');
  for (const [g, spec] of setup.guests.entries()) {
    const guest = world.guests[g];
    if (guest === undefined || guest.mode === NONE) return no('noSuchMode', `guests.${g}.mode`);
    const problem = spec.enters === undefined ? modeProblem(world, g, spec.mode) : null;
    if (problem !== null) return no(problem, `guests.${g}.mode`);
  }
  for (const [r, rule] of setup.rules.entries()) {
    const handler = program.handlers.find((h) => h.id === rule.handler);
    if (handler === undefined) return no('noSuchHandler', `rules.${r}`);
    if (!handler.reasons.includes(program.reasons.indexOf(rule.reason))) return no('handlerNotForReason', `rules.${r}`);
    if (rule.guest !== '*' && !setup.guests.some((guest) => guest.id === rule.guest))
      return no('noSuchGuest', `rules.${r}`);
  }
  for (const [n, goal] of setup.goals.entries()) {
    if (!isMetric(goal.metric)) return no('noSuchMetric', `goals.${n}.metric`);
    const about = (guest: GuestSpec): boolean => goal.of === 'all' || guest.id === goal.of || guest.role === goal.of;
    if (goal.of !== undefined && !setup.guests.some(about)) return no('noSuchGuest', `goals.${n}.of`);
    if ((goal.atLeast === undefined) === (goal.atMost === undefined)) return no('oneBound', `goals.${n}`);
  }
  return null;
}

function compileGuest(
  setup: Setup,
  program: Pick<Program, 'costs' | 'costIndex' | 'modes' | 'paths'>,
  spec: GuestSpec,
  firstTask: Int,
): CompiledGuest {
  const costs = setup.machines.find((machine) => machine.id === spec.machine)?.costs ?? '';
  const cost = (id: Id): Cycles => cyclesOf(program, costs, id) ?? 0;
  const phases = 'phases' in spec.workload ? spec.workload.phases.map(compilePhase) : [];
  const arrivals = 'phases' in spec.workload ? spec.workload.arrivals : undefined;
  const last = phases[phases.length - 1]?.until ?? NEVER;
  const kernel = setup.kernels.find((candidate) => candidate.id === spec.kernel);
  const ported = modeIndex(program.modes, costs, PORTED);
  return {
    phases,
    between: arrivals?.between === undefined ? null : compilePhase(arrivals.between),
    period: 'phases' in spec.workload && spec.workload.loop === true && last !== NEVER ? last : 0,
    script: compileScript(spec),
    scriptLoops: 'script' in spec.workload && spec.workload.loop,
    arrivals: arrivals ?? null,
    goal: spec.goal ?? null,
    firstTask,
    vcpus: spec.vcpus,
    coldCap: spec.footprint * cost('coldLine'),
    switchCost: cost('switch'),
    kernel: kernel ?? { id: spec.kernel, family: '', closed: true, portLines: 0 },
    portable: opsOf(spec).every((op) => pathProblem(program, ported, op) === null),
    arrivalStream: stream(setup.seed, spec.id, 'arrivals'),
    requestStream: stream(setup.seed, spec.id, 'requests'),
    requestOpStream: stream(setup.seed, spec.id, 'requestOperations'),
    cacheStream: stream(setup.seed, spec.id, 'cache'),
    riskStream: stream(setup.seed, spec.id, 'risk'),
  };
}

/** Compiles and checks a setup. `models`: every cost model that its machines name. */
export function createWorld(given: Setup, models: readonly CostModel[]): Created {
  const bounds = checkBounds(given);
  if (bounds !== null) return bounds;
  const illegal = checkGuests(given);
  if (illegal !== null) return illegal;
  const setup = today(dealApplicants(given));
  const named = [...new Set(setup.machines.map((machine) => machine.costs))].map((id) =>
    models.find((model) => model.id === id),
  );
  if (named.some((model) => model === undefined)) return no('noSuchCostModel', 'machines');
  const used = named.filter((model) => model !== undefined);
  const hz = used[0]?.hz ?? 1;
  if (used.some((model) => model.hz !== hz)) return no('clocksDiffer', 'machines');
  const devices = setup.machines.flatMap((machine, m) =>
    machine.devices.map((device) => ({ ...device, machine: m, costs: machine.costs })),
  );
  const build = newBuild(devices.map((device) => ({ id: device.id, model: device.costs })));
  for (const model of used) compileModel(build, model);
  if (build.problem !== null) return build.problem;
  let channels = 0;
  let tasks = 0;
  const guests = setup.guests.map((spec) => {
    const compiled = compileGuest(setup, build, spec, tasks);
    tasks += spec.vcpus;
    return compiled;
  });
  const pcpus = setup.machines.reduce((sum, machine) => sum + machine.pcpus, 0);
  const program: Program = {
    hz,
    costs: build.costs,
    costIndex: build.costIndex,
    reasons: build.reasons,
    handlers: build.handlers,
    modes: build.modes,
    paths: build.paths,
    guests,
    streams: setup.guests.flatMap((spec) =>
      Array.from({ length: spec.vcpus }, (_, vcpu) => ({
        burst: stream(setup.seed, spec.id, 'burst', vcpu),
        op: stream(setup.seed, spec.id, 'operation', vcpu),
        sleep: stream(setup.seed, spec.id, 'sleep', vcpu),
      })),
    ),
    devices: devices.map((device) => {
      const cost = cyclesOf(build, device.costs, device.service.cost) ?? 0;
      channels += device.channels;
      return {
        id: device.id,
        machine: device.machine,
        channels: device.channels,
        service: { kind: device.service.kind, mean: Math.max(1, cost) },
        stream: stream(setup.seed, device.id, 'service'),
        firstSlot: channels - device.channels,
      };
    }),
    slots: planSlots(pcpus, channels, tasks, setup.guests.length),
    episodeStream: stream(setup.seed, 'episodes'),
  };
  const world = firstWorld(setup, program);
  return checkNames(world) ?? checkOps(given, world) ?? { ok: true, world };
}
