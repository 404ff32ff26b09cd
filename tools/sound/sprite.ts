/**
 * All takes in one file, with a table of where each begins.
 *
 * Codecs smear a little over time, and some decoders of MP3 start up to 50 ms late. So every take has a guard around it:
 * silence around a sound; around a loop its own continuation, so that a shifted loop is still seamless.
 */
import { createHash } from 'node:crypto';
import { join, type Samples, trim } from './buffer.ts';
import { level } from './loudness.ts';
import { takes } from './palette.ts';
import { SAMPLES_PER_MS } from './scale.ts';

/** Milliseconds before and after each take. */
export const GUARD = 60;

/** [offset in ms, length in ms] or, for a loop, with `true` behind it: Howler's own format. */
export type Entry = [offset: number, length: number] | [offset: number, length: number, loop: true];
export type SpriteTable = {
  /** length of the file in milliseconds */
  length: number;
  /** SHA-256 of the samples at 16 bits, before encoding */
  samples: string;
  entries: Record<string, Entry>;
};

export type Rendered = { name: string; loop: boolean; samples: Samples };

export function renderTakes(): Rendered[] {
  return takes().map(({ name, loop, make }) => ({ name, loop, samples: level(loop ? make() : trim(make())) }));
}

export function assemble(rendered: readonly Rendered[]): { samples: Samples; table: SpriteTable } {
  const guard = GUARD * SAMPLES_PER_MS;
  const parts: Samples[] = [];
  const entries: Record<string, Entry> = {};
  let at = 0;
  for (const { name, loop, samples } of rendered) {
    const before = loop ? samples.slice(-guard) : new Float32Array(guard);
    const after = loop ? samples.slice(0, guard) : new Float32Array(guard);
    parts.push(before, samples, after);
    const place: [number, number] = [(at + guard) / SAMPLES_PER_MS, samples.length / SAMPLES_PER_MS];
    entries[name] = loop ? [...place, true] : place;
    at += samples.length + 2 * guard;
  }
  const samples = join(parts);
  return { samples, table: { length: at / SAMPLES_PER_MS, samples: fingerprint(samples), entries } };
}

/** 16-bit samples: what is encoded, and coarse enough that the last bit of a sine does not matter. */
export const toPcm = (samples: Samples): Int16Array => Int16Array.from(samples, (sample) => Math.round(sample * 32767));

export function fingerprint(samples: Samples): string {
  return createHash('sha256')
    .update(new Uint8Array(toPcm(samples).buffer))
    .digest('hex');
}
