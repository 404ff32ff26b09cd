/**
 * What a technique makes of a mix of operations, as a person reckons it: the price of each operation, times how often it
 * comes, for as long as the mix lasts.
 */
import { aheadOf, type Mix, mixOfPhase } from '../mechanisms/ahead.ts';
import { priceOfEntering } from '../mechanisms/modes.ts';
import { RUN } from '../program.ts';
import type { World } from '../state.ts';
import { type Cycles, type Int, NONE } from '../types.ts';

const MILLION = 1_000_000;

/** Cycles of the pCPU that walking a path takes, as far as it says so. */
const priceOf = (w: World, path: Int | undefined): Cycles =>
  (w.program.paths[path ?? NONE]?.steps ?? []).reduce((sum, { kind, cycles }) => sum + (kind === RUN ? cycles : 0), 0);

/** Cycles that a million cycles of a guest's own instructions take under a mode, with the operations between them. */
export function takes(w: World, mode: Int, mix: Mix): Cycles {
  const table = w.program.modes[mode]?.table ?? [];
  return mix.reduce((sum, n, op) => sum + (n === 0 ? 0 : n * priceOf(w, table[op]?.[0])), MILLION);
}

/** … and on the bare machine. */
export function takesNative(w: World, mode: Int, mix: Mix): Cycles {
  const native = w.program.modes[mode]?.native ?? [];
  return mix.reduce((sum, n, op) => sum + n * (native[op] ?? 0), MILLION);
}

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
