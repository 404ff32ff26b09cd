import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { capsOf, glyphOf, learn } from '../../../src/ui/keys/caps.ts';
import { type KeyLayout, TYPING_KEYS, US } from '../../../src/ui/keys/layouts.ts';
import { type Code, capsOn, LAYOUTS, type Layout, press, typed } from './events.ts';

const NOTHING: KeyLayout = new Map();
const seenAfter = (layout: Layout, ...codes: Code[]): KeyLayout =>
  codes.reduce((seen, code) => learn(seen, typed(layout, code)), NOTHING);
const shown = (layout: Layout, caps: ReadonlyMap<string, string>) =>
  capsOn(layout).map(([code]) => [code, caps.get(code)]);

test('caps are those of a US keyboard until anything is known', () => {
  const caps = capsOf(NOTHING, null);
  expect(['KeyA', 'BracketLeft', 'Minus', 'Space', 'F1'].map((code) => caps.get(code))).toEqual([
    'A',
    '[',
    '-',
    undefined,
    undefined,
  ]);
});

describe.each(LAYOUTS)('on $name', (layout) => {
  test('caps are what the browser tells', () => {
    const told = new Map(capsOn(layout).map(([code]) => [code, typed(layout, code).key] as const));
    for (const [code, key] of told) if (key === 'Dead') told.set(code, '^');
    expect(shown(layout, capsOf(NOTHING, told))).toEqual(capsOn(layout));
  });

  test('caps are learnt from what is typed', () => {
    const all = capsOn(layout).map(([code]) => code);
    expect(shown(layout, capsOf(seenAfter(layout, ...all), null))).toEqual(capsOn(layout));
  });

  test('two keys are enough to know the rest of a familiar layout', () => {
    expect(shown(layout, capsOf(seenAfter(layout, 'KeyZ', 'KeyQ'), null))).toEqual(capsOn(layout));
  });

  test('what is typed goes before what the browser told of another layout', () => {
    expect(shown(layout, capsOf(seenAfter(layout, 'KeyZ', 'KeyQ'), US))).toEqual(capsOn(layout));
  });
});

describe('learning', () => {
  test.each([
    ['with Shift', press('KeyA', 'Q', { shiftKey: true })],
    ['with Ctrl', press('KeyA', 'q', { ctrlKey: true })],
    ['with AltGr', press('KeyQ', '@', { getModifierState: (name) => name === 'AltGraph' })],
    ['under Caps Lock', press('Digit1', '1', { getModifierState: (name) => name === 'CapsLock' })],
    ['while text is composed', press('KeyA', 'q', { isComposing: true })],
    ['taken by an input method', press('KeyA', 'q', { keyCode: 229 })],
    ['not told', press('KeyA', 'Process')],
    ['not identified', press('KeyA', 'Unidentified')],
    ['dead', press('BracketLeft', 'Dead')],
    ['not to be seen', press('KeyA', '\u200d')],
    ['the blank', press('Space', ' ')],
    ['without a place', press('', 'q')],
    ['of the numeric pad', press('Numpad1', '1')],
  ])('passes over a press %s', (_, event) => {
    expect(learn(NOTHING, event)).toBe(NOTHING);
  });

  test('forgets the old layout when a key types something new', () => {
    const [us, , , , greek, cyrillic] = LAYOUTS;
    if (us === undefined || greek === undefined || cyrillic === undefined) throw new Error('no layouts');
    const seen = learn(seenAfter(cyrillic, 'KeyA', 'KeyS'), typed(greek, 'KeyA'));
    expect([...seen]).toEqual([['KeyA', 'α']]);
    expect(shown(greek, capsOf(seen, null))).toEqual(capsOn(greek));
    expect(shown(us, capsOf(learn(seen, typed(us, 'KeyA')), null))).toEqual(capsOn(us));
  });

  test('keys of an unknown layout that changed places swap their caps, so that no two have the same', () => {
    const swapped = learn(learn(NOTHING, press('KeyT', 'j')), press('KeyJ', 'n'));
    const caps = capsOf(swapped, null);
    expect(['KeyT', 'KeyJ', 'KeyN', 'KeyA'].map((code) => caps.get(code))).toEqual(['J', 'N', 'T', 'A']);
    expect(new Set(caps.values()).size).toBe(caps.size);
  });

  test('ends with a cap for every key, whatever is typed', () => {
    const any = fc.tuple(fc.constantFrom(...TYPING_KEYS), fc.constantFrom(...'aqzwß;é1ф^'));
    fc.assert(
      fc.property(fc.array(any), (presses) => {
        const seen = presses.reduce<KeyLayout>((known, [code, key]) => learn(known, press(code, key)), NOTHING);
        const caps = capsOf(seen, null);
        for (const code of US.keys()) expect(caps.get(code)).not.toBe('');
        for (const [code, key] of seen) expect(caps.get(code)).toBe(glyphOf(key));
      }),
    );
  });
});

test('one glyph stays one glyph, and two stay two', () => {
  const keys = [...'aéıißσςµöфџ'];
  expect(keys.map(glyphOf)).toEqual([...'AÉıIßΣςµÖФЏ']);
  expect(['İ', 'ŉ', 'ǰ', 'ﬁ', 'لا', 'ก', '\u{10428}'].map(glyphOf)).toEqual([
    'İ',
    'ŉ',
    'ǰ',
    'ﬁ',
    'لا',
    'ก',
    '\u{10400}',
  ]);
  expect(glyphOf('\u0e31')).toBe('◌\u0e31'); // a Thai vowel sits on something
});
