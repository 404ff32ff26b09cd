/**
 * What the entries of the hypercall table save: a ported kernel's operation by a call, against the trap that it takes
 * while the table lacks the call. It is what anybody with the price list can reckon; nothing here changes anything.
 */
import { modeIndex, RUN } from './program.ts';
import type { World } from './state.ts';
import { type Cycles, type Id, type Int, NONE, OPS } from './types.ts';

/** An entry of the table, and what it saves a guest per operation against the trap that it replaces. */
export type Entry = { handler: Int; id: Id; saves: { op: Int; cycles(g: Int): Cycles }[] };

/** Cycles that walking a path takes for n operations that are asked for in one go. */
const costOf = (w: World, path: Int | undefined, n: Int): Cycles =>
  (w.program.paths[path ?? NONE]?.steps ?? []).reduce(
    (sum, step) => sum + (step.kind === RUN ? step.cycles * (step.times === NONE ? 1 : n) : 0),
    0,
  );

/** How many of an operation guest g asks for in one go. */
export const batchOf = (w: World, g: Int, op: Int): Int =>
  (w.program.guests[g]?.phases ?? []).reduce(
    (most, { ops, counts }) => Math.max(most, counts[ops.indexOf(op)] ?? 1),
    1,
  );

/** The hypercall table as the price list of a ported kernel has it. */
export function entriesOf(w: World): Entry[] {
  const mode = w.program.modes[modeIndex(w.program.modes, 0, w.setup.porting?.mode ?? '')];
  return w.program.handlers.flatMap(({ id }, handler) => {
    const saves = OPS.flatMap((_, op) => {
      const paths = mode?.table[op] ?? [];
      const call = paths.find((path) => w.program.paths[path]?.hypercall === handler);
      const trap = paths.find((path) => w.program.paths[path]?.hypercall === NONE);
      if (call === undefined) return [];
      const cycles = (g: Int): Cycles => {
        const n = batchOf(w, g, op);
        return Math.floor((costOf(w, trap, n) - costOf(w, call, n)) / n);
      };
      return [{ op, cycles }];
    });
    return saves.length === 0 ? [] : [{ handler, id, saves }];
  });
}
