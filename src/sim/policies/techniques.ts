/** Reckoning with techniques: what the work to come costs under each, and when it pays to change. */
import { aheadOf } from '../mechanisms/ahead.ts';
import { leaksIn } from '../mechanisms/violations.ts';
import { mixOfPhase, priceOfEntering, takes, takesNative } from '../mixes.ts';
import type { Mix, World } from '../state.ts';
import type { Cycles, Int } from '../types.ts';

/** A stretch of work to come: so many cycles of a guest's own, of a mix. */
export type Stretch = { mix: Mix; work: Cycles };

/**
 * The next `far` phases of guest g, none of which counts for more than `most` cycles: further on is too far away.
 * `given`: as if it had so many large pages.
 */
export const stretches = (w: World, g: Int, far: Int, most: Cycles, given?: Int): Stretch[] =>
  aheadOf(w, g, far).map(({ phase, left }) => ({ mix: mixOfPhase(w, g, phase, given), work: Math.min(most, left) }));

/** Cycles that a stretch takes under a mode beyond what the bare machine would take for it; each leak is worth `leak` more. */
export const overhead = (w: World, mode: Int, { mix, work }: Stretch, leak: Cycles): number =>
  (takes(w, mode, mix) / takesNative(w, mode, mix) - 1 + (leak * leaksIn(w, mode, mix)) / 1_000_000) * work;

/** What is reckoned with: the modes there are, the stretches to come, and how many cycles a leak is worth. */
export type Reckoning = { w: World; modes: readonly Int[]; plan: readonly Stretch[]; leak: Cycles };

/**
 * The least that the stretches can cost who begins in a mode and may change before each later one. Reckoned from the last
 * stretch backwards, so that each is reckoned once for each mode.
 */
export function cheapest({ w, modes, plan, leak }: Reckoning, mode: Int): number {
  const [first, ...later] = plan;
  if (first === undefined) return 0;
  const entering = modes.map((next) => priceOfEntering(w, next));
  /** `after`: for each of the modes, what all later stretches cost who begins them in it */
  const from = (own: Int, stretch: Stretch, after: readonly number[]): number => {
    const least = Math.min(...after.map((cost, i) => (modes[i] === own ? 0 : (entering[i] ?? 0)) + cost));
    return overhead(w, own, stretch, leak) + (after.length === 0 ? 0 : least);
  };
  const after = later.reduceRight<number[]>((next, stretch) => modes.map((own) => from(own, stretch, next)), []);
  return from(mode, first, after);
}
