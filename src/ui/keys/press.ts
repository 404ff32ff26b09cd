/**
 * What a key press means before any action is looked up: where the key stands, and whom the press belongs to.
 *
 * A browser tells two things of a key: `code`, its place on the keyboard (named after what a US keyboard has there), and
 * `key`, what it types now. Only the place is the same on every layout: a Cyrillic keyboard types no Latin letter, the
 * digit row of AZERTY no digit, and an input method replaces `key` by `Process`.
 */
import { US_PLACE } from './layouts.ts';

export type Press = Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'altKey' | 'metaKey' | 'getModifierState'>;

/** `key` of presses that an input method or a dead key took for itself: it says nothing of what the player pressed. */
const UNTOLD: readonly string[] = ['Process', 'Unidentified', 'Dead', ''];

/** Named keys are long words of ASCII letters; what a key types is never one. */
const isName = (key: string): boolean => /^[A-Z][A-Za-z0-9]+$/.test(key) && !UNTOLD.includes(key);

/**
 * The code of the place of a key. Keyboards on glass and some remote desktops send none: then what it types has to do,
 * as if it stood where a US keyboard has it. '' when nothing is known.
 */
export function placeOf({ code, key }: Pick<Press, 'code' | 'key'>): string {
  if (code !== '' && code !== 'Unidentified') return code;
  if (key === ' ') return 'Space';
  return US_PLACE.get(key.toLowerCase()) ?? (isName(key) ? key : '');
}

/**
 * The name of a key that has one on every layout (`Escape`, `ArrowUp`), else its place. Such keys are known by their name,
 * so that a Caps Lock that the system turned into an Escape is one.
 */
export function nameOf(press: Pick<Press, 'code' | 'key'>): string {
  return isName(press.key) ? press.key : placeOf(press);
}

/** The digit of a key of the digit row or of the numeric pad (while that types digits), else null. */
export function digitOf(press: Pick<Press, 'code' | 'key'>): number | null {
  const found = /^(Digit|Numpad)(\d)$/.exec(placeOf(press));
  if (found === null || (found[1] === 'Numpad' && isName(press.key))) return null;
  return Number(found[2]);
}

/** With Ctrl, Alt or Meta a press belongs to the browser, with AltGr to the text that it types. Shift changes nothing. */
export function isChord(press: Press): boolean {
  return press.ctrlKey || press.altKey || press.metaKey || press.getModifierState('AltGraph');
}

/** Is it the key with this name, and nothing with it? */
export const isKey = (press: Press, name: string): boolean => nameOf(press) === name && !isChord(press);
