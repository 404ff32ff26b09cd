/**
 * Keeps sound from becoming noise.
 *
 * Every sound has a heat: it rises with each playing and halves every two seconds. A hot sound is softer and may follow
 * itself less soon, so that the first exit is an event and the hundredth a texture. And whatever asks, only so many sounds
 * start within a quarter of a second.
 */

/** Milliseconds in which a sound forgets half of its heat. */
const HALF_LIFE = 2000;
/** How much one playing takes from the loudness of the next. */
const FATIGUE = 0.3;
/** Softer than this share of itself a sound never gets (−12 dB). */
const FAINTEST = 0.25;
/** Milliseconds added to the gap per playing remembered, up to a sixteenth of a bar: then a flood falls in with the bed. */
const WIDENING = 18;
const WIDEST = 200;
/** At most this many sounds start within CROWD_WINDOW milliseconds. */
const CROWD = 5;
const CROWD_WINDOW = 250;

export type Limiter = {
  /**
   * Asks to play `name` at `now` (ms), at least `gap` ms after the last. Returns how loud (0 … 1], or null: not now.
   */
  ask(name: string, gap: number, now: number): number | null;
};

export function createLimiter(): Limiter {
  const heats = new Map<string, { at: number; heat: number }>();
  let starts: number[] = [];
  let clock = 0;
  return {
    ask(name, gap, now) {
      // a clock that goes backwards, or is none, stands still here
      clock = Number.isFinite(now) ? Math.max(clock, now) : clock;
      starts = starts.filter((at) => clock - at < CROWD_WINDOW);
      const last = heats.get(name) ?? { at: Number.NEGATIVE_INFINITY, heat: 0 };
      const heat = last.heat * 0.5 ** ((clock - last.at) / HALF_LIFE);
      const wait = Math.max(gap, Math.min(WIDEST, gap + WIDENING * heat));
      if (clock - last.at < wait || starts.length >= CROWD) return null;
      heats.set(name, { at: clock, heat: heat + 1 });
      starts.push(clock);
      return Math.max(FAINTEST, 1 / (1 + FATIGUE * heat));
    },
  };
}
