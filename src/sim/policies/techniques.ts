/** Reckoning with techniques: what the work to come costs under each, and when it pays to change. */
import { aheadOf } from '../mechanisms/ahead.ts';
import { type Mix, mixOfPhase, priceOfEntering, takes, takesNative } from '../mixes.ts';
import type { World } from '../state.ts';
import type { Cycles, Int } from '../types.ts';

/** A stretch of work to come: so many cycles of a guest's own, of a mix. */
export type Stretch = { mix: Mix; work: Cycles };

/** The next `far` phases of guest g, none of which counts for more than `most` cycles: further on is too far away. */
export const stretches = (w: World, g: Int, far: Int, most: Cycles): Stretch[] =>
  aheadOf(w, g, far).map(({ phase, left }) => ({ mix: mixOfPhase(w, g, phase), work: Math.min(most, left) }));

/** Cycles that a stretch takes under a mode beyond what the bare machine would take for it. */
export const overhead = (w: World, mode: Int, { mix, work }: Stretch): number =>
  (takes(w, mode, mix) / takesNative(w, mode, mix) - 1) * work;

/** The least that the stretches from the n-th on can cost who begins in a mode and may change before each later one. */
export function cheapest(w: World, modes: readonly Int[], mode: Int, plan: readonly Stretch[], n: Int = 0): number {
  const stretch = plan[n];
  if (stretch === undefined) return 0;
  const after =
    n + 1 === plan.length
      ? 0
      : Math.min(
          ...modes.map(
            (next) => (next === mode ? 0 : priceOfEntering(w, next)) + cheapest(w, modes, next, plan, n + 1),
          ),
        );
  return overhead(w, mode, stretch) + after;
}
