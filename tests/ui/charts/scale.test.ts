import fc from 'fast-check';
import { expect, test } from 'vitest';
import { extentOf, place, roundStep, ticks } from '../../../src/ui/charts/scale.ts';

test('steps are 1, 2 or 5 times a power of ten', () => {
  expect(roundStep(100, 5)).toBe(20);
  expect(roundStep(100, 3)).toBe(50);
  expect(roundStep(0.9, 10)).toBeCloseTo(0.1);
  expect(roundStep(0, 5)).toBe(1);
});

test('ticks are round, inside, ascending and never too many', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: -10_000, max: 10_000 }),
      fc.integer({ min: 1, max: 100_000 }),
      fc.integer({ min: 1, max: 12 }),
      (from, span, count) => {
        const marks = ticks(from, from + span, count);
        expect(marks.length).toBeLessThanOrEqual(count + 1);
        for (const mark of marks) {
          expect(mark).toBeGreaterThanOrEqual(from - 1e-6 * span);
          expect(mark).toBeLessThanOrEqual(from + span + 1e-6 * span);
        }
      },
    ),
  );
});

test('values lie inside their extent, and one value alone in its middle', () => {
  const extent = extentOf([3, 9]);
  expect(place(3, extent)).toBeGreaterThan(0);
  expect(place(9, extent)).toBeLessThan(1);
  expect(place(7, extentOf([7]))).toBeCloseTo(0.5);
  expect(extentOf([])).toEqual({ from: 0, to: 1 });
});
