/** The freezer of a container, and showing a visitor out: last resorts, and what they cost. */
import { describe, expect, it } from 'vitest';
import { advance, apply, can, limitsOf, metric, type World } from '../../../src/sim/index.ts';
import { cpu, done, house, limit, MS, requests, tenant } from './house.ts';

const [FIRST, SECOND] = [0, 1];

function frozen(...guests: Parameters<typeof house>[0]): World {
  const w = house(guests, { pcpus: 1 });
  advance(w, 20 * MS);
  limit(w, FIRST, 'freeze', 1);
  return w;
}

const used = (w: World, g: number): number => cpu(w, g) * w.now;

describe('a frozen tenant', () => {
  it('leaves its pCPU at the end of its slice and gets none, which its neighbour has; thawed, it shares again', () => {
    const w = frozen(tenant('first'), tenant('second'));
    advance(w, 22 * MS);
    const [before, other] = [used(w, FIRST), used(w, SECOND)];
    advance(w, 122 * MS);
    expect(used(w, FIRST)).toBe(before);
    expect(used(w, SECOND) - other).toBeGreaterThan(98 * MS);
    limit(w, FIRST, 'freeze', 0);
    advance(w, 222 * MS);
    expect(used(w, FIRST) - before).toBeGreaterThan(45 * MS);
  });

  it('runs at once when it is thawed on an idle machine', () => {
    const w = frozen(tenant('first'));
    advance(w, 60 * MS);
    const before = used(w, FIRST);
    limit(w, FIRST, 'freeze', 0);
    advance(w, 62 * MS);
    expect(used(w, FIRST)).toBeGreaterThan(before);
  });

  it('puts its trouble off: what is asked of it waits, and comes all at once', () => {
    const web = { workload: requests(1, 1, MS / 8, 'syscall', 1) };
    const w = frozen(tenant('first', web));
    advance(w, 120 * MS);
    const waits = w.guests[FIRST]?.irqs.reduce((sum, { n }) => sum + n, w.guests[FIRST]?.inbox.length ?? 0) ?? 0;
    expect(waits).toBeGreaterThan(95);
    limit(w, FIRST, 'freeze', 0);
    advance(w, 160 * MS);
    expect(w.guests[FIRST]?.served).toBeGreaterThan(waits);
    expect(w.guests[FIRST]?.dropped).toBe(0);
  });

  it('tries the patience of whoever wants its work', () => {
    const goal = { metric: 'progress', tolerance: 5 * MS, patience: 60 * MS, regain: 10_000 } as const;
    const w = frozen(tenant('first', { goal }));
    expect(w.guests[FIRST]?.mood).not.toBe('drain');
    advance(w, 40 * MS);
    expect(w.guests[FIRST]?.mood).toBe('drain');
    advance(w, 200 * MS);
    expect(w.guests[FIRST]?.reboots).toBeGreaterThan(0);
  });

  it('keeps its memory, and counts as limited', () => {
    const reader = {
      pages: 200,
      workload: { script: [{ op: 'touch' as const, count: 20 }, { burst: MS }], loop: true },
    };
    const w = frozen(tenant('first', reader));
    const resident = w.kept.caches?.[0]?.resident[FIRST] ?? 0;
    expect(resident).toBeGreaterThan(0);
    advance(w, 40 * MS);
    expect(w.kept.caches?.[0]?.resident[FIRST]).toBe(resident);
    expect(metric(w, 'limitedShare')?.value).toBe(5000);
  });

  it('gives the kernel’s lock back first: nobody waits for it for ever', () => {
    const caller = { workload: { script: [{ op: 'lock' as const, count: 500 }, { burst: 100 }], loop: true } };
    const w = house([tenant('first', caller), tenant('second', caller)], { pcpus: 2 });
    for (let ms = 1; ms <= 40; ms++) {
      advance(w, ms * MS);
      limit(w, FIRST, 'freeze', ms % 2);
    }
    limit(w, FIRST, 'freeze', 1);
    advance(w, 50 * MS);
    const before = done(w, SECOND, 'lock');
    advance(w, 100 * MS);
    expect(done(w, SECOND, 'lock')).toBeGreaterThan(before);
    expect(w.kept.locks?.[0]?.line.some((t) => w.tasks[t]?.guest === FIRST)).toBe(false);
  });
});

describe('a visitor', () => {
  const visitor = tenant('visitor', { role: 'applicant', enters: { at: 0, stay: 1_000 * MS, risk: 0 } });

  function visited(): World {
    const w = house([tenant('resident'), visitor]);
    advance(w, 0);
    apply(w, { do: 'admit', guest: SECOND, mode: 'container' });
    return w;
  }

  it('is not frozen but shown out, and whoever lives here the other way round', () => {
    const w = visited();
    advance(w, 100 * MS);
    expect(can(w, { do: 'setFreeze', guest: SECOND, value: 1 })).toMatchObject({ ok: false, code: 'visits' });
    expect(can(w, { do: 'evict', guest: FIRST })).toMatchObject({ ok: false, code: 'resides' });
    expect(can(w, { do: 'evict', guest: 9 })).toMatchObject({ ok: false, code: 'noSuchGuest' });
    expect(can(w, { do: 'setFreeze', guest: FIRST, value: 2 })).toMatchObject({ ok: false, code: 'outOfRange' });
  });

  it('leaves for good, with its pages; what it had of its stay counts, the rest is asked for in vain', () => {
    const w = visited();
    advance(w, 566 * MS);
    apply(w, { do: 'evict', guest: SECOND });
    expect(w.guests[SECOND]?.stage).toBe('gone');
    expect(w.kept.caches?.[0]?.resident[SECOND]).toBe(0);
    expect(can(w, { do: 'evict', guest: SECOND })).toMatchObject({ ok: false, code: 'dead' });
    advance(w, 1_200 * MS);
    const hosted = metric(w, 'hostedShare')?.value ?? 0;
    expect(hosted).toBeGreaterThan(4_900);
    expect(hosted).toBeLessThan(5_000);
  });

  it('may be shown out while it still starts, and never is up then', () => {
    const w = visited();
    advance(w, 10 * MS);
    apply(w, { do: 'evict', guest: SECOND });
    advance(w, 500 * MS);
    expect(w.guests[SECOND]?.stage).toBe('gone');
    expect(metric(w, 'hostedShare')?.value).toBe(0);
    expect(limitsOf(w, SECOND).freeze).toBe(0);
  });

  it('no longer panics', () => {
    const risky = { ...visitor, enters: { at: 0, stay: 9_000 * MS, risk: 500 * MS } };
    const w = house([tenant('resident'), risky]);
    advance(w, 0);
    apply(w, { do: 'admit', guest: SECOND, mode: 'container' });
    advance(w, 70 * MS);
    apply(w, { do: 'evict', guest: SECOND });
    advance(w, 9_000 * MS);
    expect(w.kept.panics).toBe(0);
  });
});
