/**
 * What guests have done lately, by their own work and not by the clock: a guest that waits for its turn still is what it
 * was. A level in which nobody may choose a technique keeps none of this.
 */
import { type Cycles, type Int, ledger, type SimEvent, type World, workOf } from '../../sim/index.ts';

/** Counters of a guest: its work, the cycles that it was charged, its operations. */
export type Mark = Readonly<{ work: Cycles; charged: Cycles; ops: readonly Int[] }>;
/** `marks`: about as far apart as WINDOW / 2, the oldest first; `entered`: when its present technique began. */
type Own = { marks: readonly Mark[]; entered: Mark | null };
/** by guest; empty where nobody may choose; `last`: the guest that was taken over last, null = none was */
export type Engines = { byGuest: Own[]; last: Int | null };

/** Cycles of own work that "lately" means: shorter than the shortest phase that is worth a change. */
export const WINDOW: Cycles = 8_000;
const MARKS = 3;

export function markOf(w: World, g: Int): Mark {
  const charged = (ledger(w).byGuest[g] ?? []).reduce((sum, cycles) => sum + cycles, 0);
  return { work: workOf(w, g), charged, ops: (w.opCount[g] ?? []).slice() };
}

export const noEngines = (w: World): Engines => ({
  byGuest: w.setup.verbs.includes('mode')
    ? w.guests.map(() => ({ marks: [{ work: 0, charged: 0, ops: [] }], entered: null }))
    : [],
  last: null,
});

/** Marks are never changed, so copies share them. */
export const copyEngines = ({ byGuest, last }: Engines): Engines => ({
  byGuest: byGuest.map((own) => ({ ...own })),
  last,
});

export function noteEngines(engines: Engines, w: World, event: SimEvent): void {
  if (event.type !== 'modeEntered') return;
  const own = engines.byGuest[event.guest];
  if (own !== undefined) own.entered = markOf(w, event.guest);
  engines.last = event.guest;
}

/** To be called once per second of play. */
export function markEngines(engines: Engines, w: World): void {
  engines.byGuest.forEach((own, g) => {
    const newest = own.marks[own.marks.length - 1];
    if (newest !== undefined && (w.guests[g]?.work ?? 0) - newest.work < WINDOW / 2) return;
    own.marks = [...own.marks, markOf(w, g)].slice(-MARKS);
  });
}
