/** The small orchestra: every recipe is played on these. */
import { mix, type Samples, sampled, shape } from './buffer.ts';
import { filter, noise } from './noise.ts';
import { hertz, type Note } from './scale.ts';
import { glide, type Partial, ramp, tone } from './tone.ts';

/** A tuned wooden bar: its second partial is tuned two octaves up, as on a marimba, and dies sooner than the first. */
export function mallet(note: Note, ring: number): Samples {
  const partials: Partial[] = [
    { ratio: 1, gain: 1, ring },
    { ratio: 2, gain: 0.12, ring: ring * 0.6 },
    { ratio: 4, gain: 0.28, ring: ring * 0.3 },
    { ratio: 10, gain: 0.06, ring: ring * 0.08 },
  ];
  return tone({ hz: hertz(note), seconds: ring, partials });
}

/** A small bell of glass: two nearly equal partials beat slowly against each other, which makes it shimmer. */
export function glass(note: Note, ring: number): Samples {
  const partials: Partial[] = [
    { ratio: 1, gain: 0.6, ring },
    { ratio: 1.003, gain: 0.4, ring },
    { ratio: 2, gain: 0.2, ring: ring * 0.5 },
    { ratio: 3, gain: 0.1, ring: ring * 0.3 },
    { ratio: 6, gain: 0.04, ring: ring * 0.1 },
  ];
  return tone({ hz: hertz(note), seconds: ring, partials, attack: 0.003 });
}

/** A hollow pipe: odd partials only, as in anything that is closed at one end. */
export function pipe(note: Note, ring: number, bend?: (t: number) => number): Samples {
  const partials = [1, 3, 5, 7].map((ratio) => ({ ratio, gain: 0.8 / ratio ** 1.4, ring: ring / ratio ** 0.4 }));
  return tone({ hz: hertz(note), seconds: ring, partials, attack: 0.012, ...(bend ? { bend } : {}) });
}

/** A flute: nearly a sine, with some air at the start. */
export function flute(note: Note, seconds: number, seed: number): Samples {
  const hz = hertz(note);
  const partials: Partial[] = [
    { ratio: 1, gain: 0.8, ring: 20 },
    { ratio: 2, gain: 0.14, ring: 20 },
    { ratio: 3, gain: 0.05, ring: 20 },
  ];
  const air = filter(noise(seconds, seed), 'band', hz * 2, 3);
  const body = mix([tone({ hz, seconds, partials, attack: 0.03 }), 0, 1], [air, 0, 0.05]);
  return shape(body, (t) => 1 - ramp(t, seconds * 0.35, seconds));
}

/** Strings from afar: one player and two more a few cents beside, softer and a breath later; slow in and slow out. */
export function strings(note: Note, seconds: number, fade: number, brightness = 1.7): Samples {
  const partials = [1, 2, 3, 4, 5, 6].map((ratio) => ({ ratio, gain: 1 / ratio ** brightness, ring: 60 }));
  const player = (detune: number): Samples => tone({ hz: hertz(note) * detune, seconds, partials, attack: 0.02 });
  const together = mix([player(1), 0, 0.6], [player(0.9975), 0.007, 0.2], [player(1.0025), 0.013, 0.2]);
  return shape(together, (t) => ramp(t, 0, fade) * (1 - ramp(t, seconds - fade, seconds)));
}

/** A skin: a low tone whose pitch falls as it is struck. */
export function drum(note: Note, ring: number): Samples {
  const bend = glide(0.55, 0, 0.06);
  const partials: Partial[] = [
    { ratio: 1.8, gain: 1, ring },
    { ratio: 3.6, gain: 0.18, ring: ring * 0.3 },
  ];
  return tone({ hz: hertz(note), seconds: ring, partials, attack: 0.004, bend });
}

/** A knock on wood at `hz`: a very short burst of noise in a resonance. */
export function knock(hz: number, seed: number, seconds = 0.09): Samples {
  const burst = shape(noise(seconds, seed), (t) => Math.exp(-t * 180));
  return shape(filter(burst, 'band', hz, 5), (t) => 1 - ramp(t, seconds * 0.5, seconds));
}

/** A tiny click, such as a pin that lights up. */
export const tick = (hz: number, ring = 0.03): Samples =>
  tone({ hz, seconds: ring, partials: [{ ratio: 1, gain: 1, ring }] });

/** A drop into water or a marble into a bowl: pitch leaps upwards while it dies away. */
export function drop(hz: number, seconds: number, leap: number): Samples {
  const bend = glide(leap, 0, seconds * 0.6);
  return tone({ hz, seconds, partials: [{ ratio: 1, gain: 1, ring: seconds * 1.3 }], attack: 0.003, bend });
}

/** Air that opens or closes: noise under a moving low-pass, swelling and going. */
export function wind(
  seconds: number,
  seed: number,
  cutoff: (t: number) => number,
  swell: (t: number) => number,
): Samples {
  return shape(filter(noise(seconds, seed), 'low', cutoff, 1.2), swell);
}

/** A sine on a fixed frequency for all of `seconds`: for loops, where it has to meet its own beginning. */
export const drone = (hz: number, seconds: number): Samples => sampled(seconds, (t) => Math.sin(2 * Math.PI * hz * t));
