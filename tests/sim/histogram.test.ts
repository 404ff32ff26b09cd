import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bucketOf, createHistogram, quantile, record, upperEdge } from '../../src/sim/histogram.ts';

const values = fc.oneof(fc.nat(200), fc.nat(2_000_000), fc.integer({ min: 0, max: 2 ** 46 }));

describe('a histogram', () => {
  it('puts every value in a bucket whose upper edge is at most 3.2% above it', () => {
    fc.assert(
      fc.property(values, (value) => {
        const edge = upperEdge(bucketOf(value));
        expect(edge).toBeGreaterThanOrEqual(value);
        expect(edge - value).toBeLessThanOrEqual(value * 0.032);
      }),
    );
  });

  it('has buckets in the order of values', () => {
    fc.assert(fc.property(values, values, (a, b) => bucketOf(Math.min(a, b)) <= bucketOf(Math.max(a, b))));
  });

  it('finds the rank ⌈n × share⌉ among samples and open waits together', () => {
    fc.assert(
      fc.property(
        fc.array(values, { minLength: 1, maxLength: 60 }),
        fc.array(values, { maxLength: 5 }),
        fc.integer({ min: 1, max: 10_000 }),
        (samples, open, share) => {
          const h = createHistogram();
          for (const value of samples) record(h, value);
          const sorted = [...samples, ...open].sort((a, b) => a - b);
          const exact = sorted[Math.max(1, Math.ceil((sorted.length * share) / 10_000)) - 1] ?? 0;
          expect(quantile([h], open, share)).toEqual({ value: upperEdge(bucketOf(exact)), samples: sorted.length });
        },
      ),
    );
  });

  it('has no quantile without samples', () => {
    expect(quantile([createHistogram()], [], 5_000)).toBeNull();
  });
});
