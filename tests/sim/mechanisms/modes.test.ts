/** Two machines, on which a guest may be translated or run in hardware: what it costs to change one's mind. */
import { describe, expect, it } from 'vitest';
import { CATEGORY } from '../../../src/sim/access.ts';
import {
  advance,
  aheadOf,
  apply,
  can,
  fingerprint,
  type GuestSpec,
  type Id,
  type Int,
  ledger,
  metric,
  OPS,
  patienceAt,
  quote,
  type Setup,
  standingOf,
  type World,
} from '../../../src/sim/index.ts';
import { made } from '../worlds.ts';
import { cost, give, heard, SWITCH, spent } from './desk.ts';

const BT = 'binaryTranslation';
const HW = 'hardwareAssisted1';
/** of four instructions that are hot; of one page */
const TO_BT = 4 * cost('bt.translate');
const TO_HW = cost('vtx.exit') + cost('vtx.fill') + cost('vtx.entry');
/** a port read under either */
const READ = { [BT]: cost('bt.port'), [HW]: cost('vtx.exit') + cost('vtx.port') + cost('vtx.entry') + cost('portIn') };
const BOOT = 30_000;
const BURST = 10_000;
const CHOICES = [
  { mode: BT, machine: 'here' },
  { mode: HW, machine: 'here' },
];

const guest = (id: Id, spec: Partial<GuestSpec> = {}): GuestSpec => ({
  id,
  kernel: 'open',
  vcpus: 1,
  weight: 256,
  mode: BT,
  machine: 'here',
  role: 'batch',
  footprint: 0,
  boot: BOOT,
  workload: { script: [{ burst: BURST }, { op: 'portIn' }], loop: true },
  choices: CHOICES,
  ...spec,
});

function host(guests: GuestSpec[], more: Partial<Setup> = {}): World {
  const machine = { costs: 'p4-2005', pcpus: 2, features: ['vt-x'], devices: [], host: 'bare' as const };
  return made({
    seed: 1,
    length: 100_000_000,
    machines: [
      { id: 'here', ...machine },
      { id: 'there', ...machine },
    ],
    kernels: [{ id: 'open', family: 'linux', closed: false, portLines: 1 }],
    guests,
    rules: [],
    scheduler: { kind: 'dispatcher', slice: 0 },
    knobs: {},
    verbs: ['mode', 'place', 'preempt', 'deck'],
    goals: [],
    maxReboots: 1000,
    ...more,
  });
}

const set = (mode: Id, machine?: Int) => ({
  do: 'setMode' as const,
  guest: 0,
  mode,
  ...(machine === undefined ? {} : { machine }),
});
const modeOf = (w: World): Id => w.program.modes[w.guests[0]?.mode ?? 0]?.id ?? '';
const charged = (w: World): number => (ledger(w).byGuest[0] ?? []).reduce((sum, cycles) => sum + cycles, 0);
const reads = (w: World): Int => w.opCount[0]?.[OPS.indexOf('portIn')] ?? 0;

describe('a change in place', () => {
  it.each([
    ['to hardware', BT, HW, TO_HW, { exitEntry: cost('vtx.exit') + cost('vtx.entry'), shadowPaging: cost('vtx.fill') }],
    ['to the translator', HW, BT, TO_BT, { translation: TO_BT }],
  ] as const)('%s costs its path, to the cycle, charged to the guest', (_, from, to, price, parts) => {
    const w = host([guest('g', { mode: from, workload: { script: [{ burst: 1_000_000 }], loop: true } })]);
    advance(w, SWITCH + 5_000);
    expect(quote(w, set(to)).total).toBe(price);
    give(w, w.now, set(to));
    const [entered] = heard(w, SWITCH + 5_000 + price + 1, 'modeEntered');
    expect(entered).toEqual({ type: 'modeEntered', at: SWITCH + 5_000 + price, guest: 0, mode: to, took: price });
    for (const [category, cycles] of Object.entries(parts))
      expect(ledger(w).byGuest[0]?.[CATEGORY[category as 'translation']], category).toBe(cycles);
    expect(metric(w, 'modeChanges')?.value).toBe(1);
  });

  it('begins at once where the guest computes, and the rest of its burst is kept', () => {
    const w = host([guest('g')]);
    give(w, SWITCH + 4_000, set(HW));
    expect(standingOf(w, 0)).toMatchObject({ changing: true });
    expect(modeOf(w)).toBe(BT);
    advance(w, w.now + TO_HW + 6_000 + READ[HW]);
    expect(modeOf(w)).toBe(HW);
    expect(reads(w)).toBe(1);
  });

  it('waits until the operation that is under way is over, which ends as it began', () => {
    const w = host([guest('g', { mode: HW })]);
    const inside = SWITCH + BURST + 1_000;
    give(w, inside, set(BT));
    expect(standingOf(w, 0)).toMatchObject({ changing: false });
    const [entered] = heard(w, inside + 60_000, 'modeEntered');
    expect(entered?.at).toBe(SWITCH + BURST + READ[HW] + TO_BT);
  });

  it('comes with the switch, where the guest waits for a processor', () => {
    const w = host([guest('g'), guest('a'), guest('b')], { scheduler: { kind: 'hand', slice: 0 } });
    give(w, 1_000, set(HW));
    expect(can(w, set(BT))).toEqual({ ok: true, deferred: true });
    give(w, 2_000, { do: 'place', task: 0, pcpu: 0 });
    const [entered] = heard(w, 40_000, 'modeEntered');
    expect(entered?.at).toBe(2_000 + SWITCH + TO_HW);
  });

  it('can be taken back for nothing before it has begun', () => {
    const w = host([guest('g')], { scheduler: { kind: 'hand', slice: 0 } });
    give(w, 1_000, set(HW));
    give(w, 1_500, set(BT));
    give(w, 2_000, { do: 'place', task: 0, pcpu: 0 });
    advance(w, 200_000);
    expect(modeOf(w)).toBe(BT);
    expect(spent(w, 'translation') + spent(w, 'shadowPaging')).toBe(0);
    expect(metric(w, 'modeChanges')?.value).toBe(0);
  });

  it('is paid both ways once it has begun', () => {
    const w = host([guest('g')]);
    give(w, SWITCH + 1_000, set(HW));
    give(w, SWITCH + 2_000, set(BT));
    const entered = heard(w, 100_000, 'modeEntered').map(({ mode, took }) => ({ mode, took }));
    expect(entered).toEqual([
      { mode: HW, took: TO_HW },
      { mode: BT, took: TO_BT },
    ]);
  });

  it('is paid once by a guest of two vCPUs', () => {
    const w = host([guest('g', { vcpus: 2 })]);
    give(w, SWITCH + 1_000, set(HW));
    advance(w, 200_000);
    expect(spent(w, 'shadowPaging')).toBe(cost('vtx.fill'));
    expect(modeOf(w)).toBe(HW);
  });

  it('loses nothing: no operation, no request, no work', () => {
    const work = { phases: [{ burst: { kind: 'fixed' as const, mean: 3_000 }, ops: { syscall: 1 } }] };
    const served = { ...work, arrivals: { every: { kind: 'fixed' as const, mean: 40_000 }, rounds: 2, line: 'nic' } };
    const w = host([
      guest('g', { workload: served, goal: { metric: 'request', tolerance: 0, patience: 9_000_000, regain: 0 } }),
    ]);
    for (let at = 20_000; at < 2_000_000; at += 37_000) {
      advance(w, at);
      apply(w, set(modeOf(w) === BT ? HW : BT));
    }
    advance(w, 2_030_000);
    const { arrived, served: answered, dropped, inbox, lost } = w.guests[0] ?? {};
    expect({ arrived, dropped, lost }).toEqual({ arrived: 50, dropped: 0, lost: 0 });
    expect((answered ?? 0) + (inbox?.length ?? 0)).toBe(50);
    expect(metric(w, 'modeChanges')?.value).toBeGreaterThan(40);
  });

  it('lets patience fall: a guest that is taken over gets nothing done', () => {
    const goal = { metric: 'progress' as const, tolerance: 0, patience: 500_000, regain: 0 };
    const w = host([guest('g', { goal, workload: { script: [{ burst: 1_000_000 }], loop: true } })]);
    give(w, SWITCH + 1_000, set(HW));
    const before = patienceAt(w, 0, w.now);
    advance(w, w.now + TO_HW);
    expect(before - patienceAt(w, 0, w.now)).toBe(TO_HW);
  });

  it('is free of charge for who never asks: a world in which nobody may choose does not know the paths', () => {
    const without = host([guest('g')], { verbs: ['place'] });
    const mute = host([guest('g', { choices: [] })], { verbs: ['place'] });
    advance(without, 500_000);
    advance(mute, 500_000);
    expect(fingerprint(without)).toBe(fingerprint(mute));
    expect(without.program.costs.map(({ id }) => id)).not.toContain('bt.translate');
  });
});

describe('a mode without a way in', () => {
  const restless = (spec: Partial<GuestSpec> = {}): World =>
    host([
      guest('g', {
        choices: [...CHOICES, { mode: 'trapAndEmulateInKernel', machine: 'here' }],
        goal: { metric: 'progress', tolerance: 0, patience: 900_000, regain: 0 },
        workload: { script: [{ burst: BURST }], loop: true },
        ...spec,
      }),
    ]);

  it('is entered through a restart: its boot, and then it runs under it', () => {
    const w = restless();
    expect(quote(w, set('trapAndEmulateInKernel'))).toMatchObject({ total: BOOT, parts: [{ as: 'boot' }] });
    give(w, 50_000, set('trapAndEmulateInKernel'));
    const [up] = heard(w, 200_000, 'guestUp');
    expect(up?.at).toBe(50_000 + BOOT);
    expect(modeOf(w)).toBe('trapAndEmulateInKernel');
    expect(metric(w, 'modeChanges')?.value).toBe(1);
  });

  it('keeps the work that was done, because the guest is shut down in order', () => {
    const w = restless();
    give(w, 50_000, set('trapAndEmulateInKernel'));
    advance(w, 100_000);
    expect(metric(w, 'lostWork')?.value).toBe(0);
    expect(metric(w, 'reboots')?.value).toBe(0);
  });

  it('costs patience for as long as the guest is down', () => {
    const w = restless();
    give(w, 50_000, set('trapAndEmulateInKernel'));
    const before = patienceAt(w, 0, w.now);
    advance(w, 50_000 + BOOT);
    expect(before - patienceAt(w, 0, w.now)).toBe(BOOT);
  });

  it('does not save a guest that nobody lets boot: it gives up', () => {
    const w = host(
      [
        guest('g', {
          choices: [...CHOICES, { mode: 'trapAndEmulateInKernel', machine: 'here' }],
          goal: { metric: 'progress', tolerance: 0, patience: 200_000, regain: 0 },
        }),
      ],
      { scheduler: { kind: 'hand', slice: 0 } },
    );
    give(w, 50_000, set('trapAndEmulateInKernel'));
    expect(heard(w, 260_000, 'guestRebooted').map(({ at }) => at)).toEqual([200_000]);
  });
});

describe('another machine', () => {
  const MOVES = [...CHOICES, { mode: BT, machine: 'there' }, { mode: HW, machine: 'there' }];

  it('is reached through a restart: the guest boots there, cold, and runs there', () => {
    const w = host([guest('g', { choices: MOVES, footprint: 64 })]);
    give(w, 50_000, set(BT, 1));
    expect(w.pcpus[w.tasks[0]?.pcpu ?? 0]?.machine).toBe(1);
    expect(w.tasks[0]?.debt).toBe(64 * cost('coldLine'));
    advance(w, 300_000);
    expect(w.guests[0]).toMatchObject({ machine: 1, stage: 'up' });
    expect(charged(w)).toBeGreaterThan(0);
  });

  it('has handlers of its own, which take the exits there', () => {
    const traps: GuestSpec = guest('g', {
      mode: 'trapAndEmulate',
      choices: [{ mode: 'trapAndEmulate', machine: 'there' }],
      workload: { script: [{ burst: BURST }, { op: 'portOut' }], loop: true },
    });
    const w = host([traps], { rules: [{ reason: 'ioWrite', guest: '*', handler: 'latch' }] });
    const of = (machine: Int): Int => w.program.handlers.findIndex((h) => h.id === 'latch' && h.machine === machine);
    advance(w, 50_000);
    const here = w.handlers[of(0)]?.fired ?? 0;
    expect(here).toBeGreaterThan(0);
    give(w, 50_000, set('trapAndEmulate', 1));
    advance(w, 200_000);
    expect(w.handlers[of(0)]?.fired).toBe(here);
    expect(w.handlers[of(1)]?.fired).toBeGreaterThan(0);
  });
});

describe('what a guest is to do', () => {
  const phases = [
    { until: 30_000, burst: { kind: 'fixed' as const, mean: 3_000 }, ops: { syscall: 1 } },
    { until: 50_000, burst: { kind: 'fixed' as const, mean: 1_000 }, ops: { portIn: 1 } },
    { burst: { kind: 'fixed' as const, mean: 2_000 }, ops: { syscall: 1, portIn: 1 } },
  ];

  it('is the same whatever the mode, and whenever it changes', () => {
    const done = (changes: readonly Int[]): Int[] => {
      const w = host([guest('g', { workload: { phases } })]);
      for (const at of changes) {
        advance(w, at);
        apply(w, set(modeOf(w) === BT ? HW : BT));
      }
      while ((w.tasks[0]?.demand ?? 0) < 120_000) advance(w, w.now + 1);
      return [...(w.opCount[0] ?? []), w.tasks[0]?.drawn.op ?? 0];
    };
    expect(done([10_000, 31_000, 90_000])).toEqual(done([]));
  });

  it('turns, and that is told once per phase, as a moment to look', () => {
    const w = host([guest('g', { workload: { phases } })]);
    const told = heard(w, 400_000, 'guestPhase');
    expect(told.map(({ phase }) => phase)).toEqual([1, 2]);
    const again = host([guest('g', { workload: { phases } })]);
    expect(advance(again, 400_000, undefined, 'decision')).toBe(true);
    expect(again.now).toBe(told[0]?.at);
  });

  it('can be read from yesterday: the phases to come, and what is left of each', () => {
    const w = host([guest('g', { workload: { phases } })]);
    while ((w.tasks[0]?.demand ?? 0) < 12_000) advance(w, w.now + 1);
    expect(aheadOf(w, 0, 2)).toEqual([
      { phase: 0, left: 18_000, lasts: 30_000 },
      { phase: 1, left: 20_000, lasts: 20_000 },
    ]);
    expect(aheadOf(w, 0, 9)).toHaveLength(3);
  });
});

describe('work', () => {
  it('per cycle is what the bare machine would have taken, of what was taken', () => {
    const w = host([guest('g'), guest('idle', { rises: 90_000_000 })]);
    advance(w, SWITCH + 2 * (BURST + READ[BT]));
    const native = 2 * (BURST + cost('portIn'));
    expect(metric(w, 'workPerCycle', 'g')?.value).toBe(Math.floor((10_000 * native) / w.now));
    expect(metric(w, 'workPerCycle', 'idle')).toBe(null);
    expect(metric(w, 'workPerCycle', 'batch')?.value).toBe(metric(w, 'workPerCycle', 'g')?.value);
  });

  it('has a guest that gets least of it', () => {
    const slow = guest('slow', { mode: HW, choices: [] });
    const w = host([guest('g'), slow]);
    advance(w, 1_000_000);
    expect(metric(w, 'workPerCycle', 'least')?.value).toBe(metric(w, 'workPerCycle', 'slow')?.value);
    expect(w.setup.guests[metric(w, 'workPerCycle', 'least')?.guest ?? -1]?.id).toBe('slow');
    expect(metric(w, 'workPerCycle', 'least')?.value).toBeLessThan(metric(w, 'workPerCycle')?.value ?? 0);
  });

  it('that a watchdog threw away does not count as a share', () => {
    const goal = { metric: 'progress' as const, tolerance: 0, patience: 20_000, regain: 0 };
    const w = host([guest('g', { goal })], { scheduler: { kind: 'hand', slice: 0 } });
    give(w, 0, { do: 'place', task: 0, pcpu: 0 });
    give(w, SWITCH + 8_000, { do: 'preempt', pcpu: 0 });
    advance(w, 200_000);
    expect(metric(w, 'lostWork')?.value).toBe(8_000);
    expect(metric(w, 'workShare')?.value).toBe(0);
  });
});

describe('is refused', () => {
  it.each([
    ['a guest that is not there', 'noSuchGuest', { ...set(HW), guest: 9 }],
    ['a mode that it may not be given', 'noSuchMode', set('native')],
    ['a machine that it may not go to', 'noSuchMode', set(BT, 1)],
    ['what it is already', 'alreadyInMode', set(BT)],
  ])('%s', (_, code, command) => {
    const w = host([guest('g')]);
    advance(w, 1);
    expect(can(w, command)).toMatchObject({ ok: false, code });
  });

  it('everything, where the level does not grant it', () => {
    expect(can(host([guest('g')], { verbs: ['place'] }), set(HW))).toMatchObject({ code: 'lockedVerb' });
  });
});
