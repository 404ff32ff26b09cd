/**
 * The vocabulary of motion, the same everywhere: what moves along a wire is data, what fills is time, what shakes is
 * refused, what fades is gone. All durations in milliseconds of the picture's own clock.
 */
export const TRAVEL = 120;
export const FALL = 190;
/** a hypercall crosses in a quarter of a fall's time */
export const GLIDE = FALL / 4;
export const DRAW_COPPER = 300;
export const SHAKE = 90;
export const POWER_UP = 700;

export const clamp01 = (t: number): number => (t < 0 ? 0 : t > 1 ? 1 : t);
export const lerp = (a: number, b: number, t: number): number => a + (b - a) * t;

/** starts at once, ends softly */
export const easeOut = (t: number): number => 1 - (1 - t) * (1 - t) * (1 - t);
/** falls: slow, then quick */
export const easeIn = (t: number): number => t * t;
export const easeInOut = (t: number): number => (t < 0.5 ? 2 * t * t : 1 - 2 * (1 - t) * (1 - t));

/** Lands with two small bounces. */
export function bounceOut(t: number): number {
  if (t < 0.6) return (t / 0.6) * (t / 0.6);
  if (t < 0.85) return 1 - 0.12 * (1 - ((t - 0.725) / 0.125) ** 2);
  return 1 - 0.03 * (1 - ((t - 0.925) / 0.075) ** 2);
}

/** Moves `value` towards `goal` so that half of the way is done in `halfLife` ms, however long the frames are. */
export const approach = (value: number, goal: number, dt: number, halfLife: number): number =>
  goal + (value - goal) * 0.5 ** (dt / halfLife);

/** Horizontal offset of a refused thing, `age` ms after it was refused. */
export const shake = (age: number): number =>
  age < 0 || age > SHAKE * 3 ? 0 : Math.sin((age / SHAKE) * 2 * Math.PI) * 4 * (1 - age / (SHAKE * 3));

/** A slow breath between 0 and 1. */
export const breathe = (time: number, period: number): number => 0.5 - 0.5 * Math.cos((time / period) * 2 * Math.PI);
