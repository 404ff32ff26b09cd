import { describe, expect, it } from 'vitest';
import { advance, apply, type LimitName, LOCK_TURN, metric, type World } from '../../../src/sim/index.ts';
import { cpu, done, HOLD, house, limit, MODEL, MS, once, requests, spun, tenant } from './house.ts';

const SWITCH = MODEL.costs.switch?.cycles ?? 0;

const lockOf = (w: World): { holder: number; line: number[] } => w.kept.locks?.[0] ?? { holder: -2, line: [] };

describe('the lock of a shared kernel', () => {
  it('is held by one at a time; a second pCPU spins for exactly as long', () => {
    const w = house([tenant('a', { workload: once('lock', 10) }), tenant('b', { workload: once('lock', 10) })]);
    advance(w, SWITCH + 10 * HOLD - 1);
    expect(w.tasks[lockOf(w).holder]?.guest).toBe(0);
    expect(lockOf(w).line).toEqual([1]);
    advance(w, MS);
    expect(spun(w)).toBe(10 * HOLD);
    expect([done(w, 0, 'lock'), done(w, 1, 'lock')]).toEqual([10, 10]);
    expect(lockOf(w)).toEqual({ holder: -1, line: [] });
  });

  it('goes to those who wait in the order in which they came', () => {
    const w = house(['a', 'b', 'c', 'd'].map((id) => tenant(id, { workload: once('lock', 20) })));
    const order: number[] = [];
    for (let at = 0; at < 2 * MS; at += HOLD) {
      advance(w, at);
      const guest = w.tasks[lockOf(w).holder]?.guest;
      if (guest !== undefined && guest !== order.at(-1)) order.push(guest);
    }
    expect(order).toEqual([0, 1, 2, 3]);
    expect(spun(w)).toBe((1 + 2 + 3) * 20 * HOLD);
  });

  it.each([1, 4, 20])('lets others in after each turn of a row of calls %i turns long', (turns) => {
    const w = house([
      tenant('row', { workload: once('lock', turns * LOCK_TURN) }),
      tenant('one', { workload: { script: [{ burst: HOLD }, { op: 'lock', count: 1 }], loop: false } }),
    ]);
    advance(w, 10 * MS);
    expect(spun(w)).toBeLessThanOrEqual(LOCK_TURN * HOLD + HOLD);
    expect(done(w, 0, 'lock')).toBe(turns * LOCK_TURN);
  });

  it('is never taken away from its holder, whatever the slice', () => {
    const w = house(
      ['a', 'b', 'c'].map((id) =>
        tenant(id, { workload: { script: [{ op: 'lock', count: 8 }, { burst: 100 }], loop: true } }),
      ),
      {
        pcpus: 1,
        scheduler: { kind: 'fair', slice: 1_000 },
      },
    );
    for (let at = 0; at < MS; at += 777) {
      advance(w, at);
      if (lockOf(w).holder >= 0) expect(w.tasks[lockOf(w).holder]?.pcpu).toBe(0);
    }
    expect(spun(w)).toBe(0);
  });

  it('is not asked by a virtual machine: it has a kernel, and a lock, of its own', () => {
    const w = house(['a', 'b'].map((id) => tenant(id, { mode: 'hardwareAssisted2', workload: once('lock', 50) })));
    advance(w, MS);
    expect([done(w, 0, 'lock'), done(w, 1, 'lock')]).toEqual([50, 50]);
    expect(spun(w)).toBe(0);
  });

  it('is given up by a tenant that restarts', () => {
    const w = house([
      tenant('a', { workload: once('lock', 32), enters: { at: 0, stay: 200 * MS, risk: 0 } }),
      tenant('b', { workload: { script: [{ burst: 1000 }, { op: 'lock', count: 32 }], loop: true } }),
    ]);
    advance(w, 0);
    apply(w, { do: 'admit', guest: 0, mode: 'container' });
    advance(w, 300 * MS);
    expect(w.guests[0]?.stage).toBe('gone');
    expect(lockOf(w).line).not.toContain(0);
    const before = done(w, 1, 'lock');
    advance(w, 310 * MS);
    expect(done(w, 1, 'lock')).toBeGreaterThan(before);
  });
});

/** A service that calls the kernel a lot, and a batch tenant that has begun to make ten times as many calls as usual. */
function stormy(): World {
  return house(
    [
      tenant('api', { vcpus: 3, workload: requests(3, 2, MS / 10, 'lock', 96) }),
      tenant('batch', { role: 'batch', workload: requests(1, 2, MS / 20, 'lock', 20) }),
    ],
    {
      episodes: {
        first: 0,
        every: { kind: 'fixed', mean: 10 * MS },
        lasts: { kind: 'fixed', mean: 10_000 * MS },
        kinds: [{ kind: 'callStorm', weight: 1, role: 'batch', factorBp: 100_000 }],
      },
    },
  );
}

describe('a storm of calls', () => {
  const [API, BATCH] = [0, 1];
  /** the share of a pCPU that is spun away in the storm */
  function spinUnder(name?: LimitName, guest = 0, value = 0): number {
    const w = stormy();
    advance(w, 20 * MS);
    const before = spun(w);
    if (name !== undefined) limit(w, guest, name, value);
    advance(w, 120 * MS);
    expect(metric(w, 'served', 'api')?.value).toBeGreaterThan(200);
    return (spun(w) - before) / (100 * MS);
  }

  it('makes others spin, and uses less CPU than they do', () => {
    expect(spinUnder()).toBeGreaterThan(0.3);
    const w = stormy();
    advance(w, 100 * MS);
    expect(cpu(w, BATCH)).toBeLessThan(cpu(w, API) / 1.5);
  });

  // what is limited, for whom, and between which bounds lies the part of the spinning that remains
  const remedies: [string, LimitName, number, number, number, number][] = [
    ['a limit on its calls', 'callLimit', BATCH, 64, 0, 0.25],
    ['a cap at an even part of a house of six: it still calls whenever it runs', 'cap', BATCH, 6_667, 0.6, 1],
    ['a page cap', 'pageCap', BATCH, 100, 1, 1],
    ['four times the weight for who suffers: more of it only spins', 'weight', API, 1024, 0.9, 1.1],
  ];
  it.each(remedies)('%s', (_, name, guest, value, least, most) => {
    const remains = spinUnder(name, guest, value) / spinUnder();
    expect(remains).toBeGreaterThanOrEqual(least);
    expect(remains).toBeLessThanOrEqual(most);
  });
});
