/**
 * What brought a guest down that was no fault of its own: another's panic ends all who share its kernel, and whoever comes
 * through its last wall reaches all on the machine. Both make them start over; whoever has too little patience left for that
 * gives up soon after, waiting for a processor like anybody. What it waited for is not why, then: who fell is.
 */
import { broughtDownAt, type Cycles, type Int, isContainer, NONE, type World } from '../sim/index.ts';

/** `by` whom and when it was brought down; `out`: by a break-out, not a panic. */
export type Fall = { by: Int; at: Cycles; out: boolean };

/** The latest fall that reached guest g from a patience before `at` until `until`; null where none did. */
export function fallOf(w: World, g: Int, at: Cycles, until: Cycles): Fall | null {
  const from = at - (w.setup.guests[g]?.goal?.patience ?? 0);
  const falls = w.guests.flatMap(({ machine }, by): Fall[] => {
    const fell = broughtDownAt(w, by);
    const out = fell === w.kept.breaches?.[by]?.outAt;
    const reaches = by !== g && machine === w.guests[g]?.machine && (out || isContainer(w, g));
    return reaches && fell >= from && fell <= until ? [{ by, at: fell, out }] : [];
  });
  return falls.sort((a, b) => b.at - a.at)[0] ?? null;
}

type Wait = { guest: Int; at: Cycles; until: Cycles };

/** Why a guest gave up at the end of a wait, as a word for `loss`, and who else is to be named: `waiting`, unless it had been brought down. */
export function whyGaveUp(w: World, { guest, at, until }: Wait, waiting: string): { waiting: string; by: Int } {
  // a flag is lost by whoever hangs for it
  const fall = waiting === 'flag' ? null : fallOf(w, guest, at, until);
  return fall === null ? { waiting, by: NONE } : { waiting: fall.out ? 'breakOut' : 'panic', by: fall.by };
}
