/**
 * Walls: what stands between a tenant's program and what all tenants of a machine rest on, and who gets how far through.
 *
 * A mode says which walls it has. What goes wrong in a tenant goes wrong at the innermost of them and may go on, wall by
 * wall, with time between: whoever sees a wall break can still act. The last wall of every mode is the host's kernel. Whoever
 * is through that is where everybody else's walls have their foot: all that runs on the machine starts over, containers
 * and virtual machines alike. How many walls a tenant gets through the seed decides, from what its trust says; nobody can
 * tell beforehand, and nothing that a player does changes it.
 */
import { compiledOf, guestOf } from '../access.ts';
import { deal, draw, sample, stream } from '../rng.ts';
import type { World } from '../state.ts';
import { type Cycles, type Int, NEVER, type Setup, type Trust, type Wall } from '../types.ts';

/**
 * Of one guest: how many walls it gets through in all, how many are broken, when the last of these broke, and when it was
 * through the last of its mode.
 */
export type Breach = { through: Int; broken: Int; at: Cycles; outAt: Cycles };

declare module '../state.ts' {
  interface Kept {
    /** by guest, where anybody is trusted more than others */
    breaches?: Breach[];
    /** guests that somebody else's breach has reached */
    broughtDown?: Int;
  }
}

/** The walls of a mode (an index), from the inside. */
export const wallsOf = (w: World, mode: Int): readonly Wall[] => w.program.modes[mode]?.named.walls ?? [];

const trustIn = ({ admission, guests }: Setup, g: Int): Trust | null =>
  admission?.trusts?.[guests[g]?.enters?.trust ?? ''] ?? null;

/** How far guest g is trusted, and what that says; null where nothing is said of it. */
export const trustOf = (w: World, g: Int): Trust | null => trustIn(w.setup, g);

/** Walls are dealt out among those who are trusted alike, in an order of the seed's. */
export function dealBreaches(setup: Setup): Breach[] {
  return setup.guests.map(({ enters }, g) => {
    const trust = trustIn(setup, g);
    if (enters === undefined || trust === null) return { through: 0, broken: 0, at: NEVER, outAt: NEVER };
    const nth = setup.guests.filter((other, i) => i < g && other.enters?.trust === enters.trust).length;
    const card = deal(stream(setup.seed, 'trust', enters.trust ?? ''), nth, trust.through.length);
    return { through: trust.through[card] ?? 0, broken: 0, at: NEVER, outAt: NEVER };
  });
}

/** When the next wall of guest g breaks, counted from its start; NEVER if none does. */
export function breakAt(w: World, g: Int): Cycles {
  const breach = w.kept.breaches?.[g];
  const trust = trustOf(w, g);
  if (breach === undefined || trust === null || breach.broken >= breach.through) return NEVER;
  const first = sample({ kind: 'uniform', mean: trust.after }, draw(compiledOf(w, g).riskStream, 0));
  return guestOf(w, g).startedAt + first + breach.broken * trust.each;
}

/** Whoever is on the machine of guest g besides it, and runs: what a breach reaches that goes through the last wall. */
export const besides = (w: World, g: Int): Int[] =>
  w.guests.flatMap(({ stage, machine }, other) =>
    other !== g && machine === guestOf(w, g).machine && (stage === 'up' || stage === 'booting') ? [other] : [],
  );

/**
 * The chance that a tenant who is trusted so far has got through `walls` walls within so many cycles of its start, if so many
 * are `broken` already: what anybody can reckon from what its trust says.
 */
export function oddsOut({ through, after, each }: Trust, walls: Int, within: Cycles, broken: Int = 0): number {
  const those = through.filter((n) => n >= broken);
  if (walls <= broken) return 1;
  const far = those.filter((n) => n >= walls).length / Math.max(1, those.length);
  if (broken > 0) return within >= (walls - broken) * each ? far : 0;
  return far * Math.max(0, Math.min(1, (within - (walls - 1) * each) / (2 * after)));
}
