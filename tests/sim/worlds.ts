/** Worlds for the properties: random but legal setups on the real cost models, and random commands. */
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import type { Command, CostModel, GuestSpec, Int, Kernel, Op, Setup, World } from '../../src/sim/index.ts';
import { createWorld, VERBS } from '../../src/sim/index.ts';

const read = (path: string): unknown =>
  JSON.parse(readFileSync(new URL(`../../levels/${path}`, import.meta.url), 'utf8'));
export const MODELS = ['p4-2005', 'xeon-2003', 'xeon-2013'].map((id) => read(`costs/${id}.json`) as CostModel);

export const KERNELS: Kernel[] = [
  { id: 'open', family: 'linux', closed: false, portLines: 2995 },
  { id: 'closed', family: 'windows', closed: true, portLines: 4620 },
];

export const P4_MODES = [
  'native',
  'interpreted',
  'trapAndEmulate',
  'binaryTranslation',
  'hardwareAssisted1',
  'paravirtual',
  'container',
] as const;

const OPS_USED: Op[] = [
  'syscall',
  'exception',
  'pageFault',
  'ptWrite',
  'ptMap',
  'readClock',
  'irqMask',
  'portOut',
  'portIn',
  'callReturn',
];

/** A paravirtual guest has no ports to touch. */
const PORTS: Op[] = ['portIn', 'portOut'];

/** A guest that computes, carries out operations, and now and then halts or serves requests. */
function guest(index: Int): fc.Arbitrary<GuestSpec> {
  return fc
    .record({
      mode: fc.constantFrom(...P4_MODES),
      ops: fc.uniqueArray(fc.constantFrom(...OPS_USED), { minLength: 1, maxLength: 5 }),
      burst: fc.integer({ min: 200, max: 60_000 }),
      halts: fc.boolean(),
      serves: fc.boolean(),
      busy: fc.boolean(),
      deck: fc.option(fc.integer({ min: 1, max: 9 })),
      vcpus: fc.integer({ min: 1, max: 2 }),
      patience: fc.integer({ min: 40_000, max: 2_000_000 }),
      metric: fc.constantFrom('wake' as const, 'request' as const, 'progress' as const),
    })
    .map(({ mode, ops, burst, halts, serves, busy, deck, vcpus, patience, metric }) => ({
      id: `g${index}`,
      kernel: index % 2 === 0 ? 'open' : 'closed',
      vcpus,
      weight: 256,
      mode: index % 2 === 1 && mode === 'paravirtual' ? 'binaryTranslation' : mode,
      machine: 'm',
      role: 'service',
      footprint: 16,
      boot: 5_000,
      workload: {
        phases: [
          {
            dealt: deck !== null,
            burst: { kind: 'exponential', mean: burst, ...(deck === null ? {} : { deck }) },
            ops: {
              syscall: 1,
              ...Object.fromEntries(
                ops.filter((op) => mode !== 'paravirtual' || !PORTS.includes(op)).map((op) => [op, 2]),
              ),
              ...(halts ? { halt: 1 } : {}),
            },
            sleep: { kind: 'uniform', mean: 30_000 },
          },
        ],
        ...(serves
          ? {
              arrivals: {
                every: { kind: 'exponential' as const, mean: 120_000 },
                rounds: 3,
                line: 'nic',
                ...(busy
                  ? { between: { burst: { kind: 'uniform' as const, mean: 40_000 }, ops: { syscall: 1 } } }
                  : {}),
              },
            }
          : {}),
      },
      goal: { metric, tolerance: 5_000, patience, regain: 12_000 },
    }));
}

export const setups: fc.Arbitrary<Setup> = fc
  .record({
    seed: fc.integer({ min: 0, max: 2 ** 32 - 1 }),
    pcpus: fc.integer({ min: 1, max: 4 }),
    guests: fc
      .integer({ min: 1, max: 5 })
      .chain((n) => fc.tuple(...Array.from({ length: n }, (_, index) => guest(index)))),
    kind: fc.constantFrom('hand' as const, 'dispatcher' as const, 'roundRobin' as const, 'fair' as const),
    wires: fc.boolean(),
  })
  .map(({ seed, pcpus, guests, kind, wires }) => ({
    seed,
    length: 3_000_000,
    machines: [
      {
        id: 'm',
        costs: 'p4-2005',
        pcpus,
        features: ['vt-x', 'kernel.linux', 'kernel.windows'],
        devices: [],
        host: 'bare',
      },
    ],
    kernels: KERNELS,
    guests,
    rules: wires
      ? [
          { reason: 'privileged', guest: '*', handler: 'emulator' },
          { reason: 'pageTable', guest: '*', handler: 'shadowPager' },
          { reason: 'fault', guest: '*', handler: 'reflect' },
          { reason: 'ioWrite', guest: '*', handler: 'latch' },
        ]
      : [],
    scheduler: { kind, slice: 40_000 },
    knobs: { capPeriod: 200_000, portCycles: 100_000 },
    verbs: [...VERBS],
    goals: [{ id: 'useful', star: 1, metric: 'usefulShare', atLeast: 1, unit: 'bp' }],
    maxReboots: 1_000,
  }));

/** The world of a setup, which has to be legal. */
export function made(setup: Setup, models: readonly CostModel[] = MODELS): World {
  const created = createWorld(setup, models);
  if (!created.ok) throw new Error(`${created.code} at ${created.path}`);
  return created.world;
}

const HANDLERS = ['emulator', 'shadowPager', 'reflect', 'deviceModel', 'latch', 'hold'];
const REASONS = ['privileged', 'pageTable', 'fault', 'ioRead', 'ioWrite'];
const small = fc.integer({ min: -1, max: 6 });

/** Any command, mostly illegal. */
export const commands: fc.Arbitrary<Command> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ do: fc.constant('place' as const), task: small, pcpu: small }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('preempt' as const), pcpu: small }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('deck' as const), pcpu: small, task: small }) },
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant('route' as const),
      task: small,
      exit: fc.integer({ min: 1, max: 12 }),
      handler: fc.constantFrom(...HANDLERS),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('park' as const), pcpu: small }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('drain' as const), pcpu: small }) },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('inject' as const), guest: small, line: fc.constantFrom('nic', 'none') }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('setRule' as const),
      rule: fc.record({
        reason: fc.constantFrom(...REASONS),
        guest: fc.constantFrom('*', 'g0'),
        handler: fc.constantFrom(...HANDLERS),
      }),
      on: fc.boolean(),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constantFrom('setWeight' as const, 'setCap' as const, 'setPageCap' as const, 'setCallLimit' as const),
      guest: small,
      value: fc.integer({ min: -1, max: 20_000 }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('port' as const), kernel: fc.constantFrom('open', 'closed', 'none') }),
  },
);

/** What a player might do, and when: gaps in cycles between commands. */
export const plays: fc.Arbitrary<{ after: Int; c: Command }[]> = fc.array(
  fc.record({ after: fc.integer({ min: 0, max: 120_000 }), c: commands }),
  { maxLength: 40 },
);
