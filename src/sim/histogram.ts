/**
 * Log-linear histograms: 32 buckets per octave, so a quantile is at most 3.2% above the truth, in integers alone.
 */
import type { Histogram } from './state.ts';
import type { Cycles, Int } from './types.ts';

const SUB_BITS = 5;
const SUB = 1 << SUB_BITS;
/** up to 2^47 cycles: half a day at 3 GHz */
const OCTAVES = 43;

export function createHistogram(): Histogram {
  return { n: 0, buckets: new Int32Array(SUB * OCTAVES) };
}

/** The bucket of a value: exact below 64, then 32 to the octave. */
export function bucketOf(value: Cycles): Int {
  let v = value;
  let octave = 0;
  while (v >= 4294967296) {
    v = Math.floor(v / 2);
    octave++;
  }
  const shift = Math.max(0, 31 - SUB_BITS - Math.clz32(v));
  return Math.min(SUB * OCTAVES - 1, SUB * (octave + shift) + (v >>> shift));
}

/** The largest value of a bucket. */
export function upperEdge(bucket: Int): Cycles {
  if (bucket < 2 * SUB) return bucket;
  const shift = Math.floor(bucket / SUB) - 1;
  return (bucket - SUB * shift + 1) * 2 ** shift - 1;
}

export function record(h: Histogram, value: Cycles): void {
  const bucket = bucketOf(value);
  h.n++;
  h.buckets[bucket] = (h.buckets[bucket] as Int) + 1;
}

/**
 * The value at rank ⌈n × bp / 10000⌉ of all histograms together and of `open`, the present ages of waits that are still
 * open: leaving those out would make starving a way to win. Null without samples.
 */
export function quantile(
  all: readonly Histogram[],
  open: readonly Cycles[],
  bp: Int,
): { value: Cycles; samples: Int } | null {
  let samples = open.length;
  for (const h of all) samples += h.n;
  if (samples === 0) return null;
  const sum = new Int32Array(SUB * OCTAVES);
  for (const h of all) for (let i = 0; i < sum.length; i++) sum[i] = (sum[i] as Int) + (h.buckets[i] as Int);
  for (const age of open) sum[bucketOf(age)] = (sum[bucketOf(age)] as Int) + 1;
  const rank = Math.max(1, Math.ceil((samples * bp) / 10000));
  let seen = 0;
  for (let i = 0; i < sum.length; i++) {
    seen += sum[i] as Int;
    if (seen >= rank) return { value: upperEdge(i), samples };
  }
  return { value: upperEdge(sum.length - 1), samples };
}
