/** Several machines in one world: what belongs to a machine is its own. */
import { describe, expect, it } from 'vitest';
import {
  advance,
  can,
  createWorld,
  cyclesOf,
  type GuestSpec,
  type Id,
  type Machine,
  type Setup,
  type World,
} from '../../src/sim/index.ts';
import { FEATURES, KERNELS, MODELS } from './machines.ts';
import { give, heard } from './mechanisms/desk.ts';

const machine = (id: Id, costs: Id, more: Partial<Machine> = {}): Machine => ({
  id,
  costs,
  pcpus: 1,
  features: FEATURES,
  devices: [],
  host: 'bare',
  ...more,
});

const guest = (id: Id, on: Id, mode: Id, more: Partial<GuestSpec> = {}): GuestSpec => ({
  id,
  kernel: 'open',
  vcpus: 1,
  weight: 256,
  mode,
  machine: on,
  role: 'batch',
  footprint: 0,
  boot: 0,
  workload: { script: [{ burst: 100_000 }], loop: false },
  ...more,
});

function rack(machines: Machine[], guests: GuestSpec[], more: Partial<Setup> = {}): World {
  const created = createWorld(
    {
      seed: 1,
      length: 100_000_000,
      machines,
      kernels: KERNELS,
      guests,
      rules: [],
      scheduler: { kind: 'dispatcher', slice: 0 },
      knobs: {},
      verbs: ['place', 'preempt', 'deck', 'route', 'drain', 'rule', 'mode'],
      goals: [],
      maxReboots: 9,
      ...more,
    },
    MODELS,
  );
  if (!created.ok) throw new Error(`${created.code} at ${created.path}`);
  return created.world;
}

const P4 = MODELS.find(({ id }) => id === 'p4-2005');
const SLOW = MODELS.find(({ id }) => id === 'p4-backends');

describe('the clock of a machine', () => {
  it('turns its prices into cycles of the first, rounded half up', () => {
    const w = rack(
      [machine('fast', 'p4-2005'), machine('slow', 'p4-backends')],
      [guest('a', 'fast', 'native'), guest('b', 'slow', 'native')],
    );
    const price = P4?.costs.switch?.cycles ?? 0;
    const [fast, slow] = [P4?.hz ?? 1, SLOW?.hz ?? 1];
    expect(cyclesOf(w.program, 0, 'switch')).toBe(price);
    expect(cyclesOf(w.program, 1, 'switch')).toBe(Math.floor((price * fast) / slow + 0.5));
  });

  it('is the pace of its instructions: the same work takes longer on the slower one, and is the same work', () => {
    const w = rack(
      [machine('fast', 'p4-2005'), machine('slow', 'p4-backends')],
      [guest('a', 'fast', 'native'), guest('b', 'slow', 'native')],
    );
    const done: Record<number, number> = {};
    advance(w, 1_000_000, (event) => {
      if (event.type === 'stateChanged' && event.to === 'blocked') done[event.task] = event.at;
    });
    const [fast, slow] = [P4?.hz ?? 1, SLOW?.hz ?? 1];
    const late = cyclesOf(w.program, 1, 'switch') ?? 0;
    expect((done[1] ?? 0) - late).toBe(Math.ceil((100_000 * fast) / slow));
    expect(w.guests.map(({ work }) => work)).toEqual([100_000, 100_000]);
  });
});

describe('a device', () => {
  const disk: Machine['devices'] = [
    { id: 'disk', kind: 'disk', channels: 4, service: { kind: 'fixed', cost: 'disk.read' } },
  ];
  const reader = (id: Id, on: Id): GuestSpec =>
    guest(id, on, 'native', { workload: { script: [{ op: 'blockRead' }], loop: false } });
  const two = [machine('m0', 'xeon-2013', { devices: disk }), machine('m1', 'xeon-2013', { devices: disk })];

  it('serves the guests of its own machine', () => {
    const w = rack(two, [reader('a', 'm1')]);
    advance(w, 50_000);
    expect(w.devices.map(({ free }) => free)).toEqual([4, 3]);
  });

  it('has reads of many pages in flight together: one event for all that have a channel', () => {
    const shared = { cachePages: 1_000, lockHold: 'lock.hold' };
    const flood = guest('a', 'm0', 'native', {
      pages: 100,
      rises: 1,
      workload: { script: [{ op: 'touch', count: 6 }], loop: false },
    });
    const w = rack([machine('m0', 'xeon-2013', { devices: disk, shared })], [flood]);
    advance(w, 100_000);
    const reads = w.devices[0]?.slots.filter(({ task }) => task >= 0).length;
    expect(w.devices[0]).toMatchObject({ free: 0, line: [{ task: 0, times: 2 }] });
    expect(reads).toBe(1);
    advance(w, 50_000_000);
    expect(w.devices[0]).toMatchObject({ free: 4, line: [], drawn: 6 });
    expect(w.tasks[0]?.state).toBe('blocked');
    expect(w.tasks[0]?.block).toBe('halt');
  });
});

describe('a latch', () => {
  const writer = (id: Id, on: Id): GuestSpec =>
    guest(id, on, 'trapAndEmulate', { workload: { script: [{ op: 'portOut' }, { burst: 50_000 }], loop: false } });

  it('belongs to its machine: what lies in one is not drained on the other', () => {
    const rules = [{ reason: 'ioWrite', guest: '*', handler: 'latch' }];
    const w = rack([machine('m0', 'p4-2005'), machine('m1', 'p4-2005')], [writer('a', 'm0'), writer('b', 'm1')], {
      rules,
    });
    advance(w, 200_000);
    expect(w.kept.queues?.map(({ requests }) => requests.length)).toEqual([1, 1]);
    give(w, 200_000, { do: 'drain', pcpu: 1 });
    expect(heard(w, 400_000, 'latchDrained')).toMatchObject([{ pcpu: 1, n: 1 }]);
    expect(w.kept.queues?.map(({ requests }) => requests.length)).toEqual([1, 0]);
  });
});

describe('a guest', () => {
  const script = [{ op: 'readClock' as const }, { burst: 30_000 }];
  const mover = guest('a', 'm0', 'trapAndEmulate', {
    boot: 10_000,
    footprint: 8,
    workload: { script, loop: true },
    choices: [
      { mode: 'trapAndEmulate', machine: 'm1' },
      { mode: 'native', machine: 'm0' },
    ],
  });
  const two = [machine('m0', 'p4-2005'), machine('m1', 'p4-2005', { pcpus: 2 })];
  const rules = [{ reason: 'privileged', guest: '*', handler: 'emulator' }];

  it('runs on the pCPUs of its own machine alone, on deck too', () => {
    const w = rack(two, [mover, guest('b', 'm1', 'native')], { rules });
    advance(w, 20_000);
    expect(can(w, { do: 'deck', task: 0, pcpu: 1 })).toMatchObject({ ok: false, code: 'otherMachine' });
    expect([...new Set(w.tasks.map(({ pcpu }) => pcpu))].sort()).toEqual([0, 1]);
  });

  it('can be given another machine: it boots there, its exits are handled there, and nothing of it stays behind', () => {
    const w = rack(two, [mover], { rules });
    advance(w, 100_000);
    expect(w.guests[0]?.machine).toBe(0);
    give(w, 100_000, { do: 'setMode', guest: 0, mode: 'trapAndEmulate', machine: 1 });
    advance(w, 400_000);
    expect(w.guests[0]).toMatchObject({ machine: 1, stage: 'up' });
    expect(w.ready).toEqual([[], []]);
    expect(w.tasks[0]?.pcpu).toBeGreaterThan(0);
    const fired = w.program.handlers.map(({ machine: m }, h) => [m, w.handlers[h]?.fired ?? 0]);
    expect(fired.find(([m]) => m === 1)?.[1]).toBeGreaterThan(0);
    expect(w.guests[0]?.reboots).toBe(0);
  });
});

describe('what a level may ask for', () => {
  const wrong: [string, Partial<Setup>, string][] = [
    ['a misspelt knob', { knobs: { capPeroid: 1 } }, 'noSuchKnob at knobs.capPeroid'],
    ['a period of nothing', { knobs: { capPeriod: 0 } }, 'outOfRange at knobs.capPeriod'],
    [
      'a knob that nobody declares',
      { tunables: [{ knob: 'toString', values: [1, 2], per: 'machine' }] },
      'noSuchKnob at tunables.0.knob',
    ],
    [
      'a value out of its range',
      { tunables: [{ knob: 'capPeriod', values: [0, 9], per: 'machine' }] },
      'outOfRange at tunables.0.values',
    ],
    [
      'a service of no machine',
      { services: [{ id: 's', machine: 'm9', weight: 1, steps: [], charged: 'nobody' }] },
      'noSuchMachine at services.0.machine',
    ],
  ];

  it.each(wrong)('%s is one coded error', (_, more, message) => {
    expect(() => rack([machine('m0', 'p4-2005')], [guest('a', 'm0', 'native')], more)).toThrow(message);
  });
});
