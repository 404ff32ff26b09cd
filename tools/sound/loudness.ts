/**
 * How loud a sound is to an ear, so that all takes can be made equally loud and the mix is set in one place.
 *
 * The weighting is that of ITU-R BS.1770-4 (its coefficients at 48 kHz): a shelf for the head, a high-pass for what ears
 * hardly hear. The ear sums over about a fifth of a second, so the loudest 200 ms count.
 */
import { amplify, fromDecibels, peak, type Samples, toDecibels } from './buffer.ts';
import { RATE } from './scale.ts';

type Biquad = readonly [b0: number, b1: number, b2: number, a1: number, a2: number];
const HEAD: Biquad = [1.53512485958697, -2.69169618940638, 1.19839281085285, -1.69065929318241, 0.73248077421585];
const HIGH_PASS: Biquad = [1, -2, 1, -1.99004745483398, 0.99007225036621];
const WINDOW = RATE / 5;

function biquad(sound: Samples, [b0, b1, b2, a1, a2]: Biquad): Float64Array {
  const out = new Float64Array(sound.length);
  let x1 = 0;
  let x2 = 0;
  let y1 = 0;
  let y2 = 0;
  for (let i = 0; i < sound.length; i++) {
    const x = sound[i] ?? 0;
    const y = b0 * x + b1 * x1 + b2 * x2 - a1 * y1 - a2 * y2;
    x2 = x1;
    x1 = x;
    y2 = y1;
    y1 = y;
    out[i] = y;
  }
  return out;
}

/** Loudness of the loudest 200 ms in decibels relative to full scale; −Infinity for silence. */
export function loudness(sound: Samples): number {
  const weighted = biquad(Float32Array.from(biquad(sound, HEAD)), HIGH_PASS);
  let energy = 0;
  let loudest = 0;
  for (let i = 0; i < weighted.length; i++) {
    energy += (weighted[i] ?? 0) ** 2 - (i >= WINDOW ? (weighted[i - WINDOW] ?? 0) ** 2 : 0);
    loudest = Math.max(loudest, energy);
  }
  return toDecibels(Math.sqrt(loudest / WINDOW));
}

/** Every take in the file is this loud, if its peak allows: well above the noise of the codecs. */
export const TARGET = -20;
/** Highest peak, in decibels; the codecs may add about a decibel and must stay below −3. */
export const CEILING = -4.5;

/** Brings a sound to the target loudness, or as near as its peak allows. */
export function level(sound: Samples): Samples {
  const wanted = fromDecibels(TARGET - loudness(sound));
  const allowed = fromDecibels(CEILING) / peak(sound);
  return amplify(sound, Math.min(wanted, allowed));
}
