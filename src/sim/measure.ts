/** Arithmetic of metrics: exact whatever the sizes. */
import type { World } from './state.ts';
import type { Cycles, Int } from './types.ts';

/** a × scale ÷ b, rounded down. 0 when b is 0. Products that could leave the safe integers use BigInt. */
export function ratio(a: Int, b: Int, scale: Int): Int {
  if (b === 0) return 0;
  return a <= Math.floor(Number.MAX_SAFE_INTEGER / scale)
    ? Math.floor((a * scale) / b)
    : Number((BigInt(a) * BigInt(scale)) / BigInt(b));
}

/** Cycles as nanoseconds, rounded down. */
export const nanoseconds = (w: World, cycles: Cycles): Int => ratio(cycles, w.program.hz, 1_000_000_000);
