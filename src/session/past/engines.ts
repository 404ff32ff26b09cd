/**
 * What guests have done lately, by their own work and not by the clock: a guest that waits for its turn still is what it
 * was. A level in which nobody may choose a technique keeps none of this.
 */
import { type Cycles, type Int, type SimEvent, type World, workOf } from '../../sim/index.ts';

/** Counters of a guest: its work, and its operations by kind. */
export type Mark = Readonly<{ work: Cycles; ops: readonly Int[] }>;
/**
 * `byGuest`: marks about a quarter of WINDOW apart, the oldest first; empty where nobody may choose. `last`: the guest
 * that was taken over last, null = none was.
 */
export type Engines = { byGuest: (readonly Mark[])[]; last: Int | null };

/** Cycles of own work that "lately" means: shorter than a phase that is worth a change, and half a dozen operations. */
export const WINDOW: Cycles = 16_000;
const MARKS = 4;

export const markOf = (w: World, g: Int): Mark => ({ work: workOf(w, g), ops: (w.opCount[g] ?? []).slice() });

export const noEngines = (w: World): Engines => ({
  byGuest: w.setup.verbs.includes('mode') ? w.guests.map(() => [{ work: 0, ops: [] }]) : [],
  last: null,
});

/** Marks are never changed, so copies share them. */
export const copyEngines = ({ byGuest, last }: Engines): Engines => ({ byGuest: byGuest.slice(), last });

export function noteEngines(engines: Engines, event: SimEvent): void {
  if (event.type === 'modeEntered') engines.last = event.guest;
}

/** To be called once per second of play. */
export function markEngines({ byGuest }: Engines, w: World): void {
  byGuest.forEach((marks, g) => {
    const newest = marks[marks.length - 1];
    if (newest !== undefined && (w.guests[g]?.work ?? 0) - newest.work < WINDOW / MARKS) return;
    byGuest[g] = [...marks, markOf(w, g)].slice(-MARKS);
  });
}
