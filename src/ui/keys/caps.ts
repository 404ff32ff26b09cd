/**
 * What is written on a player's own keys.
 *
 * Chromium tells the whole layout; every browser shows, press by press, what a key types. From both follows the cap of
 * each key: what it was seen to type, else what it types on the layout that agrees best with all that was seen (the
 * browser's own first, then US and a few familiar ones).
 */
import { FAMILIAR, type KeyLayout, TYPING_KEYS } from './layouts.ts';
import { isChord, type Press } from './press.ts';

/** code → glyph on the cap; only keys that type have one */
export type Caps = ReadonlyMap<string, string>;

/** Letters, signs and marks; nothing that cannot be seen, and no name of a key. */
const VISIBLE = /^[^\p{C}\p{Z}]{1,3}$/u;

const isGlyph = (key: string): boolean => VISIBLE.test(key) && (key.length === 1 || !/^[\x20-\x7e]+$/.test(key));

/**
 * A glyph as caps show it: in upper case where that is one glyph from which the lower case comes back. So `ß` does not
 * become two, and the dotless `ı`, the final `ς` and the micro sign stay apart from `I`, `Σ` and `Μ`. A mark that would
 * sit on a letter gets the customary circle.
 */
export function glyphOf(key: string): string {
  const upper = key.toUpperCase();
  const shown = upper.toLowerCase() === key && [...upper].length === [...key].length ? upper : key;
  return /^\p{M}/u.test(shown) ? `◌${shown}` : shown;
}

export type TypedPress = Press & Pick<KeyboardEvent, 'shiftKey' | 'isComposing' | 'keyCode'>;

/** Input methods mark the presses that they take by this number. */
const TAKEN_BY_INPUT_METHOD = 229;

/** Does a press show what its key types? Not with a modifier, nor while an input method or a dead key is at work. */
function tells(press: TypedPress): boolean {
  if (isChord(press) || press.shiftKey || press.getModifierState('CapsLock')) return false;
  if (press.isComposing || press.keyCode === TAKEN_BY_INPUT_METHOD) return false;
  return TYPING_KEYS.includes(press.code) && isGlyph(press.key);
}

/** What was seen, with one press more. A key that types something new means another layout: the old one is forgotten. */
export function learn(seen: KeyLayout, press: TypedPress): KeyLayout {
  const before = seen.get(press.code);
  if (!tells(press) || before === press.key) return seen;
  return new Map([...(before === undefined ? seen : []), [press.code, press.key]]);
}

export const agreement = (seen: KeyLayout, layout: KeyLayout): number =>
  [...seen].filter(([code, key]) => layout.get(code) === key).length;

/** @param told the layout as the browser tells it, null where it does not */
export function capsOf(seen: KeyLayout, told: KeyLayout | null): Caps {
  const layouts = told === null ? FAMILIAR : [told, ...FAMILIAR];
  const best = layouts.reduce((a, b) => (agreement(seen, b) > agreement(seen, a) ? b : a));
  const typedBy = new Map([...seen].map(([code, key]) => [key, code]));
  const caps = new Map<string, string>();
  for (const code of TYPING_KEYS) {
    let key = seen.get(code) ?? best.get(code);
    // Another key was seen to type this. Two keys have changed places, then, or several in a ring: so follow it.
    for (let steps = 0; steps < typedBy.size && !seen.has(code) && key !== undefined; steps++) {
      const other = typedBy.get(key);
      if (other === undefined) break;
      key = best.get(other);
    }
    if (key !== undefined && isGlyph(key)) caps.set(code, glyphOf(key));
  }
  return caps;
}
