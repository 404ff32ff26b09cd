/**
 * What hypercalls save: a ported kernel's operation by a call, against the trap that it takes while the kernel does not make
 * the call. It is what anybody with the price list can reckon; nothing here changes anything.
 */
import { isHere } from './access.ts';
import { servedAheadOf } from './mechanisms/ahead.ts';
import { type CompiledPhase, modeIndex, RUN } from './program.ts';
import type { World } from './state.ts';
import { type Cycles, type Id, type Int, NEVER, NONE, OPS } from './types.ts';

/** A call, and what it saves a guest per operation against the trap that it replaces. */
export type Entry = { handler: Int; id: Id; saves: { op: Int; cycles(g: Int): Cycles }[] };

/** Cycles that walking a path takes for n operations that are asked for in one go; n = 0: without what is paid for each. */
export const costOf = (w: World, path: Int | undefined, n: Int): Cycles =>
  (w.program.paths[path ?? NONE]?.steps ?? []).reduce(
    (sum, step) => sum + (step.kind === RUN ? step.cycles * (step.times === NONE ? 1 : n) : 0),
    0,
  );

/** How many of an operation guest g asks for in one go. */
const batchOf = (w: World, g: Int, op: Int): Int =>
  (w.program.guests[g]?.phases ?? []).reduce(
    (most, { ops, counts }) => Math.max(most, counts[ops.indexOf(op)] ?? 1),
    1,
  );

/** The calls that a ported kernel can make, as its price list has them. */
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

/** By phases, which never change: what a round brings. */
const rounds = new WeakMap<CompiledPhase, readonly number[]>();

/** How often guest g does each operation per round of its phase n: as the phase deals them. */
function perRoundOf(w: World, g: Int, n: Int): readonly number[] {
  const phase = w.program.guests[g]?.phases[n];
  if (phase === undefined) return [];
  const known = rounds.get(phase);
  if (known !== undefined) return known;
  const counts: number[] = OPS.map(() => 0);
  phase.ops.forEach((op, i) => {
    const cards = (phase.upTo[i] ?? 0) - (phase.upTo[i - 1] ?? 0);
    counts[op] = (counts[op] ?? 0) + (cards * (phase.counts[i] ?? 1)) / phase.total;
  });
  rounds.set(phase, counts);
  return counts;
}

/** What an entry saves guest g, by the round of its phase n, in cycles. */
function perRound(w: World, { saves }: Entry, g: Int, n: Int): number {
  const counts = perRoundOf(w, g, n);
  return saves.reduce((sum, { op, cycles }) => sum + cycles(g) * (counts[op] ?? 0), 0);
}

/** Cycles between two rounds of guest g in its phase n: as its requests come, or, where none do, as it works. */
function betweenRounds(w: World, g: Int, n: Int): Cycles {
  const guest = w.program.guests[g];
  const arrivals = guest?.arrivals ?? null;
  if (arrivals !== null)
    return Math.max(1, Math.floor((guest?.phases[n]?.every ?? arrivals.every).mean / arrivals.rounds));
  return Math.max(1, guest?.phases[n]?.burst.mean ?? 1);
}

/** phases that are looked at */
const FAR: Int = 4;

/**
 * What an entry would save guests between two times from now on, if today is like yesterday and they get as much done as
 * is asked of them.
 */
function savesAhead(w: World, entry: Entry, guests: readonly Int[], from: Cycles, to: Cycles): Cycles {
  let sum = 0;
  for (const g of guests) {
    let at = 0;
    for (const { phase, left } of servedAheadOf(w, g, FAR)) {
      const end = left === NEVER ? to : Math.min(to, at + left);
      const lasts = end - Math.max(from, at);
      if (lasts > 0) sum += (perRound(w, entry, g, phase) * lasts) / betweenRounds(w, g, phase);
      at += left;
    }
  }
  return Math.round(sum);
}

/** The technique under which a guest came, and that under which it runs once its kernel is ported. */
export type Technique = 'delivered' | 'ported';

function modeUnder(w: World, g: Int, technique: Technique): Int {
  if (technique === 'ported') return w.program.guests[g]?.ported ?? NONE;
  return modeIndex(w.program.modes, w.guests[g]?.machine ?? NONE, w.setup.guests[g]?.mode ?? '');
}

/** Cycles beyond its own that an operation of guest g takes under a technique; ported with every call that there is. */
function overheadOf(w: World, g: Int, technique: Technique, op: Int): number {
  const mode = w.program.modes[modeUnder(w, g, technique)];
  const n = batchOf(w, g, op);
  return Math.max(0, costOf(w, mode?.table[op]?.[0], n) / n - (mode?.native[op] ?? 0));
}

/** … that so many of its operations take, by kind. */
export const overheadUnder = (w: World, g: Int, technique: Technique, counts: readonly number[]): number =>
  counts.reduce((sum, times, op) => (times === 0 ? sum : sum + times * overheadOf(w, g, technique, op)), 0);

/** Cycles of a pCPU that a round of guest g in its phase n takes. */
function roundUnder(w: World, g: Int, n: Int, technique: Technique, counts: readonly number[]): number {
  const native = w.program.modes[modeUnder(w, g, technique)]?.native ?? [];
  const own = counts.reduce((sum, times, op) => sum + times * (native[op] ?? 0), 0);
  return (w.program.guests[g]?.phases[n]?.burst.mean ?? 0) + own + overheadUnder(w, g, technique, counts);
}

/**
 * Of every cycle of the clock, what guest g would lose to the hypervisor in its phase n, if it gets as much done as is
 * asked of it, or as `part` pCPUs can do of that.
 */
function losesIn(w: World, g: Int, n: Int, part: number, technique: Technique): number {
  const counts = perRoundOf(w, g, n);
  const takes = roundUnder(w, g, n, technique, counts) / Math.max(part, 0.01);
  return overheadUnder(w, g, technique, counts) / Math.max(betweenRounds(w, g, n), takes);
}

/** pCPUs for each guest that is there. */
const partOf = (w: World): number =>
  Math.min(1, w.pcpus.length / Math.max(1, w.guests.filter(({ stage }) => isHere(stage)).length));

/** In how many cycles guest g is there: 0 as soon as it has come. */
export const comesIn = (w: World, g: Int): Cycles =>
  w.guests[g]?.stage === 'off' ? Math.max(0, (w.setup.guests[g]?.rises ?? NEVER) - w.now) : 0;

/**
 * Cycles that guest g would lose to the hypervisor between two times from now on: as it came (`calls` null), or with a
 * kernel that makes these calls and traps for all others. Who is still to come loses nothing before.
 * @param entries of the world: nothing in them changes, and this is asked often
 */
export function losesAhead(
  w: World,
  entries: readonly Entry[],
  g: Int,
  calls: readonly Id[] | null,
  from: Cycles,
  to: Cycles,
): number {
  const part = partOf(w);
  const first = Math.max(from, comesIn(w, g));
  let [sum, at] = [0, 0];
  for (const { phase, left } of servedAheadOf(w, g, FAR)) {
    const end = left === NEVER ? to : Math.min(to, at + left);
    const lasts = end - Math.max(first, at);
    if (lasts > 0) sum += losesIn(w, g, phase, part, calls === null ? 'delivered' : 'ported') * lasts;
    at += left;
  }
  if (calls === null) return sum;
  const lacks = entries.filter(({ id }) => !calls.includes(id));
  return lacks.reduce((all, entry) => all + savesAhead(w, entry, [g], first, to), sum);
}
