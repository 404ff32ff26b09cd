/** What became of the sound: states, counts and problems. Nothing that goes wrong here is thrown, and nothing is hidden. */

const AUDIO_STATES = ['waiting', 'loading', 'locked', 'ready', 'suspended', 'unavailable', 'disposed'] as const;
/**
 * | state | means | next |
 * |---|---|---|
 * | waiting | the page has not been painted yet | loading |
 * | loading | library or sprite is on its way | locked, unavailable |
 * | locked | everything is here, but no gesture has let the browser start | ready |
 * | ready | sounds are heard | suspended, locked (the system took the sound away) |
 * | suspended | silenced because the page is hidden | ready |
 * | unavailable | this browser will not; `problems` says why | – |
 * | disposed | put away | – |
 */
export type AudioState = (typeof AUDIO_STATES)[number];

/** Why a sound that was asked for was not heard. */
const DROPS = ['notReady', 'suspended', 'silent', 'tooSoon', 'unknown', 'refused'] as const;
export type Drop = (typeof DROPS)[number];

const PROBLEMS = ['load', 'decode', 'noWebAudio', 'context', 'play', 'listener', 'input', 'page'] as const;
export type ProblemCode = (typeof PROBLEMS)[number];
export type Problem = { code: ProblemCode; message: string };

export type AudioStatus = {
  state: AudioState;
  /** sounds that were started */
  played: number;
  /** sounds that were not, by reason */
  dropped: Readonly<Record<Drop, number>>;
  /** the latest ten; `failures` counts all */
  problems: readonly Problem[];
  failures: number;
};

const KEPT = 10;

export class Log {
  played = 0;
  failures = 0;
  readonly dropped: Record<Drop, number> = { notReady: 0, suspended: 0, silent: 0, tooSoon: 0, unknown: 0, refused: 0 };
  #problems: Problem[] = [];

  problem(code: ProblemCode, cause: unknown): void {
    this.failures++;
    const message = cause instanceof Error ? cause.message : String(cause);
    this.#problems = [...this.#problems, { code, message }].slice(-KEPT);
  }

  /** Does something that may fail; a failure is written down and answered by `otherwise`. */
  guard<T>(code: ProblemCode, action: () => T, otherwise: T): T {
    try {
      return action();
    } catch (cause) {
      this.problem(code, cause);
      return otherwise;
    }
  }

  status(state: AudioState): AudioStatus {
    const { played, failures } = this;
    return { state, played, dropped: { ...this.dropped }, problems: [...this.#problems], failures };
  }
}
