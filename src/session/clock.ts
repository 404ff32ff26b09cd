/**
 * Milliseconds of the wall → cycles of the machine.
 *
 * The clock keeps the display time, which is fractional; the world follows it in whole cycles. It never decides anything
 * about the simulation, so play at any frame rate gives the same world for the same commands at the same cycles.
 */
import type { Cycles, Int } from '../sim/index.ts';

/** A frame that took longer than this (a hidden tab, a slow machine) counts as this much: time is lost, not skipped. */
export const LONGEST_FRAME_MS = 100;

/** cycles per millisecond of play at speed 1: `playSecondNs` nanoseconds of machine time per second of play */
export const cyclesPerMillisecond = (playSecondNs: Int, hz: Int): number => (playSecondNs / 1e9) * (hz / 1000);

/** cycles of so many seconds of play, rounded */
export const playSeconds = (seconds: number, playSecondNs: Int, hz: Int): Cycles =>
  Math.round(seconds * 1000 * cyclesPerMillisecond(playSecondNs, hz));

export interface Clock {
  /** display time in cycles, fractional */
  readonly now: number;
  /** Time of a frame in milliseconds, from any origin, never going back. Answers the new display time. */
  frame(milliseconds: number, speed: number): number;
  /** The frames until the next `frame` do not count: after a pause or a hidden tab. */
  forget(): void;
  set(now: Cycles): void;
}

export function createClock(perMillisecond: number): Clock {
  let now = 0;
  let last: number | null = null;
  return {
    get now() {
      return now;
    },
    frame(milliseconds, speed) {
      const passed = last === null ? 0 : Math.max(0, milliseconds - last);
      last = milliseconds;
      now += Math.min(passed, LONGEST_FRAME_MS) * speed * perMillisecond;
      return now;
    },
    forget() {
      last = null;
    },
    set(to) {
      now = to;
    },
  };
}
