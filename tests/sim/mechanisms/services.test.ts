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
  type ScriptItem,
  type Service,
  type Setup,
  type World,
} from '../../../src/sim/index.ts';
import { BACKENDS, KERNELS } from '../machines.ts';
import { give, heard } from './desk.ts';

const cost = (id: Id): Cycles => BACKENDS.costs[id]?.cycles ?? Number.NaN;
const [SWITCH, CROSSING, BODY, NOTE] = ['switch', 'pv.crossing', 'drain.body', 'latch'].map(cost) as [
  Int,
  Int,
  Int,
  Int,
];

const backend: Service = {
  id: 'backend',
  machine: 'host',
  weight: 256,
  charged: 'served',
  steps: [{ run: 'drain.body', as: 'backend' }],
};
const domain: Service = { ...backend, id: 'domain', guest: 'dom0' };

const guest = (id: Id, script: ScriptItem[], more: Partial<GuestSpec> = {}): GuestSpec => ({
  id,
  kernel: 'open',
  vcpus: 1,
  weight: 256,
  mode: 'paravirtual',
  machine: 'host',
  role: 'batch',
  footprint: 0,
  boot: 0,
  workload: { script, loop: false },
  ...more,
});
const dom0 = guest('dom0', [{ burst: 1 }], { role: 'driverDomain' });

function host(guests: GuestSpec[], pcpus: Int, more: Partial<Setup> = {}, model: CostModel = BACKENDS): World {
  const created = createWorld(
    {
      seed: 1,
      length: 10_000_000,
      machines: [{ id: 'host', costs: 'p4-backends', pcpus, features: [], devices: [], host: 'bare' }],
      kernels: KERNELS,
      guests,
      rules: [],
      scheduler: { kind: 'dispatcher', slice: 0 },
      knobs: {},
      verbs: ['place', 'preempt'],
      goals: [],
      maxReboots: 9,
      services: [backend, domain],
      ...more,
    },
    [model],
  );
  if (!created.ok) throw new Error(`${created.code} at ${created.path}`);
  return created.world;
}

const charged = (w: World, guest: Int, category: (typeof CATEGORIES)[number]): Cycles =>
  ledger(w).byGuest[guest]?.[CATEGORIES.indexOf(category)] ?? Number.NaN;

describe('a service that is called', () => {
  const reader = (id: Id): GuestSpec => guest(id, [{ op: 'blockRead' }, { burst: 10_000 }]);

  it('works on a pCPU of its own while its caller waits, and is charged to whom it serves', () => {
    const w = host([dom0, reader('a')], 2);
    advance(w, SWITCH + CROSSING + cost('portIn'));
    expect(w.tasks[1]).toMatchObject({ state: 'blocked', block: 'called' });
    advance(w, 1_000_000);
    expect(charged(w, 1, 'backend')).toBe(BODY);
    expect(charged(w, 0, 'backend')).toBe(0);
    expect(w.guests[1]?.work).toBeGreaterThanOrEqual(10_000);
  });

  it('has to be scheduled: with one pCPU it takes its turn, and somebody else runs when the caller is off', () => {
    const w = host([dom0, reader('a'), guest('b', [{ burst: 100_000 }])], 1);
    const placed = heard(w, 2_000_000, 'taskPlaced').map(({ task }) => task);
    const service = w.program.services[0]?.task;
    // the caller leaves, the service works where it was, and only then is it its turn again
    expect(placed.filter((task) => task === 1 || task === service)).toEqual([1, service, 1]);
    expect(placed).toContain(2);
    expect(w.guests[1]?.work).toBeGreaterThanOrEqual(10_000);
  });

  it('is placed by hand where everybody is', () => {
    const w = host([dom0, reader('a')], 2, { scheduler: { kind: 'hand', slice: 0 } });
    give(w, 0, { do: 'place', task: 1, pcpu: 0 });
    advance(w, 500_000);
    expect(w.tasks[1]?.block).toBe('called');
    const service = w.program.services[0]?.task ?? -1;
    give(w, 500_000, { do: 'place', task: service, pcpu: 1 });
    advance(w, 500_000 + SWITCH + BODY);
    expect(w.tasks[1]?.state).toBe('ready');
  });

  it('charges nobody where its owner pays, for its own work always', () => {
    const own: Service = { ...backend, charged: 'nobody', own: { every: 100_000, steps: backend.steps } };
    const w = host([dom0, reader('a')], 2, { services: [own, domain] });
    advance(w, 1_000_000);
    expect(charged(w, 1, 'backend')).toBe(0);
    expect(charged(w, 2, 'backend')).toBe(BODY * 10);
  });

  it('forgets a caller that is restarted, and serves the next', () => {
    const goal = { metric: 'progress', tolerance: 0, patience: 3_000, regain: 0 } as const;
    const w = host([dom0, { ...reader('a'), goal }], 1, { scheduler: { kind: 'hand', slice: 0 } });
    give(w, 0, { do: 'place', task: 1, pcpu: 0 });
    advance(w, SWITCH + CROSSING + cost('portIn') + 5_000);
    expect(w.guests[1]?.reboots).toBeGreaterThan(0);
    expect(w.kept.services?.[0]?.inbox).toEqual([]);
  });
});

describe('a driver domain', () => {
  const sender = (n: Int): GuestSpec =>
    guest('a', [...Array.from({ length: n }, (): ScriptItem => ({ op: 'packetOut' })), { burst: 1 }]);

  it('is a guest that has to run itself: it wakes, empties the ring at its entry, and its guest pays', () => {
    const w = host([dom0, sender(3)], 2);
    const drained = heard(w, 1_000_000, 'latchDrained');
    expect(drained.reduce((sum, { n }) => sum + n, 0)).toBe(3);
    expect(charged(w, 1, 'backend')).toBe(drained.length * CROSSING + 3 * NOTE);
    expect(charged(w, 0, 'switch')).toBeGreaterThan(0);
  });

  it('serves many with one crossing when it comes late', () => {
    const w = host([dom0, sender(5)], 2, { scheduler: { kind: 'hand', slice: 0 } });
    advance(w, 0);
    give(w, 0, { do: 'place', task: 1, pcpu: 0 });
    advance(w, 300_000);
    expect(w.kept.queues?.[0]?.requests).toHaveLength(5);
    give(w, 300_000, { do: 'place', task: 0, pcpu: 1 });
    const [once, ...more] = heard(w, 1_000_000, 'latchDrained');
    expect(once).toMatchObject({ n: 5, saved: 4 * CROSSING });
    expect(more).toEqual([]);
  });

  it('stays on its machine', () => {
    const setup = (): World => host([{ ...dom0, enters: { at: 1, stay: 1, risk: 1 } }, sender(1)], 1);
    expect(setup).toThrow('domainMoves');
  });
});

describe('a batch', () => {
  const mapper = (n: Int): GuestSpec =>
    guest('a', [...Array.from({ length: n }, (): ScriptItem => ({ op: 'ptWrite' })), { burst: 2_000_000 }]);

  it('drains by itself when it is full, on the pCPU of whoever filled it', () => {
    const w = host([dom0, mapper(8)], 1);
    const drained = heard(w, 1_000_000, 'latchDrained');
    expect(drained.map(({ n, queue }) => [n, queue])).toEqual([
      [4, 'batch'],
      [4, 'batch'],
    ]);
    expect(charged(w, 1, 'hypercall')).toBe(2 * CROSSING + 8 * NOTE);
  });

  it('that is not full drains when its window is over', () => {
    const w = host([dom0, mapper(2)], 2);
    const [drained] = heard(w, 1_000_000, 'latchDrained');
    expect(drained).toMatchObject({ n: 2, queue: 'batch' });
    const window = w.program.queues.find(({ id }) => id === 'batch')?.window ?? 0;
    expect(drained?.at).toBeGreaterThan(window);
    expect(w.kept.queues?.every(({ requests }) => requests.length === 0)).toBe(true);
  });
});
