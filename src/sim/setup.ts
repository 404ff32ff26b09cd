/**
 * A setup is perhaps illegal; `createWorld` says yes and makes a world of it, or names the first thing that is wrong.
 */
import { checkBounds, no } from './bounds.ts';
import { checkLegal } from './checks.ts';
import { addPath, type Build, clockOf, compileSteps, newBuild, type Problem, type Source } from './compile.ts';
import { compileMachine } from './compileMachine.ts';
import { guestsOn, today } from './days.ts';
import { hooksOf, mentions, namesOf, type Sizes } from './hooks.ts';
import type { Mechanism } from './mechanism.ts';
import { dealApplicants } from './mechanisms/admission.ts';
import { MECHANISMS } from './mechanisms/index.ts';
import {
  type CompiledGuest,
  type CompiledMachine,
  type CompiledService,
  costKey,
  modeIndex,
  type Program,
  pathProblem,
  type ScriptedItem,
} from './program.ts';
import { stream } from './rng.ts';
import { planSlots } from './slots.ts';
import type { Hooks, World } from './state.ts';
import {
  type CostModel,
  type Cycles,
  type GuestSpec,
  type Id,
  type Int,
  type Kernel,
  type Machine,
  NEVER,
  NONE,
  OPS,
  type Op,
  type Setup,
} from './types.ts';
import { codeOf, compileItem, compilePhase, opsOf } from './workloads.ts';
import { firstWorld } from './world.ts';

export type Created = { ok: true; world: World } | Problem;

const NAMES = namesOf(MECHANISMS);

/** The modes that a guest may come to, with their machines: its own, those at the door, those it may be given, its port's. */
function modesOf(setup: Setup, spec: GuestSpec): { mode: Id; machine: Id }[] {
  const { machine } = spec;
  const own = spec.enters === undefined ? [spec.mode] : (setup.admission?.modes ?? []);
  if (setup.platforms !== undefined && spec.enters !== undefined)
    return setup.machines.flatMap(({ id }) => own.map((mode) => ({ mode, machine: id })));
  const choices = setup.verbs.includes('mode') ? (spec.choices ?? []) : [];
  const kernel = setup.kernels.find(({ id }) => id === spec.kernel);
  const ports = setup.verbs.includes('port') || setup.verbs.includes('write');
  const ported = ports && kernel?.closed === false ? setup.porting?.mode : undefined;
  return [...own, ...(ported === undefined ? [] : [ported])].map((mode) => ({ mode, machine })).concat(choices);
}

/** By machine: the modes that its guests may come to, each with the operations that they carry out, on any day. */
function reachable(setup: Setup): Map<Id, Map<Id, Set<Op>>> {
  const by = new Map(setup.machines.map(({ id }) => [id, new Map<Id, Set<Op>>()]));
  for (let day = 0; day <= (setup.days?.length ?? 0); day++)
    for (const spec of guestsOn(setup, day))
      for (const { mode, machine } of modesOf(setup, spec)) {
        const modes = by.get(machine);
        const ops = modes?.get(mode) ?? new Set<Op>();
        for (const op of opsOf(spec)) ops.add(op);
        modes?.set(mode, ops);
      }
  return by;
}

/** By machine: the modes that somebody may choose during play, for a guest that has others to choose from. */
function choosable(setup: Setup): Map<Id, Set<Id>> {
  const by = new Map(setup.machines.map(({ id }) => [id, new Set<Id>()]));
  if (!setup.verbs.includes('mode')) return by;
  for (const { mode, machine, choices = [] } of setup.guests)
    if (choices.length > 0) for (const one of [{ mode, machine }, ...choices]) by.get(one.machine)?.add(one.mode);
  return by;
}

function compileMachines(machines: readonly Machine[], models: readonly CostModel[], build: Build): CompiledMachine[] {
  let firstPcpu = 0;
  return machines.map(({ id, costs, pcpus }, m) => {
    const hz = models[m]?.hz ?? build.hz;
    const cycles = (cost: Id): Cycles => build.costs[build.costIndex.get(costKey(m, cost)) ?? NONE]?.cycles ?? 0;
    firstPcpu += pcpus;
    return {
      id,
      costs,
      hz,
      clock: clockOf(hz, build.hz),
      coldLine: cycles('coldLine'),
      switchCost: cycles('switch'),
      firstPcpu: firstPcpu - pcpus,
      pcpus,
    };
  });
}

/** What the compilation of guests and services writes to. */
type Making = { setup: Setup; build: Build; chains: (readonly ScriptedItem[])[] };

function compileGuest({ setup, build, chains }: Making, spec: GuestSpec, firstTask: Int): CompiledGuest {
  const { workload } = spec;
  const machineIndex = (id: Id): Int => setup.machines.findIndex((machine) => machine.id === id);
  const around = { pools: spec.code ?? [], phases: 'phases' in workload ? workload.phases : [], chains };
  const phases = 'phases' in workload ? workload.phases.map((phase, n) => compilePhase(phase, n, around)) : [];
  const arrivals = 'phases' in workload ? workload.arrivals : undefined;
  const last = phases[phases.length - 1]?.until ?? NEVER;
  const unknown: Kernel = { id: spec.kernel, family: '', closed: true, portLines: 0 };
  const kernel = setup.kernels.find((candidate) => candidate.id === spec.kernel) ?? unknown;
  const ported = modeIndex(build.modes, machineIndex(spec.machine), setup.porting?.mode ?? '');
  const own = modeIndex(build.modes, machineIndex(spec.machine), spec.mode);
  const given = (spec.choices ?? []).map(({ mode, machine }) => modeIndex(build.modes, machineIndex(machine), mode));
  const choices = setup.verbs.includes('mode') ? [own, ...given.filter((mode) => mode !== own)] : [];
  return {
    phases,
    between: arrivals?.between === undefined ? null : compilePhase(arrivals.between, 0, around),
    period: 'phases' in workload && workload.loop === true && last !== NEVER ? last : 0,
    script: 'script' in workload ? workload.script.map(compileItem) : null,
    scriptLoops: 'script' in workload && workload.loop,
    arrivals: arrivals ?? null,
    goal: spec.goal ?? null,
    firstTask,
    vcpus: spec.vcpus,
    code: codeOf(spec.code ?? [], stream(setup.seed, spec.id, 'code')),
    footprint: spec.footprint,
    kernel,
    choices,
    ported,
    portable: opsOf(spec).every((op) => pathProblem(build, ported, OPS.indexOf(op)) === null),
    arrivalStream: stream(setup.seed, spec.id, 'arrivals'),
    requestStream: stream(setup.seed, spec.id, 'requests'),
    requestOpStream: stream(setup.seed, spec.id, 'requestOperations'),
    requestSiteStream: stream(setup.seed, spec.id, 'requestSites'),
    cacheStream: stream(setup.seed, spec.id, 'cache'),
    riskStream: stream(setup.seed, spec.id, 'risk'),
  };
}

/** Services and their paths; each that is no guest's is a task of its own, after the vCPUs. */
function compileServices(
  { setup, build }: Making,
  sources: readonly Source[],
  guests: readonly CompiledGuest[],
  vcpus: Int,
): CompiledService[] {
  let own = vcpus;
  return (setup.services ?? []).map((service, s) => {
    const machine = setup.machines.findIndex(({ id }) => id === service.machine);
    const source = sources[machine];
    const path = (steps: typeof service.steps, name: string): Int =>
      source === undefined
        ? NONE
        : addPath(build, compileSteps(build, source, [...steps, { effect: 'service.done' }], `services.${s}.${name}`));
    const g = setup.guests.findIndex(({ id }) => id === service.guest);
    return {
      id: service.id,
      machine,
      path: path(service.steps, 'steps'),
      charged: service.charged === 'served',
      own: service.own === undefined ? NONE : path(service.own.steps, 'own.steps'),
      every: service.own?.every ?? NEVER,
      weight: service.weight,
      task: service.guest === undefined ? own++ : (guests[g]?.firstTask ?? NONE),
    };
  });
}

function compileDevices({ setup, build }: Making, models: readonly CostModel[]): Program['devices'] {
  let channels = 0;
  return setup.machines.flatMap((machine, m) =>
    machine.devices.map((device) => {
      const cost = models[m]?.costs[device.service.cost]?.cycles ?? 0;
      const cycles = Number((BigInt(cost) * BigInt(build.hz)) / BigInt(models[m]?.hz ?? build.hz));
      channels += device.channels;
      return {
        id: device.id,
        machine: m,
        kind: device.kind,
        channels: device.channels,
        service: { kind: device.service.kind, mean: Math.max(1, cycles) },
        stream: stream(setup.seed, device.id, 'service', ...(m === 0 ? [] : [m])),
        firstSlot: channels - device.channels,
      };
    }),
  );
}

/**
 * The tables of a setup, its mechanisms, and the functions of theirs that the core asks for. `always`: the setup as it is
 * before the seed has dealt out its days.
 */
function compile(
  setup: Setup,
  always: Setup,
  models: readonly CostModel[],
): { program: Program; hooks: Hooks } | Problem {
  const on = (id: Id): Int => setup.machines.findIndex((machine) => machine.id === id);
  const devices = setup.machines.flatMap((machine, m) => machine.devices.map(({ id }) => ({ id, machine: m })));
  const named = (setup.services ?? []).map(({ id, machine }) => ({ id, machine: on(machine) }));
  const build = newBuild(models[0]?.hz ?? 1, NAMES, devices, named);
  const modes = reachable(always);
  const chosen = choosable(setup);
  const ruled = new Set(setup.rules.map(({ handler }) => handler));
  const sources = setup.machines.map(({ id }, index): Source => {
    const model = models[index] as CostModel;
    const here = setup.guests.flatMap((spec, g) =>
      modesOf(setup, spec).some(({ machine }) => machine === id) ? [g] : [],
    );
    return {
      index,
      model,
      modes: modes.get(id) ?? new Map(),
      chosen: chosen.get(id) ?? new Set(),
      ruled,
      guests: here,
    };
  });
  for (const source of sources) compileMachine(build, source);
  const making: Making = { setup, build, chains: [] };
  let vcpus = 0;
  const guests = setup.guests.map((spec) => {
    vcpus += spec.vcpus;
    return compileGuest(making, spec, vcpus - spec.vcpus);
  });
  const services = compileServices(making, sources, guests, vcpus);
  if (build.problem !== null) return build.problem;
  const mechanisms = MECHANISMS.filter((one) => one.uses?.(setup) === true || mentions(one, build.used));
  const firstMonitor = vcpus + services.filter(({ task }) => task >= vcpus).length;
  const machines = compileMachines(setup.machines, models, build);
  const pcpus = machines.reduce((sum, machine) => sum + machine.pcpus, 0);
  const monitors = mechanisms.some((one) => one.monitors === true) ? pcpus : 0;
  const tasks = firstMonitor + monitors;
  const channels = setup.machines.flatMap((machine) => machine.devices).reduce((sum, one) => sum + one.channels, 0);
  const first = planSlots(pcpus, channels, tasks, guests.length, 0).mechanism;
  const sizes: Sizes = {
    world: 1,
    machine: machines.length,
    pcpu: pcpus,
    task: tasks,
    guest: guests.length,
    queue: build.queues.length,
    service: services.length,
  };
  const hooks = hooksOf(mechanisms, build.used, sizes, first);
  const { hz, costs, costIndex, reasons, handlers, paths, queues, cards, drivers } = build;
  const program: Program = {
    hz,
    costs,
    costIndex,
    machines,
    reasons,
    handlers,
    modes: build.modes,
    paths,
    queues,
    cards,
    drivers,
    services,
    chains: making.chains,
    guests,
    streams: setup.guests.flatMap((spec) =>
      Array.from({ length: spec.vcpus }, (_, vcpu) => ({
        burst: stream(setup.seed, spec.id, 'burst', vcpu),
        op: stream(setup.seed, spec.id, 'operation', vcpu),
        sleep: stream(setup.seed, spec.id, 'sleep', vcpu),
        site: stream(setup.seed, spec.id, 'site', vcpu),
      })),
    ),
    devices: compileDevices(making, models),
    slots: planSlots(pcpus, channels, tasks, guests.length, hooks.timers.length),
    vcpus,
    firstMonitor,
    episodeStream: stream(setup.seed, 'episodes'),
    mechanisms: mechanisms.map(({ id }) => id),
  };
  return { program, hooks };
}

/** The mechanisms that a program uses. */
const usedBy = (program: Program): Mechanism[] => MECHANISMS.filter(({ id }) => program.mechanisms.includes(id));

/** Compiles and checks a setup. `models`: every cost model that its machines name. */
export function createWorld(given: Setup, models: readonly CostModel[]): Created {
  const bounds = checkBounds(given);
  if (bounds !== null) return bounds;
  const setup = today(dealApplicants(given));
  const used = setup.machines.flatMap(({ costs }) => models.find(({ id }) => id === costs) ?? []);
  if (used.length < setup.machines.length) return no('noSuchCostModel', 'machines');
  const compiled = compile(setup, given, used);
  if ('ok' in compiled) return compiled;
  const { program, hooks } = compiled;
  const illegal = checkLegal(given, program, usedBy(program));
  if (illegal !== null) return illegal;
  return { ok: true, world: firstWorld(setup, program, hooks, usedBy(program)) };
}
