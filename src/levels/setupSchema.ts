/** Schema of a level's machine, guests and goals. Well-formed only: whether they fit together is createWorld's to say. */
import * as v from 'valibot';
import {
  DEVICE_KINDS,
  DRAWS,
  type Enters,
  EPISODES,
  type Episodes,
  type Goal,
  type Kernel,
  MAX_DECK,
  type Machine,
  OPS,
  type Phase,
  ROLES,
  type Rule,
  SCHEDULERS,
  type ScriptItem,
  type Service,
  type Sites,
  type Trust,
  UNITS,
  VERBS,
  WALLS,
} from '../sim/index.ts';
import { step } from './costs/model.ts';
import type { Demand, Like, WrittenSetup, WrittenWorkload } from './demands.ts';
import { LIMITS } from './limits.ts';
import { basisPoints, byKey, cycles, id, int, list, record, span } from './primitives.ts';

const HOSTS = ['bare', 'hostOs', 'sharedKernel'] as const;
const KINDS = ['fixed', 'exponential', 'uniform'] as const;
const dist = v.strictObject({ kind: v.picklist(KINDS), mean: cycles, deck: v.exactOptional(int(1, MAX_DECK)) });
const count = int(1, LIMITS.count);

const machine: v.GenericSchema<unknown, Machine> = v.strictObject({
  id,
  costs: id,
  pcpus: int(1, LIMITS.pcpus),
  features: list(id, 32),
  devices: list(
    v.strictObject({
      id,
      kind: v.picklist(DEVICE_KINDS),
      channels: int(1, LIMITS.channels),
      service: v.strictObject({ kind: v.picklist(KINDS), cost: id }),
    }),
    LIMITS.devices,
  ),
  host: v.picklist(HOSTS),
  shared: v.exactOptional(v.strictObject({ cachePages: int(1, LIMITS.footprint), lockHold: id })),
  memory: v.exactOptional(int(1, LIMITS.memory)),
  platform: v.exactOptional(id),
});

/** operations by weight or by count; a key that is no operation is refused, not dropped */
const byOperation = (value: v.GenericSchema<unknown, number>) => v.record(v.picklist(OPS), value);

const scriptItem = byKey<ScriptItem>({
  burst: v.strictObject({ burst: cycles }),
  op: v.strictObject({
    op: v.picklist(OPS),
    count: v.exactOptional(count),
    site: v.exactOptional(int(0, LIMITS.sites)),
  }),
  sleep: v.strictObject({ sleep: cycles }),
});

const sites: v.GenericSchema<unknown, Sites> = v.strictObject({
  pool: id,
  draw: v.picklist(DRAWS),
  parts: v.exactOptional(int(1, LIMITS.sites)),
  markedBp: v.exactOptional(basisPoints(10_000)),
});

const demandFields = {
  burst: dist,
  ops: byOperation(int(0, LIMITS.weight)),
  count: v.exactOptional(byOperation(count)),
  sleep: v.exactOptional(dist),
  every: v.exactOptional(dist),
  dealt: v.exactOptional(v.boolean()),
  sites: v.exactOptional(v.record(v.picklist(OPS), sites)),
  chains: v.exactOptional(v.record(v.picklist(OPS), list(scriptItem, 16, 1))),
  kernelBp: v.exactOptional(basisPoints(10_000)),
};
const demand: v.GenericSchema<unknown, Demand> = v.strictObject(demandFields);
const phase: v.GenericSchema<unknown, Phase> = v.strictObject({ ...demandFields, until: v.exactOptional(cycles) });
const writtenPhase = byKey<Phase | Like>({
  burst: phase,
  like: v.strictObject({ like: id, until: v.exactOptional(cycles) }),
});

const workload = byKey<WrittenWorkload>({
  phases: v.strictObject({
    phases: list(writtenPhase, LIMITS.phases, 1),
    loop: v.exactOptional(v.boolean()),
    arrivals: v.exactOptional(
      v.strictObject({
        every: dist,
        rounds: int(1, LIMITS.rounds),
        line: id,
        between: v.exactOptional(phase),
        awaits: v.exactOptional(v.boolean()),
      }),
    ),
  }),
  script: v.strictObject({ script: list(scriptItem, LIMITS.script, 1), loop: v.boolean() }),
});

const enters: v.GenericSchema<unknown, Enters> = v.strictObject({
  at: cycles,
  stay: span,
  risk: cycles,
  work: v.exactOptional(span),
  memory: v.exactOptional(int(0, LIMITS.memory)),
  trust: v.exactOptional(id),
  wave: v.exactOptional(int(0, LIMITS.values)),
  already: v.exactOptional(v.boolean()),
});

const trust: v.GenericSchema<unknown, Trust> = v.strictObject({
  through: list(int(0, WALLS.length), LIMITS.values, 1),
  after: span,
  each: span,
  hostile: v.boolean(),
});

const guest: v.GenericSchema<unknown, WrittenSetup['guests'][number]> = v.strictObject({
  id,
  kernel: id,
  vcpus: int(1, LIMITS.vcpus),
  weight: int(1, LIMITS.weight),
  capBp: v.exactOptional(basisPoints(10_000 * LIMITS.pcpus)),
  mode: id,
  machine: id,
  role: v.exactOptional(v.picklist(ROLES)),
  footprint: int(0, LIMITS.footprint),
  boot: cycles,
  workload,
  goal: v.exactOptional(
    v.strictObject({
      metric: v.picklist(['wake', 'request', 'progress']),
      tolerance: cycles,
      patience: span,
      regain: basisPoints(1_000_000),
    }),
  ),
  code: v.exactOptional(
    list(v.strictObject({ id, blocks: int(1, LIMITS.sites), instructions: dist }), LIMITS.pools, 1),
  ),
  drivers: v.exactOptional(list(id, LIMITS.devices)),
  pages: v.exactOptional(int(0, LIMITS.footprint)),
  enters: v.exactOptional(enters),
  rises: v.exactOptional(cycles),
  choices: v.exactOptional(list(v.strictObject({ mode: id, machine: id }), LIMITS.modes)),
});

const service: v.GenericSchema<unknown, Service> = v.strictObject({
  id,
  machine: id,
  weight: int(1, LIMITS.weight),
  steps: list(step, LIMITS.conditions * 8),
  charged: v.picklist(['served', 'nobody']),
  own: v.exactOptional(v.strictObject({ every: span, steps: list(step, LIMITS.conditions * 8) })),
  guest: v.exactOptional(id),
});

const rule: v.GenericSchema<unknown, Rule> = v.strictObject({
  reason: id,
  guest: v.union([id, v.literal('*')]),
  handler: id,
});

const goal: v.GenericSchema<unknown, Goal> = v.strictObject({
  id,
  star: v.picklist([1, 2, 3]),
  metric: id,
  of: v.exactOptional(id),
  atLeast: v.exactOptional(int(0, LIMITS.cycles)),
  atMost: v.exactOptional(int(0, LIMITS.cycles)),
  unit: v.picklist(UNITS),
  minSamples: v.exactOptional(int(0, 1e6)),
});

const episodes: v.GenericSchema<unknown, Episodes> = v.strictObject({
  opens: v.exactOptional(v.picklist(EPISODES)),
  first: cycles,
  gap: v.exactOptional(cycles),
  every: dist,
  rush: v.exactOptional(v.strictObject({ from: cycles, gap: cycles })),
  least: v.exactOptional(cycles),
  lasts: dist,
  kinds: list(
    v.strictObject({
      kind: v.picklist(EPISODES),
      weight: int(0, LIMITS.weight),
      role: v.picklist(['batch', 'service']),
      factorBp: int(100, 1_000_000), // a hundredth to a hundredfold
      lasting: v.exactOptional(v.boolean()),
    }),
    EPISODES.length * 2,
  ),
});

/** A setup as it stands in a file: what it says by name is still to be unfolded. */
export const setup: v.GenericSchema<unknown, WrittenSetup> = v.strictObject({
  demands: v.exactOptional(record(demand, LIMITS.phases)),
  machines: list(machine, LIMITS.machines, 1),
  guests: list(guest, LIMITS.guests, 1),
  rules: list(rule, LIMITS.rules),
  scheduler: v.strictObject({ kind: v.picklist(SCHEDULERS), slice: cycles }),
  knobs: record(int(0, LIMITS.cycles), LIMITS.knobs),
  verbs: list(v.picklist(VERBS), VERBS.length),
  goals: list(goal, LIMITS.goals),
  maxReboots: int(0, 1000),
  episodes: v.exactOptional(episodes),
  days: v.exactOptional(list(record(workload, LIMITS.guests), LIMITS.days)),
  admission: v.exactOptional(
    v.strictObject({
      modes: list(id, LIMITS.modes),
      dealt: v.boolean(),
      trusts: v.exactOptional(record(trust, LIMITS.values)),
    }),
  ),
  platforms: v.exactOptional(
    v.strictObject({
      kinds: list(v.strictObject({ id, modes: list(id, LIMITS.modes, 1), host: v.picklist(HOSTS) }), LIMITS.modes, 1),
      install: span,
    }),
  ),
  porting: v.exactOptional(v.strictObject({ mode: id })),
  services: v.exactOptional(list(service, LIMITS.services)),
  domainDrivers: v.exactOptional(
    list(v.strictObject({ id, machine: id, op: v.picklist(OPS), domain: id, restart: span }), LIMITS.modes),
  ),
  tunables: v.exactOptional(
    list(
      v.strictObject({
        knob: id,
        values: list(int(0, LIMITS.cycles), LIMITS.values, 2),
        per: v.picklist(['machine', 'guest']),
        total: v.exactOptional(int(0, LIMITS.cycles)),
      }),
      LIMITS.knobs,
    ),
  ),
  powers: v.exactOptional(list(v.strictTuple([int(0, LIMITS.pcpus * LIMITS.machines), cycles]), LIMITS.pcpus)),
});

export const kernel: v.GenericSchema<unknown, Kernel> = v.strictObject({
  id,
  family: id,
  closed: v.boolean(),
  portLines: int(0, 1e8),
  isa: v.exactOptional(id),
  knows: v.exactOptional(list(id, 8)),
  yours: v.exactOptional(v.boolean()),
});
