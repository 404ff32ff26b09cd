/** Pitched sound by adding partials: sine waves that each start, ring and die away in their own time. */
import { type Samples, silence } from './buffer.ts';
import { RATE } from './scale.ts';

export type Partial = {
  /** times the fundamental */
  ratio: number;
  gain: number;
  /** seconds until it has fallen by 60 decibels */
  ring: number;
};

export type Tone = {
  hz: number;
  seconds: number;
  partials: readonly Partial[];
  /** seconds from silence to full */
  attack?: number;
  /** pitch over time, as a factor of `hz`; 1 = steady */
  bend?: (t: number) => number;
};

/** e-foldings in 60 decibels */
const SIXTY_DECIBELS = Math.log(1000);

export function tone({ hz, seconds, partials, attack = 0.002, bend }: Tone): Samples {
  const out = silence(seconds);
  for (const { ratio, gain, ring } of partials) {
    // one multiplication per sample instead of one exponential
    const decay = Math.exp(-SIXTY_DECIBELS / (ring * RATE));
    let level = gain;
    let phase = 0;
    for (let i = 0; i < out.length; i++) {
      const t = i / RATE;
      const rise = t < attack ? Math.sin((t / attack) * (Math.PI / 2)) ** 2 : 1;
      out[i] = (out[i] ?? 0) + level * rise * Math.sin(2 * Math.PI * phase);
      level *= decay;
      phase += (hz * ratio * (bend ? bend(t) : 1)) / RATE;
      phase -= Math.floor(phase);
    }
  }
  return out;
}

/** Smooth way from 0 to 1 while t goes from `from` to `to`. */
export function ramp(t: number, from: number, to: number): number {
  const x = Math.min(1, Math.max(0, (t - from) / (to - from)));
  return x * x * (3 - 2 * x);
}

/** A glide between two frequencies as a bend: even in pitch, so exponential in frequency. */
export const glide =
  (ratio: number, from: number, to: number) =>
  (t: number): number =>
    ratio ** ramp(t, from, to);
