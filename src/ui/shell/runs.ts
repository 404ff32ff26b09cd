/**
 * The run in progress. It outlives its screen: whoever looks something up, or goes back to the map, finds it as it was.
 */
import { type ReadonlySignal, signal } from '@preact/signals';
import type { GoalResult, Outcome, Session } from '../../session/contract.ts';
import { recordTry, recordTutorial } from '../../session/save/progress.ts';
import type { Saves } from '../../session/storage.ts';
import type { Id, Int } from '../../sim/types.ts';
import type { LoadedLevel } from './library.ts';

export type CurrentRun = { level: LoadedLevel; session: Session };

export type Runs = {
  readonly current: ReadonlySignal<CurrentRun | null>;
  /** the result of the current run; null while it goes on, and when there is none */
  readonly outcome: ReadonlySignal<Outcome | null>;
  /** Continues the run of this level, or begins one. `seed` null: the run's, else the level's usual one. */
  open(level: LoadedLevel, seed: Int | null): Session;
  /** From the start, with the same demand unless a seed is given. */
  again(seed?: Int): void;
  /** Gives the run up; the next one begins with its tutorial, also where that has been seen. */
  repeatTutorial(): void;
  close(): void;
};

/** The seed that a level begins with, for everybody. */
export const FIRST_SEED = 1;

const idOf = (level: LoadedLevel): Id => level.level.file.id;

/** A goal may ask for the metric of some guests only, so its value is kept under its own name. */
const valuesOf = (goals: readonly GoalResult[]): Record<Id, Int> =>
  Object.fromEntries(goals.flatMap(({ id, value }) => (value === null ? [] : [[id, value]])));

/** How a run is kept among the tries of its level. */
const tryOf = ({ fingerprint, seed, stars, straight, metrics, goals }: Outcome) => ({
  id: fingerprint,
  seed,
  stars,
  straight,
  metrics: { ...metrics, ...valuesOf(goals) },
});

type Options = {
  saves: Pick<Saves, 'read' | 'update'>;
  openSession(level: LoadedLevel, seed: Int, tutorial: boolean): Session;
};

export function createRuns({ saves, openSession }: Options): Runs {
  const current = signal<CurrentRun | null>(null);
  const outcome = signal<Outcome | null>(null);
  let unwatch: (() => void) | null = null;
  let repeating = false;

  /** Each end is kept once; a run that was taken back and ended otherwise is another try. */
  function follow(level: Id, session: Session): void {
    const recorded = new Set<string>();
    const look = () => {
      const ended = session.outcome();
      if (ended === null) {
        outcome.value = null;
        return;
      }
      if (outcome.peek()?.fingerprint === ended.fingerprint) return;
      outcome.value = ended;
      if (recorded.has(ended.fingerprint)) return;
      recorded.add(ended.fingerprint);
      saves.update((save) => {
        const tried = recordTry(save, level, tryOf(ended));
        // whoever has no star yet may need to be told again
        return ended.stars > 0 ? recordTutorial(tried, level) : tried;
      });
    };
    unwatch = session.watch(look);
    look();
  }

  function close(): void {
    unwatch?.();
    unwatch = null;
    current.peek()?.session.dispose();
    current.value = null;
    outcome.value = null;
  }

  function again(seed?: Int): void {
    outcome.value = null;
    current.peek()?.session.restart(seed);
  }

  return {
    current,
    outcome,
    open(level, seed) {
      const held = current.peek();
      if (held !== null && idOf(held.level) === idOf(level) && (seed === null || seed === held.session.seed)) {
        // A run that has ended begins again; one that was taken back has not ended.
        if (held.session.outcome() !== null) again();
        return held.session;
      }
      close();
      const seen = saves.read().levels.get(idOf(level))?.tutorialSeen ?? false;
      const session = openSession(level, seed ?? FIRST_SEED, repeating || !seen);
      repeating = false;
      current.value = { level, session };
      follow(idOf(level), session);
      return session;
    },
    again,
    repeatTutorial() {
      close();
      repeating = true;
    },
    close,
  };
}
