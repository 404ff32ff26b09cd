/** What the core says about a run: stars, fairness, and who may not do what. */
import { describe, expect, it } from 'vitest';
import { advance, apply, can, metric, stars } from '../../src/sim/index.ts';
import { busy, desk, give, guest, heard } from './mechanisms/desk.ts';

const LENGTH = 1_000_000;

describe('stars', () => {
  it('end with the highest that the level gives', () => {
    const goal = { id: 'useful', metric: 'usefulShare', atLeast: 0, unit: 'bp' } as const;
    const over = (...goals: { star: 1 | 2 | 3 }[]) => {
      const all = goals.map(({ star }, n) => ({ ...goal, id: `goal-${n}`, star }));
      const w = desk([busy('a', LENGTH)], {}, { goals: all, length: LENGTH });
      advance(w, LENGTH);
      return stars(w);
    };
    expect(over()).toBe(0);
    expect(over({ star: 1 }, { star: 2 })).toBe(2);
    expect(over({ star: 1 }, { star: 2 }, { star: 3 })).toBe(3);
  });
});

describe('fairness', () => {
  const shared = { scheduler: { kind: 'fair', slice: 10_000 }, length: LENGTH } as const;

  it('is whole where everybody gets what its weight entitles it to, and counts nobody who never wanted to run', () => {
    const w = desk(
      [busy('a', LENGTH), { ...busy('b', LENGTH), weight: 512 }, { ...busy('late', LENGTH), rises: LENGTH - 1 }],
      {},
      shared,
    );
    advance(w, LENGTH - 2);
    expect(metric(w, 'fairness')?.value).toBeGreaterThan(9_800);
    expect(metric(w, 'fairness')?.samples).toBe(2);
  });

  it('is the half of it where one of two never runs', () => {
    const w = desk([busy('a', LENGTH), busy('b', LENGTH)], {}, { scheduler: { kind: 'hand', slice: 0 } });
    give(w, 0, { do: 'place', task: 0, pcpu: 0 });
    advance(w, LENGTH);
    expect(metric(w, 'fairness')).toEqual({ value: 5000, samples: 2 });
  });
});

describe('a kernel whose guests do what no ported kernel can', () => {
  it('is not ported, and nothing changes', () => {
    const kernels = [{ id: 'cms', family: 'system-370', closed: false, portLines: 0 }];
    const w = desk([guest('a', [{ burst: 1000 }, { op: 'portIn' }])], { ioRead: 'deviceModel' }, { kernels });
    expect(can(w, { do: 'port', kernel: 'cms', call: 'hc.switch' })).toMatchObject({ ok: false, code: 'notPortable' });
    expect(apply(w, { do: 'port', kernel: 'cms', call: 'hc.switch' })).toMatchObject({
      ok: false,
      code: 'notPortable',
    });
    expect(heard(w, LENGTH, 'partBegun')).toEqual([]);
  });
});

describe('who listens to a world', () => {
  it('cannot change it meanwhile, and it goes on afterwards', () => {
    const one = desk([busy('a', LENGTH)]);
    expect(() => advance(one, 1000, () => apply(one, { do: 'preempt', pcpu: 0 }))).toThrow(/sink/);
    const two = desk([busy('a', LENGTH)]);
    advance(two, 100_000);
    expect(() => apply(two, { do: 'preempt', pcpu: 0 }, () => advance(two, 200_000))).toThrow(/sink/);
    advance(two, 200_000);
    expect(two.now).toBe(200_000);
  });
});

describe('a guest that gives up', () => {
  it('is said to have waited for a processor where only some of its vCPUs had one', () => {
    const twin = guest('twin', [], {
      vcpus: 2,
      role: 'interactive',
      workload: {
        phases: [{ burst: { kind: 'fixed', mean: LENGTH }, ops: { syscall: 1 } }],
        arrivals: { every: { kind: 'fixed', mean: 1000 }, rounds: 1, line: 'nic' },
      },
      goal: { metric: 'request', tolerance: 1000, patience: 20_000, regain: 0 },
    });
    const w = desk([twin], {}, { length: LENGTH, maxReboots: 0 });
    advance(w, LENGTH);
    expect(w.status).toBe('lost');
    expect(w.pcpus.some((pcpu) => pcpu.task !== -1)).toBe(true);
    expect(w.cause).toMatchObject({ guest: 0, waiting: 'ready' });
  });
});
