/** Unpitched sound: white noise from a fixed seed, shaped by a filter whose cut-off may move. */
import { type Samples, silence } from './buffer.ts';
import { RATE } from './scale.ts';

/** White noise in −1 … 1 (xorshift32: the same seed gives the same noise on every machine). */
export function noise(seconds: number, seed: number): Samples {
  let state = seed | 0 || 1;
  return silence(seconds).map(() => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return state / 2 ** 31;
  });
}

export const FILTERS = ['low', 'band', 'high'] as const;
export type Filter = (typeof FILTERS)[number];

/**
 * State-variable filter after Andrew Simper (Cytomic, "SVF linear trapezoidal", 2013): stays stable while the cut-off moves.
 * `cutoff` in hertz over time; `resonance` ≥ 0.5, where 0.7 is flat and 10 rings.
 */
export function filter(
  sound: Samples,
  kind: Filter,
  cutoff: number | ((t: number) => number),
  resonance = 0.7,
): Samples {
  const k = 1 / resonance;
  let first = 0;
  let second = 0;
  return sound.map((input, index) => {
    const hz = typeof cutoff === 'number' ? cutoff : cutoff(index / RATE);
    const g = Math.tan((Math.PI * Math.min(hz, RATE * 0.45)) / RATE);
    const a1 = 1 / (1 + g * (g + k));
    const high = input - second;
    const band = a1 * first + a1 * g * high;
    const low = second + g * a1 * first + g * g * a1 * high;
    first = 2 * band - first;
    second = 2 * low - second;
    if (kind === 'low') return low;
    return kind === 'band' ? k * band : input - k * band - low;
  });
}
