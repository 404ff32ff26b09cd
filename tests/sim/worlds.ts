/** Worlds for the properties: random but legal setups on three measured machines. */
import fc from 'fast-check';
import type { CostModel, EpisodeKind, Episodes, GuestSpec, Int, Setup, Workload, World } from '../../src/sim/index.ts';
import { createWorld, EPISODES, SCHEDULERS, VERBS } from '../../src/sim/index.ts';
import { FEATURES, KERNELS, MODELS, PLATFORMS, type Platform } from './machines.ts';

const cycles = (min: Int, max: Int) => fc.integer({ min, max });
const rarely = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | null> =>
  fc.oneof({ weight: 3, arbitrary: fc.constant(null) }, { weight: 1, arbitrary });

/** Without the fields that are null: an optional field is there or not, never undefined. */
type Given<T> = { [K in keyof T]?: Exclude<T[K], null> };
const given = <T extends object>(parts: T): Given<T> =>
  Object.fromEntries(Object.entries(parts).filter(([, part]) => part !== null)) as Given<T>;

/** Computes and carries out operations; now and then it halts, serves requests, or follows a script. */
function workload({ ops }: Platform, may: (op: Platform['ops'][number]) => boolean): fc.Arbitrary<Workload> {
  const allowed = ops.filter(may);
  const mix = fc.record({
    ops: fc.uniqueArray(fc.constantFrom(...allowed), { minLength: 1, maxLength: 5 }),
    burst: cycles(200, 60_000),
    deck: fc.option(cycles(1, 9)),
    halts: fc.boolean(),
    count: cycles(1, 4),
  });
  const phase = mix.map(({ ops, burst, deck, halts, count }) => ({
    dealt: deck !== null,
    burst: { kind: 'exponential' as const, mean: burst, ...given({ deck }) },
    ops: { syscall: 1, ...Object.fromEntries(ops.map((op) => [op, 2])), ...(halts ? { halt: 1 } : {}) },
    count: { lock: count, touch: count, packetOut: count },
    sleep: { kind: 'uniform' as const, mean: 30_000 },
  }));
  const between = fc.boolean().map((busy) =>
    busy
      ? {
          burst: { kind: 'uniform' as const, mean: 40_000 },
          ops: { syscall: 2, halt: 1 },
          sleep: { kind: 'uniform' as const, mean: 20_000 },
        }
      : null,
  );
  const arrivals = between.map((between) => ({
    every: { kind: 'exponential' as const, mean: 120_000 },
    rounds: 3,
    line: 'nic',
    ...given({ between }),
  }));
  const phased = fc
    .record({ first: phase, second: rarely(phase), turn: cycles(10_000, 200_000), arrivals: fc.option(arrivals) })
    .map(({ first, second, turn, arrivals }) => ({
      phases:
        second === null
          ? [first]
          : [
              { ...first, until: turn },
              { ...second, until: 2 * turn },
            ],
      loop: second !== null,
      ...given({ arrivals }),
    }));
  const scripted = fc
    .record({ bursts: fc.array(cycles(1, 50_000), { minLength: 1, maxLength: 5 }), op: fc.constantFrom(...allowed) })
    .map(({ bursts, op }) => ({
      script: [...bursts.flatMap((burst) => [{ burst }, { op }]), { sleep: 9_000 }],
      loop: true,
    }));
  return fc.oneof({ weight: 8, arbitrary: phased }, { weight: 1, arbitrary: scripted });
}

/** A guest, and what it does on another day. */
function guest(platform: Platform, index: Int): fc.Arbitrary<{ spec: GuestSpec; otherwise: Workload }> {
  const open = index % 2 === 0;
  return fc.constantFrom(...platform.modes, ...(open ? platform.openModes : [])).chain((mode) => {
    const works = workload(platform, (op) => mode !== 'paravirtual' || !platform.refused.includes(op));
    return fc
      .record({
        workload: works,
        otherwise: works,
        vcpus: cycles(1, 2),
        role: fc.constantFrom('batch' as const, 'service' as const),
        patience: cycles(40_000, 2_000_000),
        metric: fc.constantFrom('wake' as const, 'request' as const, 'progress' as const),
        pages: rarely(cycles(1, 60)),
        rises: rarely(cycles(1, 300_000)),
        enters: rarely(
          fc.record({ at: cycles(1, 300_000), stay: cycles(1, 900_000), risk: cycles(100_000, 2_000_000) }),
        ),
      })
      .map(({ workload, otherwise, vcpus, role, patience, metric, pages, rises, enters }) => ({
        spec: {
          id: `g${index}`,
          kernel: open ? 'open' : 'closed',
          vcpus,
          weight: 256,
          mode,
          machine: 'm',
          role,
          footprint: 16,
          boot: 5_000,
          workload,
          goal: { metric, tolerance: 5_000, patience, regain: 12_000 },
          // the first one is always there; who asks to enter is there when somebody says yes
          ...(index === 0 ? {} : given(enters !== null && mode !== 'paravirtual' ? { enters } : { rises })),
          ...given({ pages }),
        },
        otherwise,
      }));
  });
}

/** Trouble of every kind, soon and often. */
const episodes: fc.Arbitrary<Episodes> = fc.record({
  first: cycles(1, 100_000),
  every: fc.constant({ kind: 'exponential' as const, mean: 60_000 }),
  lasts: fc.constant({ kind: 'exponential' as const, mean: 120_000 }),
  kinds: fc.constant(
    EPISODES.map((kind: EpisodeKind, n) => ({
      kind,
      weight: 1,
      role: n % 2 === 0 ? ('batch' as const) : ('service' as const),
      factorBp: 25_000,
    })),
  ),
});

/** Setups on one machine. */
export const setupsOn = (platform: Platform): fc.Arbitrary<Setup> =>
  fc
    .record({
      seed: cycles(0, 2 ** 32 - 1),
      pcpus: cycles(1, 4),
      late: fc.array(rarely(cycles(1, 400_000)), { minLength: 3, maxLength: 3 }),
      guests: cycles(1, 5).chain((n) => fc.tuple(...Array.from({ length: n }, (_, index) => guest(platform, index)))),
      kind: fc.constantFrom(...SCHEDULERS),
      rules: fc.oneof(fc.constant(platform.rules), fc.subarray(platform.rules)),
      isSunday: fc.boolean(),
      dealt: fc.boolean(),
      cachePages: cycles(2, 100),
      episodes: rarely(episodes),
    })
    .map(({ seed, pcpus, late, guests, kind, rules, isSunday, dealt, cachePages, episodes }) => ({
      seed,
      length: 3_000_000,
      machines: [
        {
          id: 'm',
          costs: platform.costs,
          pcpus,
          features: FEATURES,
          devices: platform.devices,
          host: 'bare',
          ...(platform.lockHold === null ? {} : { shared: { cachePages, lockHold: platform.lockHold } }),
        },
      ],
      kernels: KERNELS,
      guests: guests.map(({ spec }) => spec),
      rules,
      scheduler: { kind, slice: 40_000 },
      knobs: { capPeriod: 200_000, portCycles: 100_000, askCycles: 150_000 },
      verbs: [...VERBS],
      goals: [{ id: 'useful', star: 1, metric: 'usefulShare', atLeast: 1, unit: 'bp' }],
      maxReboots: 1_000,
      powers: late.slice(0, pcpus - 1).flatMap((at, n): [Int, Int][] => (at === null ? [] : [[n + 1, at]])),
      porting: { mode: 'paravirtual' },
      admission: { modes: platform.admits, dealt },
      ...(isSunday ? { days: [Object.fromEntries(guests.map(({ spec, otherwise }) => [spec.id, otherwise]))] } : {}),
      ...given({ episodes }),
    }));

export const setups: fc.Arbitrary<Setup> = fc.oneof(...PLATFORMS.map(setupsOn));

/** The world of a setup, which has to be legal. */
export function made(setup: Setup, models: readonly CostModel[] = MODELS): World {
  const created = createWorld(setup, models);
  if (!created.ok) throw new Error(`${created.code} at ${created.path}`);
  return created.world;
}
