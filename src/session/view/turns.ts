/** What guests' work asks for from now on, as far as its phases are known: turns of it, and what calls save between them. */
import {
  type Bp,
  type Cycles,
  comesIn,
  type Entry,
  type Id,
  type Int,
  isHere,
  kernelOf,
  NEVER,
  servedAheadOf,
  type World,
} from '../../sim/index.ts';

/** A stretch to come, cycles from now on. */
export type Stretch = { from: Cycles; to: Cycles };

/** … and what a call saves in it, or would; below 0: it costs that. */
export type SavingAhead = Stretch & { saves: Bp };

/**
 * Which calls a guest's work asks for, or would once it is ported; `next`: when that changes, and to which. Null: it stays
 * so, or its work does not go by the clock. `rush`: requests come closer together than they mostly do.
 */
export type TurnView = {
  guest: Int;
  calls: Id[];
  rush: boolean;
  next: { calls: Id[]; rush: boolean; in: Cycles } | null;
};

/** What is looked at, from now on until `far`, cut where what these guests ask for changes; no turn is so close to its ends. */
export function stretchesOf(w: World, guests: readonly Int[], far: Cycles, close: Cycles): Stretch[] {
  const turns = guests.flatMap((g) => {
    let at = 0;
    return servedAheadOf(w, g, 3).flatMap(({ left }) => {
      at += left;
      return left !== NEVER && at > close && at < far - close ? [at] : [];
    });
  });
  const edges = [...new Set([0, ...turns, far])].sort((a, b) => a - b);
  return edges.slice(1).map((to, i) => ({ from: edges[i] ?? 0, to }));
}

/** The calls that phase n of guest g asks for. */
const askedIn = (w: World, entries: readonly Entry[], g: Int, n: Int): Id[] =>
  entries
    .filter(({ saves }) => saves.some(({ op }) => w.program.guests[g]?.phases[n]?.ops.includes(op) ?? false))
    .map(({ id }) => id);

const isRush = (w: World, g: Int, n: Int): boolean => {
  const { arrivals, phases } = w.program.guests[g] ?? {};
  const every = phases?.[n]?.every ?? null;
  return every !== null && every.mean < (arrivals?.every.mean ?? 0);
};

/** A guest that is still to come: in how long, and which calls its work asks for then. */
export type ComingView = { guest: Int; in: Cycles; calls: Id[]; rush: boolean };

/** Of these guests, those that come within so long. */
export const comingOf = (w: World, entries: readonly Entry[], guests: readonly Int[], far: Cycles): ComingView[] =>
  guests.flatMap((g) => {
    const opens = comesIn(w, g);
    if (opens === 0 || opens > far) return [];
    let end = 0;
    for (const { phase, left } of servedAheadOf(w, g, 3)) {
      end += left;
      if (end > opens)
        return [{ guest: g, in: opens, calls: askedIn(w, entries, g, phase), rush: isRush(w, g, phase) }];
    }
    return [];
  });

export function turnsOf(w: World, entries: readonly Entry[]): TurnView[] {
  return w.guests.flatMap((_, g): TurnView[] => {
    const [now, then] = servedAheadOf(w, g, 2);
    const kernel = w.setup.kernels[kernelOf(w, g)];
    if (now === undefined || !isHere(w.guests[g]?.stage ?? 'gone') || kernel?.closed !== false) return [];
    const calls = askedIn(w, entries, g, now.phase);
    const coming = then === undefined ? [] : askedIn(w, entries, g, then.phase);
    if (calls.length === 0 && coming.length === 0) return [];
    const next = { calls: coming, rush: then !== undefined && isRush(w, g, then.phase), in: now.left };
    const byClock = w.program.guests[g]?.arrivals !== null;
    return [{ guest: g, calls, rush: isRush(w, g, now.phase), next: byClock && then !== undefined ? next : null }];
  });
}
