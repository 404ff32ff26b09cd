/**
 * Draws less where frames are late, so that the rest of the page stays quick: first less often, then without effects, and
 * at last with fewer pixels. It learns from nothing but when frames came and which of them were drawn.
 *
 * A frame is late when it comes later than the screen could have had it, and than sixty frames a second would: a screen of
 * 144 Hz that manages 72 is in no hurry. How fast the screen is shows between two frames that were not drawn; until some
 * are not, it is taken for one of 60 Hz, and a slower one gets all its frames back as soon as it is known.
 */

/**
 * `gap`: milliseconds between two pictures, at least; where a picture makes the next frame late, they are counted from when
 * that should have come. `resolution`: of the screen's pixels per length.
 */
export type Quality = { readonly gap: number; readonly effects: boolean; readonly resolution: number };

/** From the best to the least. */
export const QUALITIES: readonly Quality[] = [
  { gap: 0, effects: true, resolution: 1 },
  { gap: 1000 / 30, effects: true, resolution: 1 },
  { gap: 1000 / 20, effects: true, resolution: 1 },
  { gap: 1000 / 12, effects: true, resolution: 1 },
  { gap: 1000 / 12, effects: false, resolution: 1 },
  { gap: 1000 / 12, effects: false, resolution: 0.75 },
  { gap: 1000 / 12, effects: false, resolution: 0.5 },
];

/** Periods of the quickest and the slowest screen that are believed in, and of one that nothing is known of, ms. */
const PERIOD = { least: 4, most: 34, usual: 1000 / 60 } as const;
/** What is nobody's fault: a hidden page, a dialog of the browser's. */
const ABSENT = 1000;
/** Frames are judged together for so long, ms. */
const WINDOW = 500;
/** Code that runs for the first time is slow. */
const WARM_UP = 1500;
/** Share of the time that is lost to late frames: more than `bad` in two windows leads down, less than `good` leads up. */
const LOST = { bad: 0.3, awful: 0.7, good: 0.1 } as const;
/** Good windows before a step up, and the most that they become when steps up fail. */
const PATIENCE = { first: 4, most: 64 } as const;
/** A step up that is taken back within so many windows has failed. */
const TRIAL = 10;

export interface Governor {
  readonly quality: Quality;
  /** A frame begins, at `now` ms. */
  frame(now: number): void;
  /** Whether a picture is due in the frame that has begun. */
  readonly due: boolean;
  /** The frame that has begun was drawn. */
  drew(): void;
  /** Time has passed that tells nothing: nothing was to be drawn. */
  forget(): void;
}

export function createGovernor(qualities: readonly Quality[] = QUALITIES): Governor {
  const lowestRate = Math.max(
    0,
    qualities.findLastIndex(({ effects, resolution }) => effects && resolution === 1),
  );
  let level = 0;
  let period: number = PERIOD.usual;
  let began: number | null = null;
  /** when the first frame after the last picture came */
  let freeAt = Number.NEGATIVE_INFINITY;
  let wasDrawn = false;
  let warming = WARM_UP;
  let total = 0;
  let lost = 0;
  let quickest = Number.POSITIVE_INFINITY;
  let bad = 0;
  let good = 0;
  let patience: number = PATIENCE.first;
  /** windows since the last step up */
  let trial = Number.POSITIVE_INFINITY;

  const quality = (): Quality => qualities[level] ?? { gap: 0, effects: true, resolution: 1 };

  function down(): void {
    // where even frames without a picture are late, fewer pixels would not help
    const mayGo = level < lowestRate || quickest <= PERIOD.most;
    if (level + 1 >= qualities.length || !mayGo) return;
    level++;
    if (trial <= TRIAL) patience = Math.min(PATIENCE.most, 2 * patience);
    trial = Number.POSITIVE_INFINITY;
    bad = 0;
  }

  function up(): void {
    level--;
    trial = 0;
    good = 0;
  }

  function judge(): void {
    const share = lost / total;
    trial++;
    if (trial > TRIAL && trial < Number.POSITIVE_INFINITY) patience = PATIENCE.first;
    bad = share > LOST.bad ? bad + 1 : 0;
    good = share < LOST.good ? good + 1 : 0;
    if (bad >= 2 || share > LOST.awful) down();
    else if (good >= patience && level > 0) up();
    total = 0;
    lost = 0;
    quickest = Number.POSITIVE_INFINITY;
  }

  function account(interval: number): void {
    if (interval > ABSENT) return;
    if (warming > 0) {
      warming -= interval;
      return;
    }
    if (!wasDrawn) quickest = Math.min(quickest, interval);
    if (quickest < Number.POSITIVE_INFINITY) period = Math.max(PERIOD.least, Math.min(PERIOD.most, quickest));
    const fair = Math.max(period, PERIOD.usual);
    total += interval;
    if (interval > 1.5 * fair) lost += interval - fair;
    if (total >= WINDOW) judge();
  }

  return {
    get quality() {
      return quality();
    },
    frame(now) {
      if (began !== null) account(now - began);
      if (wasDrawn) freeAt = now;
      began = now;
      wasDrawn = false;
    },
    get due() {
      const { gap } = quality();
      // one frame has passed before it; and half a frame early is nearer than half a frame late
      return began !== null && began - freeAt >= gap - 1.5 * period;
    },
    drew() {
      wasDrawn = true;
    },
    forget() {
      began = null;
    },
  };
}
