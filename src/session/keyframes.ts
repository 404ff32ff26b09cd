/**
 * Moments of a run that are kept, so that going back need not begin at the start.
 *
 * One is due after so many events, or after so much play where little happens. How far two of them are apart is measured
 * in *strides*: events and time, each as a share of what makes one due, added up. There is room for `MOST`; when one more
 * comes, the one goes whose neighbours are nearest to each other. Over a run of n strides no gap then grows beyond about
 * 2·n / MOST strides (and none is less than one), which bounds what has to be simulated again, wherever somebody goes.
 */
import type { Cycles, Int } from '../sim/index.ts';

/** events, and seconds of play, after which a moment is kept */
export const KEYFRAME_EVENTS = 10_000;
export const KEYFRAME_SECONDS = 10;
export const MOST_KEYFRAMES = 64;

export type Keyframe<T> = { at: Cycles; strides: number; kept: T };

export interface Keyframes<T> {
  readonly count: Int;
  /** The world has come to cycle `at`, having handled so many events: keeps what `copy` makes of it, if one is due. */
  offer(at: Cycles, events: Int, copy: () => T): void;
  /** the latest at or before a cycle */
  before(at: Cycles): Keyframe<T> | null;
  /** Gives up all that lie later than a cycle. */
  cut(at: Cycles): void;
}

/** @param second one second of play in cycles */
export function createKeyframes<T>(second: Cycles, everyEvents: Int, most: Int = MOST_KEYFRAMES): Keyframes<T> {
  /** ascending; the start of the run, which nobody needs to keep, is at 0 strides */
  const all: Keyframe<T>[] = [];
  const stridesAt = (i: Int): number => all[i]?.strides ?? 0;
  const lastBefore = (at: Cycles): Int => all.findLastIndex((keyframe) => keyframe.at <= at);

  /** Drops the one that is missed least; never the last. */
  function thin(): void {
    let least = 0;
    for (let i = 1; i < all.length - 1; i++)
      if (stridesAt(i + 1) - stridesAt(i - 1) < stridesAt(least + 1) - stridesAt(least - 1)) least = i;
    all.splice(least, 1);
  }

  return {
    get count() {
      return all.length;
    },
    offer(at, events, copy) {
      const strides = events / everyEvents + at / (KEYFRAME_SECONDS * second);
      const last = lastBefore(at);
      const next = all[last + 1];
      if (strides - stridesAt(last) < 1 || (next !== undefined && next.strides - strides < 1)) return;
      all.splice(last + 1, 0, { at, strides, kept: copy() });
      if (all.length > most) thin();
    },
    before: (at) => all[lastBefore(at)] ?? null,
    cut(at) {
      all.length = lastBefore(at) + 1;
    },
  };
}
