import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  advance,
  CATEGORIES,
  type CostModel,
  type Cycles,
  createWorld,
  type GuestSpec,
  type Id,
  type Int,
  ledger,
  metric,
  type ScriptItem,
  type Setup,
  type World,
} from '../../../src/sim/index.ts';
import { BACKENDS, KERNELS } from '../machines.ts';
import { give, heard } from './desk.ts';

const XEON = JSON.parse(
  readFileSync(new URL('../../../levels/costs/xeon-2003.json', import.meta.url), 'utf8'),
) as CostModel;
const cost = (id: Id): Cycles => XEON.costs[id]?.cycles ?? Number.NaN;
const CROSSING = cost('pv.crossing');
const served = (n: Int): Cycles => cost('ring.notice') + n * cost('ring.body');

const guest = (id: Id, script: ScriptItem[], more: Partial<GuestSpec> = {}): GuestSpec => ({
  id,
  kernel: 'open',
  vcpus: 1,
  weight: 256,
  mode: 'paravirtualRings',
  machine: 'host',
  role: 'batch',
  footprint: 0,
  boot: 0,
  workload: { script, loop: false },
  ...more,
});
const DOM0 = guest('dom0', [{ burst: 1 }], { role: 'driverDomain' });
const [DOMAIN, FIRST] = [0, 1];

/** So many requests, and then plain work without an end. */
const writes = (n: Int, gap: Cycles = 1000): ScriptItem[] => [
  ...Array.from({ length: n }, () => [{ burst: gap }, { op: 'blockWrite' as const }]).flat(),
  { burst: 9_000_000 },
];

function host(guests: GuestSpec[], pcpus: Int, batch: Int, more: Partial<Setup> = {}, model: CostModel = XEON): World {
  const created = createWorld(
    {
      seed: 1,
      length: 10_000_000,
      machines: [{ id: 'host', costs: model.id, pcpus, features: [], devices: [], host: 'bare' }],
      kernels: KERNELS,
      guests: [DOM0, ...guests],
      rules: [],
      scheduler: { kind: 'dispatcher', slice: 0 },
      knobs: { batch },
      tunables: [
        { knob: 'batch', values: [1, 2, 5, 40, 64, 1000], per: 'guest' },
        { knob: 'domainPcpu', values: [0, 1], per: 'machine' },
      ],
      verbs: ['place', 'deck', 'knob'],
      goals: [],
      maxReboots: 9,
      services: [
        { id: 'backend', machine: 'host', weight: 256, charged: 'served', steps: [], guest: 'dom0' },
        ...(more.services ?? []),
      ],
      ...(({ services: _, ...rest }) => rest)(more),
    },
    [model],
  );
  if (!created.ok) throw new Error(`${created.code} at ${created.path}`);
  return created.world;
}

const charged = (w: World, g: Int, category: (typeof CATEGORIES)[number]): Cycles =>
  ledger(w).byGuest[g]?.[CATEGORIES.indexOf(category)] ?? Number.NaN;
const ringOf = (w: World, g: Int) => w.kept.rings?.[w.program.queues.findIndex((queue) => queue.guest === g)];
const heldBy = (w: World, g: Int): Int =>
  w.kept.queues?.[w.program.queues.findIndex((queue) => queue.guest === g)]?.requests.length ?? Number.NaN;

describe('a ring', () => {
  it.each([
    [1, 40],
    [5, 8],
    [40, 1],
  ])('of which the other side is told at %i takes forty requests with %i crossings', (batch, crossings) => {
    const w = host([guest('a', writes(40, 20_000))], 2, batch);
    advance(w, 2_000_000);
    expect(ringOf(w, FIRST)).toMatchObject({ told: crossings, served: 40, last: batch, lastCalls: 1 });
    expect(metric(w, 'crossingShare')?.value).toBe(Math.round((10_000 * crossings) / 40));
    expect(charged(w, FIRST, 'hypercall')).toBe(crossings * CROSSING);
    // the guest pays for what is done for it, and nobody else
    expect(charged(w, FIRST, 'backend')).toBe(crossings * cost('ring.notice') + 40 * cost('ring.body'));
    expect(charged(w, DOMAIN, 'backend')).toBe(0);
  });

  it('lets the first request of a batch wait for the others', () => {
    const w = host([guest('a', writes(5, 10_000))], 2, 5);
    advance(w, 1_000_000);
    const took = heard(host([guest('a', writes(5, 10_000))], 2, 5), 1_000_000, 'requestServed').map(
      (event) => event.took,
    );
    expect(took).toHaveLength(5);
    const gap = 10_000 + cost('ring.entry');
    expect(took.map((one) => one - (took[4] ?? 0))).toEqual([4 * gap, 3 * gap, 2 * gap, gap, 0]);
    expect(w.guests[FIRST]).toMatchObject({ arrived: 5, served: 5, dropped: 0 });
  });

  it('lies until it is told of, and a lower number has it told of at once, for nothing', () => {
    const w = host([guest('a', writes(3))], 2, 5);
    advance(w, 300_000);
    expect(heldBy(w, FIRST)).toBe(3);
    give(w, 300_000, { do: 'setKnob', knob: 'batch', guest: FIRST, value: 2 });
    advance(w, 300_000 + cost('switch') + served(3));
    expect(heldBy(w, FIRST)).toBe(0);
    expect(charged(w, FIRST, 'hypercall')).toBe(0);
  });

  it('is never larger than there is room: a full one is told of, and its guest waits until it has been emptied', () => {
    const w = host([guest('a', writes(70, 10))], 1, 1000);
    const told = heard(w, 4_000_000, 'ringTold').map(({ n }) => n);
    expect(told[0]).toBe(64);
    expect(heldBy(w, FIRST)).toBe(6);
  });

  it('is emptied of all that lies there, also of what nobody has been told of', () => {
    // the domain is busy with the first while the others come
    const w = host([guest('a', writes(6, 700))], 2, 1, { knobs: { batch: 1, domainPcpu: 1 } });
    const trains = heard(w, 300_000, 'ringServed').map(({ n }) => n);
    expect(trains.reduce((sum, n) => sum + n, 0)).toBe(6);
    expect(trains.length).toBeLessThan(6);
  });

  it('is each guest’s own', () => {
    const w = host([guest('a', writes(4)), guest('b', writes(3))], 3, 5);
    advance(w, 500_000);
    expect([heldBy(w, FIRST), heldBy(w, FIRST + 1)]).toEqual([4, 3]);
  });

  it('forgets what a guest that gives up had put there', () => {
    const goal = { metric: 'request' as const, tolerance: 10_000, patience: 50_000, regain: 0 };
    const w = host([guest('a', writes(3), { goal })], 2, 5);
    advance(w, 200_000);
    expect(w.guests[FIRST]).toMatchObject({ reboots: 1, dropped: 3, served: 0 });
    expect(metric(w, 'reboots')?.value).toBe(1);
  });

  it('is a multicall where the hypervisor itself serves it: one crossing, on the guest’s own pCPU', () => {
    const calls = Array.from({ length: 5 }, () => [{ burst: 500 }, { op: 'ptMap' as const }]).flat();
    const w = host(
      [guest('a', [...calls, { burst: 9_000_000 }], { mode: 'paravirtual' })],
      1,
      5,
      {
        guests: [
          { ...DOM0, mode: 'paravirtual' },
          guest('a', [...calls, { burst: 9_000_000 }], { mode: 'paravirtual' }),
        ],
        services: [{ id: 'domain', machine: 'host', weight: 1, charged: 'served', steps: [], guest: 'dom0' }],
      },
      BACKENDS,
    );
    const trains = heard(w, 2_000_000, 'ringServed').map(({ n, calls: told }) => [n, told]);
    expect(trains).toEqual([[5, 1]]);
    expect(charged(w, FIRST, 'backend')).toBe(0);
  });
});

describe('a driver domain', () => {
  it('runs at once where it was told, and its guest after it: two switches for a batch', () => {
    const w = host([guest('a', writes(10))], 1, 5);
    const placed = heard(w, 1_000_000, 'taskPlaced').map(({ task }) => task);
    expect(placed.slice(-4)).toEqual([DOMAIN, FIRST, DOMAIN, FIRST]);
  });

  it('takes a free pCPU before anybody’s', () => {
    const w = host([guest('a', writes(5))], 2, 5);
    const placed = heard(w, 1_000_000, 'taskPlaced').filter(({ task }) => task === FIRST);
    expect(placed).toHaveLength(1);
  });

  it('goes before those who were ready first', () => {
    const goal = { metric: 'progress' as const, tolerance: 0, patience: 900_000, regain: 0 };
    const busy = (id: Id) => guest(id, [{ burst: 100_000 }, { op: 'blockWrite' }, { burst: 9_000_000 }], { goal });
    const w = host([busy('a'), busy('b'), busy('c')], 1, 1);
    const placed = heard(w, 120_000, 'taskPlaced').map(({ task }) => task);
    expect(placed.at(-1)).toBe(DOMAIN);
  });

  it('has a pCPU of its own if somebody says so: nobody else runs there, and it nowhere else', () => {
    const w = host([guest('a', writes(30)), guest('b', writes(30))], 2, 2, {
      scheduler: { kind: 'fair', slice: 30_000 },
    });
    give(w, 100_000, { do: 'setKnob', knob: 'domainPcpu', value: 1 });
    const placed = heard(w, 3_000_000, 'taskPlaced').filter(({ at }) => at > 110_000);
    expect(placed.length).toBeGreaterThan(3);
    for (const { task, pcpu } of placed) expect(pcpu === 1, `task ${task} on ${pcpu}`).toBe(task === DOMAIN);
    give(w, 3_000_000, { do: 'setKnob', knob: 'domainPcpu', value: 0 });
    // whoever waited comes at once
    expect([FIRST, FIRST + 1]).toContain(w.pcpus[1]?.task);
  });

  it('comes to its own pCPU whenever that is turned, also while it serves on another', () => {
    const elsewhere = Array.from({ length: 60 }, (_, i) => 100_000 + i * 3_000).filter((at) => {
      const w = host([guest('a', writes(200)), guest('b', writes(200)), guest('c', writes(200))], 3, 2, {
        scheduler: { kind: 'fair', slice: 30_000 },
      });
      advance(w, at);
      const wasOn = w.tasks[DOMAIN]?.pcpu ?? -1;
      give(w, at, { do: 'setKnob', knob: 'domainPcpu', value: 1 });
      advance(w, 10_000_000);
      // one request may be left of which nobody is told: the batch is of two
      const least = Math.min(...[0, 1, 2].map((g) => ringOf(w, FIRST + g)?.served ?? 0));
      expect(least, `turned at ${at}`).toBeGreaterThanOrEqual(199);
      return wasOn === 0 || wasOn === 1;
    });
    expect(elsewhere.length).toBeGreaterThan(5);
  });

  it('cannot have the only one', () => {
    const w = host([guest('a', writes(10))], 1, 5, { knobs: { batch: 5, domainPcpu: 1 } });
    advance(w, 1_000_000);
    expect(ringOf(w, FIRST)?.served).toBe(10);
  });
});
