/** Drivers: knocks without, letters with, and what it takes to come by one. */
import { describe, expect, it } from 'vitest';
import {
  advance,
  apply,
  CATEGORIES,
  type Cycles,
  can,
  copy,
  DRIVER_PACKETS,
  fingerprint,
  type GuestSpec,
  ledger,
  metric,
  quote,
  type Setup,
  type SimEvent,
  type World,
} from '../../../src/sim/index.ts';
import { CARDS, FEATURES, KERNELS } from '../machines.ts';
import { made } from '../worlds.ts';

const cost = (id: string): Cycles => CARDS.costs[id]?.cycles ?? Number.NaN;
const KNOCK = cost('exit') + cost('io.user') + cost('entry');
const NOTICE = cost('exit') + cost('io.kernel') + cost('entry');
const BOOT = 50_000;
const FAR = 3_000_000;

const guest = (id: string, count: number, more: Partial<GuestSpec> = {}): GuestSpec => ({
  id,
  kernel: 'closed',
  vcpus: 1,
  weight: 256,
  mode: 'hardwareAssisted2',
  machine: 'm',
  footprint: 0,
  boot: BOOT,
  workload: {
    phases: [{ burst: { kind: 'fixed', mean: 20_000 }, ops: { packetOut: 1 }, count: { packetOut: count } }],
  },
  goal: { metric: 'progress', tolerance: 0, patience: 10_000_000, regain: 10_000 },
  ...more,
});

const setupOf = (guests: GuestSpec[], packets = 2): Setup => ({
  seed: 1,
  length: 2 * FAR,
  machines: [{ id: 'm', costs: CARDS.id, pcpus: 2, features: FEATURES, devices: [], host: 'bare' }],
  kernels: KERNELS,
  guests,
  rules: [],
  scheduler: { kind: 'dispatcher', slice: 0 },
  knobs: { [DRIVER_PACKETS]: packets },
  verbs: ['install'],
  goals: [],
  maxReboots: 1000,
});

const spent = (w: World, category: (typeof CATEGORIES)[number]): Cycles =>
  ledger(w).byGuest.reduce((sum, row) => sum + (row[CATEGORIES.indexOf(category)] ?? 0), 0);
const install = { do: 'install', guest: 0, driver: 'nic' } as const;

describe('an emulated card', () => {
  it('is knocked at twelve times for a packet, packets one by one', () => {
    const w = made(setupOf([guest('a', 3)]));
    const knocks: SimEvent[] = [];
    advance(w, FAR, (event) => event.type === 'registerKnocked' && knocks.push({ ...event }));
    const sent = w.opCount[0]?.reduce((a, b) => a + b, 0) ?? 0;
    expect(sent).toBeGreaterThan(10);
    expect(Math.floor(knocks.length / 12)).toBe(sent);
    expect(knocks.slice(0, 13).map((event) => (event.type === 'registerKnocked' ? event.n : 0))).toEqual([
      1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 1,
    ]);
    expect(12 * KNOCK).toBe(80_784);
  });
});

describe('a driver', () => {
  it('knocks once for all that was sent in one go', () => {
    const w = made(setupOf([guest('a', 3, { drivers: ['nic'] })]));
    let dropped = 0;
    advance(w, FAR, (event) => {
      if (event.type === 'lettersDropped') dropped += event.n;
      expect(event.type).not.toBe('registerKnocked');
    });
    expect(dropped).toBe(w.kept.traffic?.[0]?.letters);
    expect(spent(w, 'backend')).toBeLessThanOrEqual((dropped / 3) * cost('io.kernel'));
    expect(NOTICE).toBe(2_565);
  });

  it('is fetched through the card, packet by packet, and then its guest restarts', () => {
    const w = made(setupOf([guest('a', 1)]));
    advance(w, 30_000);
    const { total } = quote(w, install);
    expect(total).toBe(2 * 12 * KNOCK + BOOT);
    const from = w.now;
    expect(apply(w, install).ok).toBe(true);
    expect(can(w, install)).toMatchObject({ ok: false, code: 'installing' });
    const seen: [string, Cycles][] = [];
    advance(w, from + 2 * total, (event) => {
      if (['driverInstalled', 'guestUp', 'registerKnocked'].includes(event.type)) seen.push([event.type, event.at]);
    });
    const at = (type: string): Cycles => seen.find(([one]) => one === type)?.[1] ?? Number.NaN;
    expect(at('driverInstalled')).toBeGreaterThanOrEqual(from + 2 * 12 * KNOCK);
    expect(at('guestUp')).toBeGreaterThanOrEqual(at('driverInstalled') + BOOT);
    expect(seen.filter(([type, time]) => type === 'registerKnocked' && time > at('driverInstalled'))).toEqual([]);
    expect(can(w, install)).toMatchObject({ ok: false, code: 'hasDriver' });
    expect(metric(w, 'installs')?.value).toBe(1);
    expect(w.kept.traffic?.[0]?.letters).toBeGreaterThan(0);
  });

  it('wakes a guest that sleeps to fetch it', () => {
    const idler = guest('a', 1, {
      workload: { script: [{ burst: 1_000 }, { op: 'packetOut' }, { sleep: 2_000_000 }], loop: true },
    });
    const w = made(setupOf([idler]));
    advance(w, 400_000);
    expect(w.tasks[0]?.block).toBe('halt');
    expect(apply(w, install).ok).toBe(true);
    advance(w, 400_000 + 3 * 12 * KNOCK);
    expect(metric(w, 'installs')?.value).toBe(1);
  });

  it('ends also where halting costs nothing, so that no time would pass before the restart', () => {
    const bare = guest('a', 1, {
      mode: 'native',
      workload: {
        phases: [{ burst: { kind: 'fixed', mean: 1_000 }, ops: { packetOut: 1 } }],
        arrivals: { every: { kind: 'fixed', mean: FAR }, rounds: 1, line: 'net' },
      },
    });
    const w = made(setupOf([bare, guest('b', 1)]));
    advance(w, 400_000);
    expect(w.tasks[0]?.block).toBe('halt');
    expect(apply(w, install).ok).toBe(true);
    advance(w, 400_000 + 3 * 12 * KNOCK);
    expect(w.status).toBe('running');
    expect(metric(w, 'installs')?.value).toBe(1);
  });

  it('is not there when the watchdog was faster', () => {
    const w = made(
      setupOf([guest('a', 1, { goal: { metric: 'progress', tolerance: 0, patience: 120_000, regain: 20_000 } })], 9),
    );
    advance(w, 1_000);
    expect(apply(w, install).ok).toBe(true);
    advance(w, 400_000);
    expect(w.guests[0]?.reboots).toBeGreaterThan(0);
    expect(w.kept.drivers?.[0]).toMatchObject({ has: [false], due: -1, left: 0 });
  });

  it('is not installed where it came with the guest', () => {
    const w = made(setupOf([guest('a', 1, { drivers: ['nic'] })]));
    advance(w, 1_000);
    expect(can(w, install)).toMatchObject({ ok: false, code: 'hasDriver' });
    expect(metric(w, 'installs')?.value).toBe(0);
  });

  it('has to be one that the machine knows', () => {
    const w = made(setupOf([guest('a', 1)]));
    advance(w, 1_000);
    const before = fingerprint(copy(w));
    expect(apply(w, { do: 'install', guest: 0, driver: 'none' })).toMatchObject({ ok: false, code: 'noSuchDriver' });
    expect(apply(w, { do: 'install', guest: 7, driver: 'nic' })).toMatchObject({ ok: false, code: 'noSuchGuest' });
    expect(fingerprint(w)).toBe(before);
  });
});

describe('requests', () => {
  it('come as far apart as the phase says that is there', () => {
    const w = made(
      setupOf([
        guest('a', 1, {
          drivers: ['nic'],
          workload: {
            phases: [
              {
                burst: { kind: 'fixed', mean: 1_000 },
                ops: { packetOut: 1 },
                every: { kind: 'fixed', mean: 300_000 },
                until: 650_000,
              },
              { burst: { kind: 'fixed', mean: 1_000 }, ops: { packetOut: 1 }, every: { kind: 'fixed', mean: 20_000 } },
            ],
            arrivals: { every: { kind: 'fixed', mean: 7 }, rounds: 1, line: 'net' },
          },
        }),
      ]),
    );
    const at: Cycles[] = [];
    advance(w, 720_000, (event) => event.type === 'interruptPended' && at.push(event.at));
    // what would come long after the turn comes as the next phase says, from its beginning on
    expect(at).toEqual([300_000, 600_000, 670_000, 690_000, 710_000]);
  });
});
