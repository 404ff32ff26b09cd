/**
 * Pace: how many cycles of a pCPU so many instructions of a guest take, and the other way round.
 *
 * Three things lie between them. A technique may take a tax: nested paging makes every TLB miss longer, an interpreter
 * every instruction, or only those of the kernel. A cold cache takes every second cycle until it is paid. And a machine
 * with another clock than the world's runs its instructions at its own. Where there is nothing of that the mode is
 * *plain*: a cycle is a cycle.
 */
import { WARMING } from './params.ts';
import type { CompiledMode } from './program.ts';
import type { Bp, Cycles } from './types.ts';

/**
 * How `elapsed` cycles of a burst that pays off cold cache divide: while debt lasts, every second cycle pays it. The odd
 * cycle goes to the cache.
 */
export function warmPart(elapsed: Cycles): { warmUp: Cycles; useful: Cycles } {
  const useful = Math.floor(elapsed / WARMING);
  return { warmUp: elapsed - useful, useful };
}

/** Cycles that a technique adds to 10,000 of a burst of which the kernel executes `kernelBp`. */
export const taxOf = ({ tax, kernelTax }: Pick<CompiledMode, 'tax' | 'kernelTax'>, kernelBp: Bp): Cycles =>
  kernelTax === 0 ? tax : tax + Math.floor((kernelTax * kernelBp) / 10_000);

/** What is left for the guest of `elapsed` cycles in which it computed. */
export function untaxed(mode: CompiledMode, kernelBp: Bp, elapsed: Cycles): Cycles {
  if (mode.plain) return elapsed;
  const tax = taxOf(mode, kernelBp);
  return tax === 0 ? elapsed : Math.floor((elapsed * 10_000) / (10_000 + tax));
}

/** Instructions executed in so many untaxed cycles, as cycles of a machine with the world's clock. */
export function instructions(mode: CompiledMode, cycles: Cycles): Cycles {
  if (mode.plain) return cycles;
  const { num, den } = mode.clock;
  return num === den ? cycles : Math.floor((cycles * num) / den);
}

/** Untaxed cycles that so many instructions take; the fewest for which `instructions` gives as many. */
export function cyclesFor(mode: CompiledMode, burst: Cycles): Cycles {
  if (mode.plain) return burst;
  const { num, den } = mode.clock;
  return num === den ? burst : Math.ceil((burst * den) / num);
}

/** Cycles that pass for so many untaxed ones; the fewest for which `untaxed` gives as many. */
export function taxed(mode: CompiledMode, kernelBp: Bp, cycles: Cycles): Cycles {
  if (mode.plain) return cycles;
  const tax = taxOf(mode, kernelBp);
  return tax === 0 ? cycles : Math.ceil((cycles * (10_000 + tax)) / 10_000);
}
