import { describe, expect, it } from 'vitest';
import {
  advance,
  apply,
  can,
  type LimitName,
  LOCK_TURN,
  metric,
  type SimEvent,
  type World,
} from '../../../src/sim/index.ts';
import { COMMAND, cpu, done, HOLD, house, limit, MS, tenant } from './house.ts';

const [FIRST, SECOND] = [0, 1];
const calling = { script: [{ op: 'lock' as const, count: 8 }, { burst: 100 }], loop: true };

describe('a cap and a weight', () => {
  // limit of the first tenant; does a second one want the same pCPU; share of the pCPU that the first one gets
  const rows: [string, LimitName, number, boolean, number][] = [
    ['a cap holds although nobody else wants the pCPU: the rest is wasted', 'cap', 2_500, false, 0.25],
    ['a cap holds among others too', 'cap', 2_500, true, 0.25],
    ['a low weight costs nothing as long as nobody else wants the pCPU', 'weight', 64, false, 1],
    ['a low weight gives way as soon as somebody does', 'weight', 64, true, 0.2],
    ['equal weights share evenly', 'weight', 256, true, 0.5],
    ['a high weight takes its part and leaves the rest', 'weight', 768, true, 0.75],
  ];
  it.each(rows)('%s', (_, name, value, crowded, share) => {
    const w = house(
      [tenant('first'), tenant('second', crowded ? {} : { workload: { script: [{ burst: 1 }], loop: false } })],
      { pcpus: 1 },
    );
    advance(w, 0);
    limit(w, FIRST, name, value);
    advance(w, 400 * MS);
    expect(cpu(w, FIRST)).toBeCloseTo(share, 1);
  });

  it('a cap of several pCPUs counts all vCPUs together', () => {
    const w = house([tenant('wide', { vcpus: 4 })]);
    advance(w, 0);
    limit(w, FIRST, 'cap', 20_000);
    advance(w, 200 * MS);
    expect(cpu(w, FIRST)).toBeCloseTo(2, 0);
  });
});

describe('a call limit', () => {
  it.each([10, 50, 200])(
    'of %i lets through that many calls in a millisecond, and the tenant still computes',
    (value) => {
      const w = house([tenant('a', { workload: calling }), tenant('b')], { pcpus: 2 });
      advance(w, 0);
      limit(w, FIRST, 'callLimit', value);
      advance(w, 100 * MS);
      expect(done(w, FIRST, 'lock')).toBeGreaterThan(0.9 * 100 * value);
      expect(done(w, FIRST, 'lock')).toBeLessThanOrEqual(100 * value + LOCK_TURN);
    },
  );

  it('keeps nobody waiting who stays below it', () => {
    const calm = { script: [{ burst: MS }, { op: 'lock' as const, count: 8 }], loop: true };
    const free = house([tenant('a', { workload: calm })]);
    const limited = house([tenant('a', { workload: calm })]);
    advance(limited, 0);
    limit(limited, FIRST, 'callLimit', 20);
    for (const w of [free, limited]) advance(w, 100 * MS);
    expect(done(limited, FIRST, 'lock')).toBe(done(free, FIRST, 'lock'));
  });

  it('that is lifted wakes whom it kept waiting', () => {
    const w = house([tenant('a', { workload: calling })]);
    advance(w, 0);
    limit(w, FIRST, 'callLimit', 1);
    advance(w, 2 * MS);
    expect(w.tasks[0]?.block).toBe('throttled');
    const before = done(w, FIRST, 'lock');
    limit(w, FIRST, 'callLimit', 0);
    advance(w, 3 * MS);
    expect(done(w, FIRST, 'lock') - before).toBeGreaterThan(Math.floor(MS / (HOLD + 100)) / 2);
  });
});

describe('the time under limits', () => {
  const share = (w: World): number => metric(w, 'limitedShare')?.value ?? 0;

  it('counts caps, page caps and call limits of the residents, once each tenant; weights are no limits', () => {
    const w = house([tenant('a'), tenant('b')]);
    advance(w, 10 * MS);
    limit(w, FIRST, 'weight', 1024);
    advance(w, 20 * MS);
    expect(share(w)).toBe(0);
    limit(w, FIRST, 'pageCap', 10);
    limit(w, FIRST, 'callLimit', 10);
    advance(w, 30 * MS);
    expect(share(w)).toBe(Math.floor(10_000 / 6));
    limit(w, FIRST, 'pageCap', 0);
    advance(w, 40 * MS);
    expect(share(w)).toBe(2_500);
    limit(w, FIRST, 'callLimit', 0);
    limit(w, SECOND, 'cap', 5_000);
    advance(w, 80 * MS);
    expect(share(w)).toBe(Math.floor((10_000 * (20 + 40)) / 160));
  });

  it('ends when the tenant leaves', () => {
    const w = house([tenant('a'), tenant('visitor', { enters: { at: 0, stay: 100 * MS, risk: 0 } })]);
    advance(w, 0);
    apply(w, { do: 'admit', guest: SECOND, mode: 'container' });
    advance(w, 80 * MS);
    limit(w, SECOND, 'pageCap', 10);
    advance(w, 200 * MS);
    expect(w.guests[SECOND]?.stage).toBe('gone');
    expect(w.kept.limits?.[SECOND]).toMatchObject({ cycles: 20 * MS });
    // … and that of visitors is not counted
    expect(share(w)).toBe(0);
  });
});

describe('setting a limit', () => {
  const illegal: [string, LimitName, number, number, string][] = [
    ['of nobody', 'cap', 9, 1, 'noSuchGuest'],
    ['below nothing', 'callLimit', FIRST, -1, 'outOfRange'],
    ['to a weight of nothing', 'weight', FIRST, 0, 'outOfRange'],
    ['to more than the machine', 'cap', FIRST, 40_001, 'outOfRange'],
    ['to half a page', 'pageCap', FIRST, 0.5, 'outOfRange'],
  ];
  it.each(illegal)('%s is refused', (_, name, guest, value, code) => {
    const w = house([tenant('a')]);
    advance(w, 0);
    expect(can(w, { do: COMMAND[name], guest, value })).toMatchObject({ ok: false, code });
  });

  it('is told to whoever listens', () => {
    const w = house([tenant('a')]);
    const heard: SimEvent[] = [];
    advance(w, MS);
    apply(w, { do: 'setPageCap', guest: FIRST, value: 100 }, (event) => heard.push(event));
    expect(heard).toContainEqual({ type: 'limitChanged', at: MS, guest: FIRST, limit: 'pageCap', value: 100 });
  });
});
