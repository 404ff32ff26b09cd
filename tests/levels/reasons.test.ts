/** Every exit that a cost model raises looks, sounds and is explained as one table says, and what the table names is there. */
import { describe, expect, test } from 'vitest';
import table from '../../assets/audio/sprite.json' with { type: 'json' };
import data from '../../levels/reasons.json' with { type: 'json' };
import { exitSound } from '../../src/audio/parts/exits.ts';
import { SOUNDS, takeNames } from '../../src/audio/sounds.ts';
import { checkReasons, GLYPHS, REASONS } from '../../src/levels/reasons.ts';
import { GLYPH_KEY, glyphRecipes } from '../../src/playfield/bake/glyphs.ts';
import { NORMAL } from '../../src/playfield/colours.ts';
import { glyphOf } from '../../src/playfield/reasons.ts';
import { wholeText } from '../../src/text/whole.ts';
import { signOf } from '../../src/ui/play/reasonSign.tsx';
import { MODELS, RAISED } from '../architecture/ids.ts';
import { guideNodes } from '../text/data.ts';

const reasons = [...REASONS.reasons.values()];
const text = wholeText('en');

test('each reason that a model raises, in its steps or by its handlers, is in the table', () => {
  expect(RAISED.size).toBeGreaterThan(4);
  expect([...RAISED].filter((reason) => !REASONS.reasons.has(reason))).toEqual([]);
});

test('each hypercall of a model has a letter', () => {
  const calls = MODELS.flatMap(({ handlers = [] }) => handlers.filter(({ reasons: of }) => of.includes('hypercall')));
  expect(calls.length).toBeGreaterThan(2);
  expect(calls.filter(({ id }) => !REASONS.hypercalls.has(id))).toEqual([]);
});

describe.each(reasons)('$id', ({ id, glyph, letter, sound, guide }) => {
  test('has a glyph that is drawn, and a sign with its letter', () => {
    expect(glyphOf(id)).toBe(glyph);
    expect(glyphRecipes(NORMAL).map(({ key }) => key)).toContain(GLYPH_KEY[glyph]);
    expect(signOf(id).letter).toBe(letter);
  });

  test('has a sound that is in the sprite, and is what is heard', () => {
    const known = SOUNDS.find((one) => one === sound);
    expect(known).toBeDefined();
    expect(exitSound(id)).toBe(sound);
    if (known !== undefined) expect(Object.keys(table.entries)).toEqual(expect.arrayContaining(takeNames(known)));
  });

  test('has words, and an entry of the field guide', () => {
    for (const key of ['name', 'asks', 'happened']) expect(text.exists(`exit.${id}.${key}`)).toBe(true);
    expect(guideNodes.map((node) => node.id)).toContain(guide);
  });
});

test('no two reasons, and no two hypercalls, have one sign', () => {
  const signs = reasons.map(({ glyph, letter }) => `${glyph}.${letter}`);
  expect(new Set(signs).size).toBe(signs.length);
  const letters = [...REASONS.hypercalls.values()].map(({ letter }) => letter);
  expect(new Set(letters).size).toBe(letters.length);
});

describe('a wrong table is refused:', () => {
  const [first] = data.reasons;
  const rows: [string, unknown, string, string][] = [
    ['twice the same reason', { ...data, reasons: [first, first] }, 'repeated', 'reasons.1.id'],
    [
      'a glyph that nobody draws',
      { ...data, reasons: [{ ...first, glyph: 'heart' }] },
      'unknownChoice',
      'reasons.0.glyph',
    ],
    ['one letter, like a key', { ...data, hypercalls: [{ id: 'hc.x', letter: 'X' }] }, 'badId', 'hypercalls.0.letter'],
    ['a field too many', { ...data, more: 1 }, 'unknownField', 'more'],
  ];
  test.each(rows)('%s', (_, table, code, path) => {
    expect(checkReasons(table)).toEqual({ ok: false, code, path });
  });
});

test('every glyph is drawn', () => {
  const drawn = glyphRecipes(NORMAL).map(({ key }) => key);
  expect(GLYPHS.filter((glyph) => !drawn.includes(GLYPH_KEY[glyph]))).toEqual([]);
});
