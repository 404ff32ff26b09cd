/** Mono sound as samples in −1 … 1: making, layering, trimming. All functions are pure. */
import { RATE, SAMPLES_PER_MS } from './scale.ts';

export type Samples = Float32Array;
/** A sound, when it starts in seconds, and how loud it is (1 = as it is). */
export type Placed = readonly [sound: Samples, at: number, gain: number];

export const silence = (seconds: number): Samples => new Float32Array(Math.round(seconds * RATE));

/** Samples from a function of time in seconds. */
export function sampled(seconds: number, wave: (t: number) => number): Samples {
  return silence(seconds).map((_, index) => wave(index / RATE));
}

/** Layers sounds; the result is as long as the last to end. */
export function mix(...parts: Placed[]): Samples {
  const ends = parts.map(([sound, at]) => Math.round(at * RATE) + sound.length);
  const out = new Float32Array(Math.max(0, ...ends));
  for (const [sound, at, gain] of parts) {
    const start = Math.round(at * RATE);
    for (let i = 0; i < sound.length; i++) out[start + i] = (out[start + i] ?? 0) + gain * (sound[i] ?? 0);
  }
  return out;
}

/** Layers sounds on a ring: what runs over the end comes in again at the start, which makes a loop without a seam. */
export function mixRing(seconds: number, ...parts: Placed[]): Samples {
  const out = silence(seconds);
  for (const [sound, at, gain] of parts) {
    const start = Math.round(at * RATE);
    for (let i = 0; i < sound.length; i++) {
      const index = (start + i) % out.length;
      out[index] = (out[index] ?? 0) + gain * (sound[i] ?? 0);
    }
  }
  return out;
}

export const amplify = (sound: Samples, gain: number): Samples => sound.map((sample) => sample * gain);

/** Multiplies by a function of time in seconds. */
export const shape = (sound: Samples, gain: (t: number) => number): Samples =>
  sound.map((sample, index) => sample * gain(index / RATE));

/** Joins sounds end to end. */
export function join(sounds: readonly Samples[]): Samples {
  const out = new Float32Array(sounds.reduce((sum, sound) => sum + sound.length, 0));
  let at = 0;
  for (const sound of sounds) {
    out.set(sound, at);
    at += sound.length;
  }
  return out;
}

export function peak(sound: Samples): number {
  let highest = 0;
  for (const sample of sound) highest = Math.max(highest, Math.abs(sample));
  return highest;
}

export const toDecibels = (ratio: number): number => 20 * Math.log10(ratio);
export const fromDecibels = (decibels: number): number => 10 ** (decibels / 20);

/** Cuts what nobody hears any more (`floor` decibels below the peak), fades the cut, and fills up to a whole millisecond. */
export function trim(sound: Samples, floor = -54, fadeSeconds = 0.04): Samples {
  const audible = peak(sound) * fromDecibels(floor);
  let end = sound.length;
  while (end > 0 && Math.abs(sound[end - 1] ?? 0) < audible) end--;
  const fade = Math.min(end, Math.round(fadeSeconds * RATE));
  const out = new Float32Array(Math.ceil(end / SAMPLES_PER_MS) * SAMPLES_PER_MS);
  for (let i = 0; i < end; i++) {
    const left = (end - i) / fade;
    out[i] = (sound[i] ?? 0) * (left < 1 ? Math.sin((left * Math.PI) / 2) ** 2 : 1);
  }
  return out;
}
