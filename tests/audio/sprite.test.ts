/** The committed sprite: is it what the recipes make, does its table fit it, and is it small? */
import { readFileSync, statSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import table from '../../assets/audio/sprite.json' with { type: 'json' };
import { readSprite } from '../../src/audio/library.ts';
import { LAYERS, layerName, SOUNDS, takeNames } from '../../src/audio/sounds.ts';
import { peak, toDecibels } from '../../tools/sound/buffer.ts';
import { CEILING, loudness, TARGET } from '../../tools/sound/loudness.ts';
import { takes } from '../../tools/sound/palette.ts';
import { RATE, SAMPLES_PER_MS } from '../../tools/sound/scale.ts';
import { assemble, fingerprint, GUARD, type Rendered, renderTakes } from '../../tools/sound/sprite.ts';
import { mp3Milliseconds, webmMilliseconds } from './containers.ts';

const sprite = readSprite(table.entries);

describe('the table', () => {
  test('has every take of every sound and every loop, and nothing else', () => {
    const expected = [...SOUNDS.flatMap(takeNames), ...LAYERS.map(layerName)];
    expect(Object.keys(sprite)).toEqual(expected);
  });

  test('marks the loops, and only them', () => {
    const loops = Object.entries(sprite).filter(([, entry]) => entry[2] === true);
    expect(loops.map(([name]) => name)).toEqual(LAYERS.map(layerName));
  });

  test('keeps every take inside the file and away from its neighbours', () => {
    let free = 0;
    for (const [name, [offset, length]] of Object.entries(sprite)) {
      expect([name, offset]).toEqual([name, free + GUARD]);
      expect(length).toBeGreaterThan(0);
      free = offset + length + GUARD;
    }
    expect(free).toBe(table.length);
  });

  test.each(['webm', 'mp3'] as const)('fits the %s file', (format) => {
    const bytes = readFileSync(`assets/audio/sprite.${format}`);
    const milliseconds = format === 'webm' ? webmMilliseconds(bytes) : mp3Milliseconds(bytes);
    expect(milliseconds).toBeGreaterThanOrEqual(table.length);
    expect(milliseconds).toBeLessThan(table.length + 150);
  });

  test.each(['webm', 'mp3'])('%s is at most 250 kB', (format) => {
    expect(statSync(`assets/audio/sprite.${format}`).size).toBeLessThanOrEqual(250_000);
  });

  test('of another shape is refused', () => {
    expect(() => readSprite({ place: ['0', 500] })).toThrow(/place/);
    expect(() => readSprite({ place: [0] })).toThrow(TypeError);
  });
});

describe('the synthesizer', () => {
  let rendered: Rendered[] = [];
  beforeAll(() => {
    rendered = renderTakes();
  }, 60_000);

  test('makes exactly the samples that are in the sprite', () => {
    const made = assemble(rendered).table;
    expect(made).toEqual(table);
  });

  test('makes the same sound twice', () => {
    for (const { name, make } of takes().slice(0, 12)) {
      expect([name, fingerprint(make())]).toEqual([name, fingerprint(make())]);
    }
  });

  test('makes all takes of a sound differ', () => {
    const prints = rendered.map(({ samples }) => fingerprint(samples));
    expect(new Set(prints).size).toBe(prints.length);
  });

  test('keeps every peak below −3 dB and every take as loud as its peak allows', () => {
    for (const { name, samples } of rendered) {
      const [loud, high] = [loudness(samples), toDecibels(peak(samples))];
      expect(high, name).toBeLessThanOrEqual(CEILING + 0.01);
      expect(loud, name).toBeLessThanOrEqual(TARGET + 0.01);
      expect(Math.max(loud - TARGET, high - CEILING), name).toBeGreaterThan(-0.01);
      // very short clicks are limited by their peak; nothing is so thin that the mix could not place it
      expect(loud, name).toBeGreaterThan(TARGET - 5);
    }
  });

  test('starts and ends every sound in silence, so that nothing clicks', () => {
    for (const { name, loop, samples } of rendered) {
      if (loop) continue;
      expect(Math.abs(samples[0] ?? 1), name).toBeLessThan(0.01);
      expect(Math.abs(samples.at(-1) ?? 1), name).toBeLessThan(0.001);
    }
  });

  test('answers within 30 ms: no sound of the hand has a slow start', () => {
    const hands = /^(pickUp|place|refused|ui|latch|routed)/;
    for (const { name, samples } of rendered.filter((take) => hands.test(take.name))) {
      const start = samples.findIndex((sample) => Math.abs(sample) > peak(samples) / 3);
      expect(start / SAMPLES_PER_MS, name).toBeLessThan(30);
    }
  });

  test('makes loops of whole bars whose end meets their beginning', () => {
    for (const { name, loop, samples } of rendered) {
      if (!loop) continue;
      expect((samples.length / RATE) % 6.4, name).toBe(0);
      const step = (i: number): number => Math.abs((samples[i] ?? 0) - (samples.at(i - 1) ?? 0));
      const steps = Array.from(samples.slice(1), (_, i) => step(i + 1));
      expect(step(0), name).toBeLessThanOrEqual(Math.max(...steps.slice(0, 500), ...steps.slice(-500)) * 1.5);
    }
  });

  test('surrounds sounds with silence and loops with themselves', () => {
    const { samples } = assemble(rendered);
    const at = (ms: number): number => samples[Math.round(ms * SAMPLES_PER_MS)] ?? Number.NaN;
    for (const [name, [offset, length, loop]] of Object.entries(sprite)) {
      for (const ms of [1, 17, GUARD - 1]) {
        expect(at(offset - ms), name).toBe(loop ? at(offset + length - ms) : 0);
        expect(at(offset + length + ms), name).toBe(loop ? at(offset + ms) : 0);
      }
    }
  });
});
