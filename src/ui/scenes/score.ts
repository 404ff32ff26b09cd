/**
 * Small moving pictures without words: actors, and a score of beats that says when each takes which pose.
 *
 * A score is data, so that a test can check it; the browser plays it as keyframes, and whoever wants less motion sees
 * one still of it.
 */
import type { Drawing } from './drawing.ts';

/** `fill`: how far a gauge or ring is drawn, 0 … 1. Lengths are units of the scene. */
export type Pose = { x: number; y: number; opacity: number; scale: number; fill: number };

/** From second `at` on, within `over` seconds, the actor takes the given parts of a pose. */
export type Beat = { at: number; over: number; to: Partial<Pose> };

export type Actor = { id: string; drawing: Drawing; pose: Pose; beats: readonly Beat[] };

export type Scene = {
  /** what is shown, in units of the scene */
  left?: number;
  top?: number;
  width: number;
  height: number;
  /** length of the loop */
  seconds: number;
  /** the second that the still shows */
  still: number;
  /** from back to front */
  actors: readonly Actor[];
};

export type Frame = Pose & { offset: number; eased: boolean };

export const pose = (x: number, y: number, rest: Partial<Pose> = {}): Pose => ({
  x,
  y,
  opacity: 1,
  scale: 1,
  fill: 1,
  ...rest,
});

/** An actor that never moves, or moves by its beats. */
export const actor = (id: string, drawing: Drawing, start: Pose, beats: readonly Beat[] = []): Actor => ({
  id,
  drawing,
  pose: start,
  beats,
});

export const beat = (at: number, over: number, to: Partial<Pose>): Beat => ({ at, over, to });

/** Shown from `from` to `to`, otherwise not: for actors that begin invisible. */
export const shown = (from: number, to: number, fade = 0.25): Beat[] => [
  beat(from, fade, { opacity: 1 }),
  beat(to, fade, { opacity: 0 }),
];

/** The frames of an actor, from offset 0 to 1; between two frames it moves evenly, or eased where the frame says so. */
export function framesOf({ pose: start, beats }: Actor, seconds: number): Frame[] {
  // Rounded, so that beats which meet on paper also meet in binary: frames that go backwards are an error.
  const offsetOf = (second: number) => Math.round((second / seconds) * 1e6) / 1e6;
  const frames: Frame[] = [{ ...start, offset: 0, eased: false }];
  let now = start;
  for (const { at, over, to } of beats) {
    const next = { ...now, ...to };
    frames.push({ ...now, offset: offsetOf(at), eased: true }, { ...next, offset: offsetOf(at + over), eased: false });
    now = next;
  }
  frames.push({ ...now, offset: 1, eased: false });
  return frames;
}

/** The pose at a second of the loop. */
export function poseAt(one: Actor, seconds: number, second: number): Pose {
  const frames = framesOf(one, seconds);
  const offset = second / seconds;
  const after = frames.find((frame) => frame.offset > offset) ?? frames.at(-1);
  const before = frames.findLast((frame) => frame.offset <= offset) ?? frames[0];
  if (before === undefined || after === undefined) return one.pose;
  const span = after.offset - before.offset;
  const share = span <= 0 ? 0 : (offset - before.offset) / span;
  const mix = (part: keyof Pose) => before[part] + (after[part] - before[part]) * share;
  return { x: mix('x'), y: mix('y'), opacity: mix('opacity'), scale: mix('scale'), fill: mix('fill') };
}
