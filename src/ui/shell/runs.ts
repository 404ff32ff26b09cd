/**
 * The run in progress. It outlives its screen: whoever looks something up, or goes back to the map, finds it as it was.
 */
import { type ReadonlySignal, signal } from '@preact/signals';
import type { GoalResult, KeptRun, Outcome, Session } from '../../session/contract.ts';
import { recordTry, recordTutorial } from '../../session/save/progress.ts';
import type { Saves } from '../../session/storage.ts';
import type { Problem } from '../../session/untrusted.ts';
import type { Run } from '../../sim/index.ts';
import type { Bp, Id, Int } from '../../sim/types.ts';
import type { Keeping, Offer } from './keeping.ts';
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
  /** A run of this level that was kept, and is not the one in progress. */
  offer(level: Id, seed: Int | null): Promise<Offer | null>;
  /** The level of which a run was kept last; null when there is none. */
  kept(): Id | null;
  /** Goes on with a run that was kept, paused; or why it cannot be, and nothing has changed. */
  goOn(level: LoadedLevel, run: KeptRun): Problem | null;
  /**
   * Plays a run from a file again, a piece at a time (how much of it has passed), and makes it the current one, at its end:
   * null. Or why it cannot be, and nothing has changed. Whoever does not wait for its end returns it.
   */
  show(level: LoadedLevel, run: Run): Generator<Bp, Problem | null, void>;
  /** Somebody leaves for the campaign: a run from a file is put away, the player's own stays. */
  putAway(): void;
  /** Whoever opens the level next begins anew: what was kept of it is given up. */
  anew(level: LoadedLevel): void;
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
  keeping: Keeping;
};

export function createRuns({ saves, openSession, keeping }: Options): Runs {
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
      if (session.opened) return;
      keeping.drop(level);
      if (recorded.has(ended.fingerprint)) return;
      recorded.add(ended.fingerprint);
      saves.update((save) => {
        const tried = recordTry(save, level, tryOf(ended));
        // whoever has no star yet may need to be told again
        return ended.stars > 0 ? recordTutorial(tried, level) : tried;
      });
    };
    const stops = [session.watch(look), keeping.follow(session)];
    unwatch = () => {
      for (const stop of stops) stop();
    };
    look();
  }

  /** a session of a level, with its tutorial for whoever has not seen it, or wants it again */
  function opened(level: LoadedLevel, seed: Int): Session {
    const seen = saves.read().levels.get(idOf(level))?.tutorialSeen ?? false;
    return openSession(level, seed, repeating || !seen);
  }

  function begin(level: LoadedLevel, session: Session): void {
    repeating = false;
    current.value = { level, session };
    follow(idOf(level), session);
  }

  /** A run from a file that is over is not gone on with: whoever comes to its level comes for their own. */
  const isHeld = (level: Id, seed: Int | null): boolean => {
    const held = current.peek();
    if (held === null || (held.session.opened && held.session.outcome() !== null)) return false;
    return idOf(held.level) === level && (seed === null || seed === held.session.seed);
  };

  function close(): void {
    unwatch?.();
    unwatch = null;
    current.peek()?.session.dispose();
    current.value = null;
    outcome.value = null;
  }

  function again(seed?: Int): void {
    outcome.value = null;
    const held = current.peek();
    if (held === null) return;
    keeping.drop(idOf(held.level));
    held.session.restart(seed);
  }

  return {
    current,
    outcome,
    open(level, seed) {
      const held = current.peek();
      if (held !== null && isHeld(idOf(level), seed)) {
        // A run that has ended begins again; one that was taken back has not ended.
        if (held.session.outcome() !== null) again();
        return held.session;
      }
      close();
      const session = opened(level, seed ?? FIRST_SEED);
      begin(level, session);
      return session;
    },
    again,
    repeatTutorial() {
      const held = current.peek();
      close();
      if (held !== null) keeping.drop(idOf(held.level));
      repeating = true;
    },
    close,
    offer: async (level, seed) => (isHeld(level, seed) ? null : keeping.offer(level, seed)),
    kept: () => keeping.latest(),
    goOn(level, run) {
      const session = opened(level, run.seed);
      const problem = session.goOn(run);
      if (problem !== null) {
        session.dispose();
        return problem;
      }
      close();
      void keeping.forget(idOf(level)); // from here on it is this tab's
      begin(level, session);
      return null;
    },
    *show(level, run) {
      const session = opened(level, run.seed);
      let isShown = false;
      try {
        const problem = yield* session.replay(run);
        if (problem !== null) return problem;
        close(); // which keeps the player's own run as it stands
        keeping.setAside(idOf(level));
        begin(level, session);
        isShown = true;
        return null;
      } finally {
        if (!isShown) session.dispose();
      }
    },
    putAway() {
      if (current.peek()?.session.opened === true) close();
    },
    anew(level) {
      close();
      keeping.drop(idOf(level));
      void keeping.forget(idOf(level));
    },
  };
}
