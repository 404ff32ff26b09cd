/**
 * What a technique makes of a mix of operations: the price of each, times how often it comes, and what it adds to the
 * instructions between them. It is what anybody with the level's prices and a guest's counters can reckon; nothing here
 * changes anything.
 */
import { taxOf } from './pace.ts';
import { RUN } from './program.ts';
import type { World } from './state.ts';
import { type Bp, type Cycles, type Int, NONE, OPS } from './types.ts';

/** Operations, by kind, in a million cycles of a guest's own instructions; and the part of these that its kernel executes. */
export type Mix = { readonly ops: readonly number[]; readonly kernelBp: Bp };
const MILLION = 1_000_000;

/** Counts of operations among so many cycles of instructions, as a mix. */
export const mixOf = (counts: readonly number[], instructions: Cycles, kernelBp: Bp): Mix => ({
  ops: counts.map((n) => (n * MILLION) / Math.max(1, instructions)),
  kernelBp,
});

/** The part of guest g's present instructions that its kernel executes. */
export const kernelNow = (w: World, g: Int): Bp => w.tasks[w.program.guests[g]?.firstTask ?? NONE]?.kernelBp ?? 0;

/** The mix of phase n of guest g. */
export function mixOfPhase(w: World, g: Int, n: Int): Mix {
  const ops: number[] = OPS.map(() => 0);
  const phase = w.program.guests[g]?.phases[n];
  if (phase === undefined) return { ops, kernelBp: 0 };
  phase.ops.forEach((op, i) => {
    const cards = (phase.upTo[i] ?? 0) - (phase.upTo[i - 1] ?? 0);
    ops[op] = (MILLION * cards * (phase.counts[i] ?? 1)) / (phase.total * phase.burst.mean);
  });
  return { ops, kernelBp: phase.kernelBp };
}

/** Cycles of the pCPU that walking a path takes, as far as it says so. */
const priceOf = (w: World, path: Int | undefined): Cycles =>
  (w.program.paths[path ?? NONE]?.steps ?? []).reduce((sum, { kind, cycles }) => sum + (kind === RUN ? cycles : 0), 0);

/** Cycles that it takes to take a running guest over into a mode. */
export const priceOfEntering = (w: World, mode: Int): Cycles => priceOf(w, w.program.modes[mode]?.enter);

/** Cycles that a million cycles of a guest's own instructions take under a mode, with the operations between them. */
export function takes(w: World, mode: Int, { ops, kernelBp }: Mix): number {
  const row = w.program.modes[mode];
  if (row === undefined) return MILLION;
  const instructions = MILLION * (1 + taxOf(row, kernelBp) / 10_000);
  return ops.reduce((sum, n, op) => sum + (n === 0 ? 0 : n * priceOf(w, row.table[op]?.[0])), instructions);
}

/** … and on the bare machine: the work that they are. */
export function takesNative(w: World, mode: Int, { ops }: Mix): number {
  const native = w.program.modes[mode]?.native ?? [];
  return ops.reduce((sum, n, op) => sum + n * (native[op] ?? 0), MILLION);
}
