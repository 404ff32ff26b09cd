/**
 * What guests have done lately, by their own work and not by the clock: a guest that waits for its turn still is what it
 * was. A level in which nobody may choose a technique keeps none of this.
 */
import { type Cycles, type Int, pagingOf, type Reach, type SimEvent, type World, workOf } from '../../sim/index.ts';

/** Counters of a guest: its work, its operations by kind, and accesses to memory with their misses by size of page. */
export type Mark = Readonly<{ at: Cycles; work: Cycles; ops: readonly Int[]; accesses: Int; small: Int; large: Int }>;
/**
 * `window`: cycles of own work that "lately" means. `byGuest`: marks about a quarter of that apart, the oldest first; empty
 * where nobody may choose. `last`: the guest that was taken over last, null = none was.
 */
export type Engines = { readonly window: Cycles; byGuest: (readonly Mark[])[]; last: Int | null };

/** What "lately" means where a level does not say: shorter than a phase that is worth a change, and half a dozen operations. */
export const WINDOW: Cycles = 16_000;
const MARKS = 4;

const NONE_YET: Mark = { at: 0, work: 0, ops: [], accesses: 0, small: 0, large: 0 };

export function markOf(w: World, g: Int): Mark {
  const { accesses, small, large } = pagingOf(w, g) ?? NONE_YET;
  return { at: w.now, work: workOf(w, g), ops: (w.opCount[g] ?? []).slice(), accesses, small, large };
}

/** How accesses between two marks fared. */
export function reachBetween(then: Mark, now: Mark): Reach {
  const accesses = Math.max(1, now.accesses - then.accesses);
  return { small: (now.small - then.small) / accesses, large: (now.large - then.large) / accesses };
}

export const noEngines = (w: World, window: Cycles): Engines => ({
  window,
  byGuest: w.setup.verbs.includes('mode') ? w.guests.map(() => [NONE_YET]) : [],
  last: null,
});

/** Marks are never changed, so copies share them. */
export const copyEngines = (engines: Engines): Engines => ({ ...engines, byGuest: engines.byGuest.slice() });

export function noteEngines(engines: Engines, event: SimEvent): void {
  if (event.type === 'modeEntered') engines.last = event.guest;
}

/** To be called once per second of play. `passed`: told of each stretch between two marks. */
export function markEngines(
  { byGuest, window }: Engines,
  w: World,
  passed: (g: Int, then: Mark, now: Mark) => void,
): void {
  byGuest.forEach((marks, g) => {
    const newest = marks[marks.length - 1];
    if (newest !== undefined && (w.guests[g]?.work ?? 0) - newest.work < window / MARKS) return;
    const now = markOf(w, g);
    byGuest[g] = [...marks, now].slice(-MARKS);
    if (newest !== undefined) passed(g, newest, now);
  });
}
