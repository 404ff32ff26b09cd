/**
 * One room for all sounds: a feedback delay network. Eight delay lines feed each other through a Householder mirror, which
 * loses no energy by itself, so the decay is set by one gain per line; a low-pass in each line makes the tail darker as it
 * fades, as walls do.
 */
import { join, type Samples, silence } from './buffer.ts';
import { RATE } from './scale.ts';

/** Delay lengths in samples: primes between 23 and 62 ms, so that their echoes never pile up on one another. */
const LINES = [1103, 1327, 1549, 1777, 2017, 2281, 2579, 2953];

/** 0 = bright tail, towards 1 = dark */
const DAMPING = 0.35;

/** Adds a tail of `wet` loudness which falls by 60 decibels in `seconds`. */
export function room(sound: Samples, wet: number, seconds = 1.4): Samples {
  const input = join([sound, silence(seconds)]);
  const lines = LINES.map((length) => new Float32Array(length));
  const gains = LINES.map((length) => 10 ** ((-3 * length) / (seconds * RATE)));
  const damped = LINES.map(() => 0);
  return input.map((dry, index) => {
    const taps = lines.map((line) => line[index % line.length] ?? 0);
    const mirror = taps.reduce((sum, tap) => sum + tap, 0) * (2 / LINES.length);
    let tail = 0;
    for (let n = 0; n < lines.length; n++) {
      const line = lines[n] as Float32Array;
      const fed = ((taps[n] ?? 0) - mirror) * (gains[n] ?? 0);
      damped[n] = fed + DAMPING * ((damped[n] ?? 0) - fed);
      line[index % line.length] = dry + (damped[n] ?? 0);
      tail += (n % 2 ? -1 : 1) * (taps[n] ?? 0);
    }
    return dry + (wet * tail) / 2;
  });
}

/** The same room for a loop: it is played twice and the second round kept, which hears the tail of the first. */
export function roomRing(loop: Samples, wet: number, seconds: number): Samples {
  return room(join([loop, loop]), wet, seconds).slice(loop.length, 2 * loop.length);
}
