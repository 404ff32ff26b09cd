/**
 * What the entries of the hypercall table save: a ported kernel's operation by a call, against the trap that it takes
 * while the table lacks the call. It is what anybody with the price list can reckon; nothing here changes anything.
 */
import { aheadOf } from './mechanisms/ahead.ts';
import { modeIndex, RUN } from './program.ts';
import type { World } from './state.ts';
import { type Cycles, type Id, type Int, NEVER, NONE, OPS } from './types.ts';

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

/** What an entry saves guest g, by the round of its phase n, in cycles: as the phase deals its operations. */
function perRound(w: World, { saves }: Entry, g: Int, n: Int): number {
  const phase = w.program.guests[g]?.phases[n];
  return (phase?.ops ?? []).reduce((sum, op, i) => {
    const each = saves.find((one) => one.op === op);
    const cards = (phase?.upTo[i] ?? 0) - (phase?.upTo[i - 1] ?? 0);
    return each === undefined ? sum : sum + (each.cycles(g) * cards * (phase?.counts[i] ?? 1)) / (phase?.total ?? 1);
  }, 0);
}

/** Cycles between two rounds of guest g in its phase n: as its requests come, or, where none do, as it works. */
function betweenRounds(w: World, g: Int, n: Int): Cycles {
  const guest = w.program.guests[g];
  const arrivals = guest?.arrivals ?? null;
  if (arrivals !== null) return Math.max(1, Math.floor(arrivals.every.mean / arrivals.rounds));
  return Math.max(1, guest?.phases[n]?.burst.mean ?? 1);
}

/** phases that are looked at */
const FAR: Int = 4;

/**
 * What an entry would save guests between two times from now on, if today is like yesterday and they get as much done as
 * is asked of them.
 */
export function savesAhead(w: World, entry: Entry, guests: readonly Int[], from: Cycles, to: Cycles): Cycles {
  let sum = 0;
  for (const g of guests) {
    let at = 0;
    for (const { phase, left } of aheadOf(w, g, FAR)) {
      const end = left === NEVER ? to : Math.min(to, at + left);
      const lasts = end - Math.max(from, at);
      if (lasts > 0) sum += (perRound(w, entry, g, phase) * lasts) / betweenRounds(w, g, phase);
      at += left;
    }
  }
  return Math.round(sum);
}
