/** A small house of containers on the machine of level 14, for tests that teach one mechanism at a time. */
import { readFileSync } from 'node:fs';
import { CATEGORY } from '../../../src/sim/access.ts';
import type { CostModel, Cycles, GuestSpec, Int, Kernel, LimitName, Op, Setup, World } from '../../../src/sim/index.ts';
import { apply, createWorld, ledger, OPS, totals, VERBS } from '../../../src/sim/index.ts';

export const MODEL = JSON.parse(
  readFileSync(new URL('../../../levels/costs/xeon-2013.json', import.meta.url), 'utf8'),
) as CostModel;
/** one millisecond of the machine, in cycles */
export const MS: Cycles = MODEL.hz / 1000;
/** cycles for which one kernel call holds the lock */
export const HOLD: Cycles = MODEL.costs['lock.hold']?.cycles ?? 0;

const KERNELS: Kernel[] = [
  { id: 'linux', family: 'linux', closed: false, portLines: 0 },
  { id: 'windows', family: 'windows', closed: true, portLines: 0 },
];

/** A container that computes without end, unless told otherwise. */
export function tenant(id: string, spec: Partial<GuestSpec> = {}): GuestSpec {
  return {
    id,
    kernel: 'linux',
    vcpus: 1,
    weight: 256,
    mode: 'container',
    machine: 'host',
    role: 'service',
    footprint: 0,
    boot: MS,
    workload: { script: [{ burst: MS }], loop: true },
    ...spec,
  };
}

/** A workload of requests: `perMs` of them arrive in a millisecond, each is `rounds` bursts, each followed by an operation. */
export function requests(perMs: Int, rounds: Int, burst: Cycles, op: Op, count: Int): GuestSpec['workload'] {
  return {
    phases: [{ burst: { kind: 'fixed', mean: burst }, ops: { [op]: 1 }, count: { [op]: count } }],
    arrivals: { every: { kind: 'fixed', mean: Math.floor(MS / perMs) }, rounds, line: 'nic' },
  };
}

/** One operation, once, and then nothing. */
export const once = (op: Op, count: Int): GuestSpec['workload'] => ({ script: [{ op, count }], loop: false });

export function setupOf(guests: GuestSpec[], more: Partial<Setup> & { pcpus?: Int } = {}): Setup {
  const { pcpus = 4, ...rest } = more;
  return {
    seed: 1,
    length: 10_000 * MS,
    machines: [
      {
        id: 'host',
        costs: 'xeon-2013',
        pcpus,
        features: ['kernel.linux', 'vt-x', 'ept'],
        devices: [{ id: 'disk', kind: 'disk', channels: 5, service: { kind: 'fixed', cost: 'disk.read' } }],
        host: 'sharedKernel',
        shared: { cachePages: 1000, lockHold: 'lock.hold' },
      },
    ],
    kernels: KERNELS,
    guests,
    rules: [],
    scheduler: { kind: 'fair', slice: MS },
    knobs: { capPeriod: 10 * MS, askCycles: 50 * MS },
    verbs: [...VERBS],
    goals: [],
    maxReboots: 1000,
    admission: { modes: ['container', 'hardwareAssisted2'], dealt: false },
    ...rest,
  };
}

export function house(guests: GuestSpec[], more: Parameters<typeof setupOf>[1] = {}): World {
  const created = createWorld(setupOf(guests, more), [MODEL]);
  if (!created.ok) throw new Error(`${created.code} at ${created.path}`);
  return created.world;
}

export const COMMAND = {
  weight: 'setWeight',
  cap: 'setCap',
  pageCap: 'setPageCap',
  callLimit: 'setCallLimit',
  freeze: 'setFreeze',
} as const;

/** Sets a limit, which has to be legal. */
export function limit(w: World, guest: Int, name: LimitName, value: Int): void {
  const verdict = apply(w, { do: COMMAND[name], guest, value });
  if (!verdict.ok) throw new Error(verdict.code);
}

/** Of one pCPU, the share that a guest has had so far. */
export const cpu = (w: World, guest: Int): number =>
  (ledger(w).byGuest[guest] ?? []).reduce((sum, cycles) => sum + cycles, 0) / w.now;
/** Cycles spun away at the lock by everybody. */
export const spun = (w: World): Cycles => totals(w)[CATEGORY.contention] ?? 0;
/** Operations of a kind that a guest has finished. */
export const done = (w: World, guest: Int, op: Op): Int => w.opCount[guest]?.[OPS.indexOf(op)] ?? 0;
