/**
 * What a technique makes of a mix of operations: the price of each, times how often it comes, and what it adds to the
 * instructions between them. It is what anybody with the level's prices and a guest's counters can reckon; nothing here
 * changes anything.
 */
import { knobOf } from './mechanisms/knobs.ts';
import { GIVEN, reachOf, sitesIn } from './mechanisms/tlb.ts';
import { taxOf } from './pace.ts';
import { CALL, RUN } from './program.ts';
import type { Mix, Reach, World } from './state.ts';
import { type Bp, COMPONENT_OF, type Component, type Cycles, type Int, NONE, OPS } from './types.ts';

const MILLION = 1_000_000;
const ACCESS = OPS.indexOf('access');
/** of who is known to the TLB everywhere */
const KNOWN: Reach = { small: 0, large: 0 };

/** Counts of operations among so many cycles of instructions, as a mix. */
export const mixOf = (
  counts: readonly number[],
  instructions: Cycles,
  kernelBp: Bp,
  { small, large }: Reach = KNOWN,
): Mix => ({
  ops: counts.map((n) => (n * MILLION) / Math.max(1, instructions)),
  kernelBp,
  small,
  large,
});

/** The part of guest g's present instructions that its kernel executes. */
export const kernelNow = (w: World, g: Int): Bp => w.tasks[w.program.guests[g]?.firstTask ?? NONE]?.kernelBp ?? 0;

/** The mix of phase n of guest g, if it had so many large pages. */
export function mixOfPhase(w: World, g: Int, n: Int, given: Int = knobOf(w, GIVEN, g)): Mix {
  const ops: number[] = OPS.map(() => 0);
  const phase = w.program.guests[g]?.phases[n];
  phase?.ops.forEach((op, i) => {
    const cards = (phase.upTo[i] ?? 0) - (phase.upTo[i - 1] ?? 0);
    ops[op] = (MILLION * cards * (phase.counts[i] ?? 1)) / (phase.total * phase.burst.mean);
  });
  const accesses = ((ops[ACCESS] ?? 0) * w.setup.scheduler.slice) / MILLION;
  return { ops, kernelBp: phase?.kernelBp ?? 0, ...reachOf(w, sitesIn(w, g, n), given, accesses) };
}

/** Cycles of pCPUs that walking a path takes for one of a mix's operations, as far as anybody can say; with what a service does for it. */
const priceOf = (w: World, path: Int | undefined, mix: Mix, served = false): number =>
  (w.program.paths[path ?? NONE]?.steps ?? []).reduce((sum, { kind, cycles, times, arg }) => {
    if (kind === CALL && !served) return sum + priceOf(w, w.program.services[arg]?.path, mix, true);
    return sum + (kind === RUN ? cycles * (w.hooks.expects[times]?.(mix) ?? 1) : 0);
  }, 0);

/** Cycles that it takes to take a running guest over into a mode. */
export const priceOfEntering = (w: World, mode: Int): Cycles =>
  priceOf(w, w.program.modes[mode]?.enter, { ops: [], kernelBp: 0, ...KNOWN });

/** Cycles that a million cycles of a guest's own instructions take under a mode, with the operations between them. */
export function takes(w: World, mode: Int, mix: Mix): number {
  const row = w.program.modes[mode];
  if (row === undefined) return MILLION;
  const instructions = MILLION * (1 + taxOf(row, mix.kernelBp) / 10_000);
  return mix.ops.reduce((sum, n, op) => sum + (n === 0 ? 0 : n * priceOf(w, row.table[op]?.[0], mix)), instructions);
}

/** … and on the bare machine: the work that they are. */
export function takesNative(w: World, mode: Int, { ops }: Mix): number {
  const native = w.program.modes[mode]?.native ?? [];
  return ops.reduce((sum, n, op) => sum + n * (native[op] ?? 0), MILLION);
}

/** Of that, what is added to the bare machine's by operations of these components; a tax is the processor's. */
export function adds(w: World, mode: Int, mix: Mix, components: readonly Component[]): number {
  const row = w.program.modes[mode];
  if (row === undefined) return 0;
  const tax = components.includes('cpu') ? (MILLION * taxOf(row, mix.kernelBp)) / 10_000 : 0;
  return mix.ops.reduce((sum, n, op) => {
    const isMeant = n > 0 && components.includes(COMPONENT_OF[OPS[op] ?? 'halt']);
    return isMeant ? sum + n * (priceOf(w, row.table[op]?.[0], mix) - (row.native[op] ?? 0)) : sum;
  }, tax);
}
