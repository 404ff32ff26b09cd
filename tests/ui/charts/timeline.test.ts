import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { TimelineItem } from '../../../src/session/contract.ts';
import { CATEGORIES } from '../../../src/sim/types.ts';
import { blocksOf, type Look, lookOf, shift, snap, zoom } from '../../../src/ui/charts/timeline.ts';

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

describe('seen closely', () => {
  const whole = { from: 0, to: 300 };

  test('blocks stand where their intervals are, work tall and the rest low', () => {
    const items = [item(0, 150, 'guestUser', 1), item(150, 225, 'switch', 2), item(225, 300, 'idle', -1)];
    expect(blocksOf(items, whole, 300, 'close')).toEqual([
      { group: 'useful', guest: 1, from: 0, to: 150, x: 0, width: 150, bottom: 0, height: 1 },
      { group: 'switching', guest: 2, from: 150, to: 225, x: 150, width: 75, bottom: 0, height: 0.38 },
    ]);
  });

  test('blocks are joined over categories of one group', () => {
    expect(
      blocksOf([item(0, 120, 'guestUser', 3), item(120, 300, 'guestKernel', 3)], whole, 300, 'close'),
    ).toHaveLength(1);
  });
});

describe('seen from afar', () => {
  const crowd = Array.from({ length: 1000 }, (_, i) => [
    item(i * 10, i * 10 + 6, 'guestUser', i % 2),
    item(i * 10 + 6, i * 10 + 8, 'exitEntry', i % 2),
    item(i * 10 + 8, i * 10 + 10, 'idle', -1),
  ]).flat();
  const blocks = blocksOf(crowd, { from: 0, to: 10_000 }, 600, 'far');

  test('every column is a stack: work by guest, then the rest, then nothing', () => {
    const first = blocks.filter((block) => block.x === 0);
    expect(first.map((block) => [block.group, block.guest])).toEqual([
      ['useful', 0],
      ['useful', 1],
      ['crossing', 0],
      ['crossing', 1],
    ]);
    expect(first.reduce((sum, block) => sum + block.height, 0)).toBeCloseTo(0.8, 5);
  });

  test('the heights add up to the shares of the run', () => {
    const columns = new Set(blocks.map((block) => block.x)).size;
    const work = blocks.filter((block) => block.group === 'useful').reduce((sum, block) => sum + block.height, 0);
    expect(work / columns).toBeCloseTo(0.6, 5);
  });
});

test('a picture is seen from afar as soon as one of its lanes is crowded', () => {
  const calm = [item(0, 5000, 'guestUser')];
  const crowd = Array.from({ length: 500 }, (_, i) => item(i * 10, i * 10 + 10, 'guestUser', i % 2));
  expect(lookOf([calm, calm], { from: 0, to: 5000 }, 600)).toBe('close');
  expect(lookOf([calm, crowd], { from: 0, to: 5000 }, 600)).toBe('far');
  expect(lookOf([calm, crowd], { from: 0, to: 500 }, 600)).toBe('close');
});

test('blocks ascend, stay inside the picture and their lanes, and never overlap', () => {
  fc.assert(
    fc.property(
      rows,
      fc.integer({ min: 1, max: 400 }),
      fc.integer({ min: 0, max: 3000 }),
      fc.constantFrom<Look>('close', 'far'),
      (items, width, from, look) => {
        const tops = new Map<number, number>();
        let end = 0;
        for (const block of blocksOf(items, { from, to: from + 1000 }, width, look)) {
          expect(block.bottom).toBeGreaterThanOrEqual((tops.get(block.x) ?? 0) - 1e-6);
          tops.set(block.x, block.bottom + block.height);
          expect(block.bottom + block.height).toBeLessThanOrEqual(1 + 1e-6);
          if (block.bottom === 0) expect(block.x).toBeGreaterThanOrEqual(end - 1e-6);
          end = block.x + block.width;
          expect(end).toBeLessThanOrEqual(width + 1e-6);
        }
      },
    ),
  );
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
