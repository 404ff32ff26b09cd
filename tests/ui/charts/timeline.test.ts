import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { TimelineItem } from '../../../src/session/contract.ts';
import { CATEGORIES } from '../../../src/sim/types.ts';
import { blocksOf, shift, snap, zoom } from '../../../src/ui/charts/timeline.ts';

const item = (from: number, to: number, category: TimelineItem['category'], guest = 0): TimelineItem => ({
  pcpu: 0,
  from,
  to,
  category,
  guest,
});

const rows = fc
  .array(
    fc.record({ length: fc.integer({ min: 1, max: 500 }), category: fc.constantFrom(...CATEGORIES), guest: fc.nat(5) }),
  )
  .map((parts) => {
    let at = 0;
    return parts.map(({ length, category, guest }) => {
      const from = at;
      at += length;
      return item(from, at, category, guest);
    });
  });

describe('blocks', () => {
  test('stand where their intervals are', () => {
    const blocks = blocksOf(
      [item(0, 50, 'guestUser', 1), item(50, 75, 'switch', 2), item(75, 100, 'idle', -1)],
      { from: 0, to: 100 },
      100,
      1,
    );
    expect(blocks).toEqual([
      { group: 'useful', guest: 1, from: 0, to: 50, x: 0, width: 50 },
      { group: 'switching', guest: 2, from: 50, to: 75, x: 50, width: 25 },
    ]);
  });

  test('are joined over categories of one group', () => {
    const blocks = blocksOf(
      [item(0, 40, 'guestUser', 3), item(40, 100, 'guestKernel', 3)],
      { from: 0, to: 100 },
      100,
      1,
    );
    expect(blocks).toHaveLength(1);
  });

  test('of a crowded picture show what took most of each cell', () => {
    const crowd = Array.from({ length: 1000 }, (_, i) => [
      item(i * 10, i * 10 + 7, 'guestUser'),
      item(i * 10 + 7, i * 10 + 10, 'exitEntry'),
    ]).flat();
    const blocks = blocksOf(crowd, { from: 0, to: 10_000 }, 100, 1);
    expect(blocks.every((block) => block.group === 'useful')).toBe(true);
  });

  test('are never more than the cells, ascend and stay inside the picture', () => {
    fc.assert(
      fc.property(rows, fc.integer({ min: 1, max: 400 }), fc.integer({ min: 0, max: 3000 }), (items, width, from) => {
        const blocks = blocksOf(items, { from, to: from + 1000 }, width, 2);
        expect(blocks.length).toBeLessThanOrEqual(Math.ceil(width / 2));
        let end = 0;
        for (const block of blocks) {
          expect(block.x).toBeGreaterThanOrEqual(end - 1e-6);
          end = block.x + block.width;
        }
        expect(end).toBeLessThanOrEqual(width + 1e-6);
      }),
    );
  });
});

describe('the window', () => {
  test('zooms around the moment under the pointer', () => {
    expect(zoom({ from: 0, to: 100 }, 25, 0.5, 100, 1)).toEqual({ from: 12.5, to: 62.5 });
  });

  test('stays inside the run and keeps a least width', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 900 }),
        fc.integer({ min: 1, max: 100 }),
        fc.double({ min: 0.01, max: 50, noNaN: true }),
        fc.integer({ min: -2000, max: 2000 }),
        (from, span, factor, by) => {
          const window = { from, to: from + span };
          for (const next of [zoom(window, from + span / 3, factor, 1000, 5), shift(window, by, 1000)]) {
            expect(next.from).toBeGreaterThanOrEqual(0);
            expect(next.to).toBeLessThanOrEqual(1000 + 1e-6);
            expect(next.to).toBeGreaterThan(next.from);
          }
          expect(zoom(window, from, 1e-9, 1000, 5).to - zoom(window, from, 1e-9, 1000, 5).from).toBeCloseTo(5);
        },
      ),
    );
  });
});

describe('going back', () => {
  test('leads to the decision before, when that is near', () => {
    expect(snap([10, 20, 30], 25, 5)).toBe(20);
    expect(snap([10, 20, 30], 30, 0)).toBe(30);
  });

  test('leads exactly there when nothing was decided lately', () => {
    expect(snap([10, 20, 30], 99, 50)).toBe(30 + 69);
    expect(snap([], 99.5, 50)).toBe(99);
  });

  test('counts the start as a decision and never leads before it', () => {
    expect(snap([10], 4, 5)).toBe(0);
    expect(snap([10], -4, 5)).toBe(0);
  });
});
