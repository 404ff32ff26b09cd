/** Worlds for the properties: random but legal setups on one to four machines of different clocks. */
import fc from 'fast-check';
import type {
  CostModel,
  EpisodeKind,
  Episodes,
  GuestSpec,
  Id,
  Int,
  Op,
  ScriptItem,
  Setup,
  Workload,
  World,
} from '../../src/sim/index.ts';
import { createWorld, EPISODES, SCHEDULERS, VERBS } from '../../src/sim/index.ts';
import { DOMAINS, FEATURES, KERNELS, MODELS, PLATFORMS, type Platform } from './machines.ts';

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
  // what follows a system call has to be something that this machine can do
  const chain = allowed.includes('callReturn') ? 2 : 1;
  const mix = fc.record({
    ops: fc.uniqueArray(fc.constantFrom(...allowed), { minLength: 1, maxLength: 5 }),
    burst: cycles(200, 60_000),
    deck: fc.option(cycles(1, 9)),
    halts: fc.boolean(),
    count: cycles(1, 4),
    chained: fc.boolean(),
    sited: fc.boolean(),
    kernelBp: cycles(0, 10_000),
    every: rarely(cycles(5_000, 200_000)),
  });
  const phase = mix.map(({ ops, burst, deck, halts, count, chained, sited, kernelBp, every }) => ({
    kernelBp,
    ...(every === null ? {} : { every: { kind: 'uniform' as const, mean: every } }),
    ...(chained ? { chains: { syscall: [{ burst: 700 }, { op: 'callReturn' as const }].slice(0, chain) } } : {}),
    ...(sited ? { sites: { syscall: { pool: 'code', draw: 'dealt' as const, parts: 4, markedBp: 2_000 } } } : {}),
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

const itemOps = (items: readonly ScriptItem[]): Op[] => items.flatMap((item) => ('op' in item ? [item.op] : []));

const opsIn = (workload: Workload): Op[] =>
  'script' in workload
    ? itemOps(workload.script)
    : workload.phases.flatMap(({ ops, chains }) => [
        ...(Object.keys(ops) as Op[]).filter((op) => op !== 'halt'),
        ...itemOps(Object.values(chains ?? {}).flat()),
      ]);

/** Where a guest may be, and what it is called there. */
type Home = { index: Int; machine: Id; platform: Platform };

/** The modes that somebody may choose for a guest: those of its own machine, and those of others where it can do its work. */
function choicesFor(home: Home, all: readonly Home[], open: boolean, works: readonly Workload[]): GuestSpec['choices'] {
  const ops = works.flatMap(opsIn);
  const serves = home.index === 0 && (home.platform.services ?? []).some(({ guest }) => guest !== undefined);
  return all
    .filter(({ machine }) => !serves || machine === home.machine)
    .flatMap(({ machine, platform }) => {
      const can = ops.every((op) => platform.ops.includes(op));
      const ported = open && !ops.some((op) => platform.refused.includes(op)) ? platform.openModes : [];
      const modes = can || machine === home.machine ? [...platform.modes, ...ported] : [];
      return modes.map((mode) => ({ mode, machine }));
    });
}

/** A guest, and what it does on another day. The first one is always there; who asks to enter is there when somebody says yes. */
function guest(home: Home, all: readonly Home[]): fc.Arbitrary<{ spec: GuestSpec; otherwise: Workload }> {
  const { index, machine, platform } = home;
  const open = index % 2 === 0;
  return fc.constantFrom(...platform.modes, ...(open ? platform.openModes : [])).chain((mode) => {
    const works = workload(platform, (op) => mode !== 'paravirtual' || !platform.refused.includes(op));
    return fc
      .record({
        workload: works,
        otherwise: works,
        vcpus: fc.oneof({ weight: 6, arbitrary: cycles(1, 2) }, { weight: 1, arbitrary: cycles(3, 8) }),
        role: fc.constantFrom('batch' as const, 'service' as const),
        patience: cycles(40_000, 2_000_000),
        metric: fc.constantFrom('wake' as const, 'request' as const, 'progress' as const),
        pages: rarely(cycles(1, 60)),
        drivers: rarely(fc.constant<Id[]>(['nic'])),
        rises: rarely(cycles(1, 300_000)),
        enters: rarely(
          fc.record({ at: cycles(1, 300_000), stay: cycles(1, 900_000), risk: cycles(100_000, 2_000_000) }),
        ),
      })
      .map(({ workload, otherwise, vcpus, role, patience, metric, pages, drivers, rises, enters }) => ({
        spec: {
          id: index === 0 ? 'first' : `g${index}`,
          kernel: open ? 'open' : 'closed',
          vcpus,
          weight: 256,
          mode,
          machine,
          role,
          footprint: 16,
          code: [{ id: 'code', blocks: 12, instructions: { kind: 'fixed' as const, mean: 5 } }],
          boot: 5_000,
          workload,
          goal: { metric, tolerance: 5_000, patience, regain: 12_000 },
          choices: choicesFor(home, all, open, [workload, otherwise]) ?? [],
          ...(index === 0 ? {} : given(enters !== null && mode !== 'paravirtual' ? { enters } : { rises })),
          ...given({ pages, drivers }),
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

/** Setups on machines of these platforms, m0, m1 …, with so many guests; each guest's home is drawn. */
function setupsWith(platforms: readonly Platform[], guests: fc.Arbitrary<Int>, length: Int): fc.Arbitrary<Setup> {
  const homeOf = (index: Int, m: Int): Home => ({
    index,
    machine: `m${m}`,
    platform: platforms[m] ?? (platforms[0] as Platform),
  });
  const all = platforms.map((_, m) => homeOf(0, m));
  const drawn = guests.chain((n) =>
    fc.tuple(
      ...Array.from({ length: n }, (_, index) =>
        cycles(0, index === 0 ? 0 : platforms.length - 1).chain((m) => guest(homeOf(index, m), all)),
      ),
    ),
  );
  const pcpus = fc.tuple(...platforms.map(() => cycles(1, platforms.length === 1 ? 4 : 2)));
  return fc
    .record({
      seed: cycles(0, 2 ** 32 - 1),
      pcpus,
      late: fc.array(rarely(cycles(1, 400_000)), { minLength: 3, maxLength: 3 }),
      guests: drawn,
      kind: fc.constantFrom(...SCHEDULERS),
      isRuled: fc.boolean(),
      isSunday: fc.boolean(),
      dealt: fc.boolean(),
      cachePages: cycles(2, 100),
      episodes: rarely(episodes),
      poll: fc.constantFrom(null, 0, 2_000, 30_000, 400_000),
    })
    .map(({ seed, pcpus, late, guests, kind, isRuled, isSunday, dealt, cachePages, episodes, poll }) => {
      const count = pcpus.reduce((sum, n) => sum + n, 0);
      return {
        seed,
        length,
        machines: platforms.map(({ costs, devices, lockHold }, m) => ({
          id: `m${m}`,
          costs,
          pcpus: pcpus[m] ?? 1,
          features: FEATURES,
          devices,
          host: 'bare' as const,
          ...(lockHold === null ? {} : { shared: { cachePages, lockHold } }),
        })),
        kernels: KERNELS,
        guests: guests.map(({ spec }) => spec),
        rules: isRuled ? platforms.flatMap(({ rules }) => rules).filter(unique) : [],
        scheduler: { kind, slice: 40_000 },
        knobs: { capPeriod: 200_000, partCycles: 100_000, askCycles: 150_000, ...given({ 'poll.window': poll }) },
        tunables: [
          { knob: 'capPeriod', values: [100_000, 200_000], per: 'machine' as const },
          { knob: 'batch', values: [1, 2, 5, 40], per: 'guest' as const },
          { knob: 'domainPcpu', values: [0, 1], per: 'machine' as const },
          // where it is null nobody can poll, and the mechanism is not there
          ...(poll === null ? [] : [{ knob: 'poll.window', values: [0, 5_000, 60_000], per: 'guest' as const }]),
        ],
        verbs: [...VERBS],
        goals: [{ id: 'useful', star: 1, metric: 'usefulShare', atLeast: 1, unit: 'bp' }],
        maxReboots: 1_000,
        powers: late.slice(0, count - 1).flatMap((at, n): [Int, Int][] => (at === null ? [] : [[n + 1, at]])),
        porting: { mode: 'paravirtual' },
        services: platforms.flatMap(({ services = [] }, m) => services.map((one) => ({ ...one, machine: `m${m}` }))),
        admission: { modes: admitted(platforms), dealt },
        ...(isSunday ? { days: [Object.fromEntries(guests.map(({ spec, otherwise }) => [spec.id, otherwise]))] } : {}),
        ...given({ episodes }),
      };
    });
}

const unique = <T>(item: T, n: Int, all: readonly T[]): boolean =>
  all.findIndex((other) => JSON.stringify(other) === JSON.stringify(item)) === n;

/** What every one of the platforms may let applicants in under. */
const admitted = (platforms: readonly Platform[]): Id[] =>
  (platforms[0]?.admits ?? []).filter((mode) => platforms.every(({ admits }) => admits.includes(mode)));

/** Setups on one machine. */
export const setupsOn = (platform: Platform): fc.Arbitrary<Setup> => setupsWith([platform], cycles(1, 5), 3_000_000);

/** A driver domain serves the machine that it is on: of the machines, only the first may have one. */
const withoutDomain = (platform: Platform): Platform =>
  platform === DOMAINS ? { ...DOMAINS, ...withoutRing } : platform;
const withoutRing = {
  ops: DOMAINS.ops.filter((op) => op !== 'packetOut' && op !== 'packetIn'),
  services: DOMAINS.services?.filter(({ guest }) => guest === undefined) ?? [],
};

/** Two to four machines of different clocks. */
const racks: fc.Arbitrary<Setup> = fc
  .array(fc.constantFrom(...PLATFORMS), { minLength: 2, maxLength: 4 })
  .chain(([first, ...others]) =>
    setupsWith([first as Platform, ...others.map(withoutDomain)].filter(unique), cycles(2, 7), 3_000_000),
  );

/** One machine with many guests. */
const crowds: fc.Arbitrary<Setup> = fc
  .constantFrom(...PLATFORMS)
  .chain((platform) => setupsWith([platform], cycles(30, 64), 400_000));

export const setups: fc.Arbitrary<Setup> = fc.oneof(
  ...PLATFORMS.map((platform) => ({ weight: 2, arbitrary: setupsOn(platform) })),
  { weight: 6, arbitrary: racks },
  { weight: 1, arbitrary: crowds },
);

/** The world of a setup, which has to be legal. */
export function made(setup: Setup, models: readonly CostModel[] = MODELS): World {
  const created = createWorld(setup, models);
  if (!created.ok) throw new Error(`${created.code} at ${created.path}`);
  return created.world;
}
