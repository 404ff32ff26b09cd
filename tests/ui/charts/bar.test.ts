import fc from 'fast-check';
import { expect, test } from 'vitest';
import { CATEGORIES, type Category } from '../../../src/sim/types.ts';
import { segmentsOf } from '../../../src/ui/charts/bar.ts';
import { GROUP_OF, GROUPS, gather, present, totalOf } from '../../../src/ui/charts/groups.ts';

const empty = Object.fromEntries(CATEGORIES.map((category) => [category, 0])) as Record<Category, number>;
const ledgers = fc
  .array(fc.nat(1_000_000_000), { minLength: CATEGORIES.length, maxLength: CATEGORIES.length })
  .map(
    (cycles) =>
      Object.fromEntries(CATEGORIES.map((category, i) => [category, cycles[i] ?? 0])) as Record<Category, number>,
  );

test('useful is what the simulation calls useful', () => {
  expect(CATEGORIES.filter((category) => GROUP_OF[category] === 'useful')).toEqual(['guestUser', 'guestKernel']);
});

test('gathering loses no cycle', () => {
  fc.assert(
    fc.property(ledgers, (ledger) => {
      expect(Object.values(gather(ledger)).reduce((a, b) => a + b, 0)).toBe(totalOf(ledger));
    }),
  );
});

test('segments fill the bar without gap or overlap, in one order', () => {
  fc.assert(
    fc.property(ledgers, (ledger) => {
      const segments = segmentsOf(ledger);
      if (totalOf(ledger) === 0) {
        expect(segments).toEqual([]);
        return;
      }
      expect(segments[0]?.from).toBe(0);
      expect(segments.at(-1)?.to).toBe(1);
      for (const [i, segment] of segments.entries()) {
        if (i > 0) expect(segment.from).toBe(segments[i - 1]?.to);
        expect(segment.to).toBeGreaterThan(segment.from);
      }
      const order = segments.map((segment) => GROUPS.indexOf(segment.group));
      expect(order).toEqual([...order].sort((a, b) => a - b));
    }),
  );
});

test('a legend names what can be seen in any of the bars, and nothing else', () => {
  const one = { ...empty, guestUser: 3, idle: 1 };
  const two = { ...empty, warmUp: 2 };
  expect(present([one, two])).toEqual(['useful', 'switching', 'idle']);
  expect(present([{ ...one, guestUser: 3_000_000, idle: 1_000_000, polling: 1000 }])).toEqual(['useful', 'idle']);
});
