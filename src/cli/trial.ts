/**
 * A trial: a program run alone on one pCPU of a machine, to see what it takes.
 *
 * It is timed as microbenchmarks are: the same run without the program in it is subtracted, so that placing the guest,
 * its first instructions and its last halt cancel out.
 */
import {
  advance,
  CATEGORIES,
  type CostModel,
  type Cycles,
  createWorld,
  type Device,
  type GuestSpec,
  type Id,
  type Int,
  ledger,
  type Rule,
  type ScriptItem,
  type Setup,
  type World,
} from '../sim/index.ts';

/** `handlers`: who takes exits of a reason; `enabled`: hypercalls */
export type Conditions = { mode: Id; handlers?: Readonly<Record<Id, Id>>; enabled?: readonly Id[] };
/** pCPU cycles of the guest's account: all of them, and those of its own user and kernel code */
export type Taken = { cycles: Cycles; guest: Cycles };

const KERNEL = { id: 'open', family: 'linux', closed: false, portLines: 0 } as const;
/** every feature that a mode of any model needs */
const FEATURES = ['vt-x', 'ept', 'kernel.linux', 'type-1', 'type-2'];
const FIRST: ScriptItem = { burst: 1000 };
const [USER, OWN_KERNEL] = [CATEGORIES.indexOf('guestUser'), CATEGORIES.indexOf('guestKernel')];

/** A guest without needs of its own: no footprint, no boot, no patience. */
export function trialGuest(id: Id, mode: Id, workload: GuestSpec['workload'], footprint: Int = 0): GuestSpec {
  return { id, kernel: KERNEL.id, vcpus: 1, weight: 256, mode, machine: 'm', footprint, boot: 0, workload };
}

/** A disk, where the model says how long one takes: what it does meanwhile is not on the guest's account. */
const devicesOf = ({ costs }: CostModel): Device[] =>
  Object.hasOwn(costs, 'disk.read')
    ? [{ id: 'disk', kind: 'disk', channels: 1, service: { kind: 'fixed', cost: 'disk.read' } }]
    : [];

/** Runs guests on one pCPU for `length` cycles. Throws when the setup is not legal: trials are our own. */
export function trialWorld(
  model: CostModel,
  guests: GuestSpec[],
  rules: Rule[],
  length: Cycles,
  scheduler: Setup['scheduler'] = { kind: 'dispatcher', slice: 0 },
): World {
  const setup: Setup = {
    seed: 1,
    length,
    machines: [{ id: 'm', costs: model.id, pcpus: 1, features: FEATURES, devices: devicesOf(model), host: 'bare' }],
    kernels: [KERNEL],
    guests,
    rules,
    scheduler,
    knobs: {},
    verbs: [],
    goals: [],
    maxReboots: 0,
  };
  const created = createWorld(setup, [model]);
  if (!created.ok) throw new Error(`trial on ${model.id}: ${created.code} at ${created.path}`);
  advance(created.world, length);
  return created.world;
}

function run(model: CostModel, { mode, handlers = {}, enabled = [] }: Conditions, script: ScriptItem[]): Taken {
  const rules = [
    ...Object.entries(handlers).map(([reason, handler]) => ({ reason, guest: '*', handler })),
    ...enabled.map((handler) => ({ reason: 'hypercall', guest: '*', handler })),
  ];
  // far longer than any script here: the guest halts for good when its script is over
  const length = 2 ** 42;
  const world = trialWorld(model, [trialGuest('g', mode, { script, loop: false })], rules, length);
  const row = ledger(world).byGuest[0] ?? [];
  return {
    cycles: row.reduce((sum, part) => sum + part, 0),
    guest: (row[USER] ?? 0) + (row[OWN_KERNEL] ?? 0),
  };
}

/** What a script takes under the conditions. */
export function time(model: CostModel, conditions: Conditions, script: readonly ScriptItem[]): Taken {
  const full = run(model, conditions, [FIRST, ...script]);
  const empty = run(model, conditions, [FIRST]);
  return { cycles: full.cycles - empty.cycles, guest: full.guest - empty.guest };
}
