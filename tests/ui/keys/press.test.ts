import { describe, expect, test } from 'vitest';
import { digitOf, isChord, isKey, nameOf, placeOf } from '../../../src/ui/keys/press.ts';
import { type Code, press, SENDERS } from './events.ts';

describe.each(SENDERS)('with %s', (_, send) => {
  test.each<Code>(['KeyA', 'KeyZ', 'BracketLeft', 'Digit1'])('the place of %s is known', (code) => {
    expect(placeOf(send(code))).toBe(code);
    expect(isChord(send(code))).toBe(false);
  });
  test('digits are digits', () => {
    expect((['Digit1', 'Digit2', 'Digit3', 'KeyA'] as const).map((code) => digitOf(send(code)))).toEqual([
      1,
      2,
      3,
      null,
    ]);
  });
});

test('a keyboard that tells no places is taken for a US one', () => {
  const places = ['a', 'Z', '[', '7', ' ', 'F1', 'Enter', 'ж', 'Process', 'Unidentified'].map((key) =>
    placeOf({ code: '', key }),
  );
  expect(places).toEqual(['KeyA', 'KeyZ', 'BracketLeft', 'Digit7', 'Space', 'F1', 'Enter', '', '', '']);
});

test('the numeric pad has digits while it types them, else arrows', () => {
  expect(digitOf(press('Numpad4', '4'))).toBe(4);
  expect(digitOf(press('Numpad4', 'Process'))).toBe(4);
  expect(digitOf(press('Numpad4', 'ArrowLeft'))).toBeNull();
  expect(nameOf(press('Numpad4', 'ArrowLeft'))).toBe('ArrowLeft');
});

test('keys with a name are known by it, wherever the system put them', () => {
  expect(nameOf(press('CapsLock', 'Escape'))).toBe('Escape');
  expect(nameOf(press('NumpadEnter', 'Enter'))).toBe('Enter');
  expect(nameOf(press('Escape', 'Process'))).toBe('Escape');
  expect(nameOf(press('KeyA', 'A'))).toBe('KeyA');
});

test('whose a press is, modifiers say; Shift says nothing', () => {
  const chords = [{ ctrlKey: true }, { altKey: true }, { metaKey: true }].map((part) => press('KeyA', 'a', part));
  // AltGr: Windows adds Ctrl and Alt in some browsers, Linux and Firefox tell of it alone
  const altGr = press('KeyQ', '@', { getModifierState: (name) => name === 'AltGraph' });
  expect([...chords, altGr].map(isChord)).toEqual([true, true, true, true]);
  expect(isChord(press('KeyA', 'A', { shiftKey: true }))).toBe(false);
  expect(isKey(press('Enter', 'Enter'), 'Enter')).toBe(true);
  expect(isKey(press('Enter', 'Enter', { altKey: true }), 'Enter')).toBe(false);
});
