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

/** The least that the stretches from the n-th on can cost who begins in a mode and may change before each later one. */
export function cheapest(at: Reckoning, mode: Int, n: Int = 0): number {
  const { w, modes, plan, leak } = at;
  const stretch = plan[n];
  if (stretch === undefined) return 0;
  const after =
    n + 1 === plan.length
      ? 0
      : Math.min(...modes.map((next) => (next === mode ? 0 : priceOfEntering(w, next)) + cheapest(at, next, n + 1)));
  return overhead(w, mode, stretch, leak) + after;
}
