import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createLimiter } from '../../src/audio/limit.ts';

/** Asks every `every` ms for `seconds`; returns when, and how loud, it was granted. */
function flood(every: number, seconds: number, gap = 60): { at: number; gain: number }[] {
  const limiter = createLimiter();
  const granted: { at: number; gain: number }[] = [];
  for (let at = 0; at < seconds * 1000; at += every) {
    const gain = limiter.ask('exit', gap, at);
    if (gain !== null) granted.push({ at, gain });
  }
  return granted;
}

describe('one sound', () => {
  test('is as loud as it is, the first time', () => {
    expect(createLimiter().ask('exit', 60, 0)).toBe(1);
  });

  test('never follows itself within its gap', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(400), { maxLength: 200 }), fc.integer({ min: 60, max: 500 }), (steps, gap) => {
        const limiter = createLimiter();
        let at = 0;
        let last = Number.NEGATIVE_INFINITY;
        for (const step of steps) {
          at += step;
          if (limiter.ask('exit', gap, at) === null) continue;
          expect(at - last).toBeGreaterThanOrEqual(gap);
          last = at;
        }
      }),
    );
  });

  test('that comes often becomes softer and rarer: a texture, at about the sixteenths of the bed', () => {
    const granted = flood(5, 10);
    const gaps = granted.slice(1).map(({ at }, index) => at - (granted[index]?.at ?? 0));
    expect(gaps[0]).toBeLessThan(100);
    expect(Math.max(...gaps)).toBeLessThanOrEqual(205);
    expect(gaps.at(-1)).toBeGreaterThan(150);
    expect(granted.at(-1)?.gain).toBe(0.25);
    for (let i = 1; i < granted.length; i++) {
      expect(granted[i]?.gain).toBeLessThanOrEqual((granted[i - 1]?.gain ?? 0) + 0.02);
    }
  });

  test('that comes seldom stays what it is', () => {
    for (const { gain } of flood(12_000, 120)) expect(gain).toBeGreaterThan(0.98);
  });

  test('is loud again after a rest', () => {
    const limiter = createLimiter();
    for (let at = 0; at < 5000; at += 50) limiter.ask('exit', 60, at);
    expect(limiter.ask('exit', 60, 30_000)).toBeGreaterThan(0.98);
  });

  test('does not tire another', () => {
    const limiter = createLimiter();
    for (let at = 0; at < 5000; at += 50) limiter.ask('exit', 60, at);
    expect(limiter.ask('star', 60, 5300)).toBe(1);
  });
});

test('of many sounds at once, only so many start', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat(30), fc.nat(40)), { maxLength: 300 }), (asks) => {
      const limiter = createLimiter();
      const starts: number[] = [];
      let at = 0;
      for (const [step, name] of asks) {
        at += step;
        if (limiter.ask(String(name), 60, at) !== null) starts.push(at);
        expect(starts.filter((start) => at - start < 250).length).toBeLessThanOrEqual(5);
      }
    }),
  );
});

test('a clock that stands still or goes back is no way around it', () => {
  const limiter = createLimiter();
  expect(limiter.ask('exit', 60, 1000)).toBe(1);
  expect(limiter.ask('exit', 60, 1000)).toBeNull();
  expect(limiter.ask('exit', 60, 0)).toBeNull();
  expect(limiter.ask('exit', 60, Number.NaN)).toBeNull();
  expect(limiter.ask('exit', 60, 1100)).not.toBeNull();
});
