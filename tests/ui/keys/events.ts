/** Key presses as browsers send them, by the layout that is set: what each key types, as hardware and systems have it. */
import type { TypedPress } from '../../../src/ui/keys/caps.ts';

/** The keys of level 1: guests, sockets, places on deck, digits; `park`; and the sign keys that something is bound to. */
const CODES = [
  ...['KeyA', 'KeyS', 'KeyD', 'KeyF', 'KeyZ', 'KeyX', 'KeyU', 'KeyI', 'KeyQ'],
  ...['Digit1', 'Digit2', 'Digit3', 'BracketLeft', 'Minus', 'Comma'],
] as const;
export type Code = (typeof CODES)[number];

export type Layout = { name: string; types: string; caps: string };

/** A key that waits for the letter that its accent goes on. */
const DEAD: readonly string[] = ['^'];

/** One sign for each of the codes above. */
export const LAYOUTS: readonly Layout[] = [
  { name: 'US', types: 'asdfzxuiq123[-,', caps: 'ASDFZXUIQ123[-,' },
  { name: 'AZERTY', types: 'qsdfwxuia&é"^);', caps: 'QSDFWXUIA&É"^);' },
  { name: 'QWERTZ', types: 'asdfyxuiq123üß,', caps: 'ASDFYXUIQ123Üß,' },
  { name: 'Dvorak', types: "aoeu;qgc'123/[w", caps: "AOEU;QGC'123/[W" },
  { name: 'Greek', types: 'ασδφζχθι;123[-,', caps: 'ΑΣΔΦΖΧΘΙ;123[-,' },
  { name: 'Cyrillic', types: 'фываячгшй123х-б', caps: 'ФЫВАЯЧГШЙ123Х-Б' },
];

export const press = (code: string, key: string, part: Partial<TypedPress> = {}): TypedPress => ({
  code,
  key,
  ctrlKey: false,
  altKey: false,
  metaKey: false,
  shiftKey: false,
  isComposing: false,
  keyCode: 0,
  getModifierState: () => false,
  ...part,
});

/** The press of a key on a layout. */
export const typed = ({ types }: Layout, code: Code, part: Partial<TypedPress> = {}): TypedPress => {
  const key = [...types][CODES.indexOf(code)] ?? '';
  return press(code, DEAD.includes(key) ? 'Dead' : key, part);
};

/** What is written on each key. */
export const capsOn = ({ caps }: Layout): [Code, string][] => CODES.map((code, i) => [code, [...caps][i] ?? '']);

/** The ways in which a key reaches a page: with its layout, or taken by an input method on the way. */
export const SENDERS: readonly (readonly [string, (code: Code) => TypedPress])[] = [
  ...LAYOUTS.map((layout) => [layout.name, (code: Code) => typed(layout, code)] as const),
  ['an input method', (code) => press(code, 'Process', { keyCode: 229 })],
  ['an input method that composes', (code) => press(code, 'Process', { keyCode: 229, isComposing: true })],
  ['an input method of Firefox on Linux', (code) => press(code, 'Unidentified', { keyCode: 229 })],
  ['Caps Lock', (code) => press(code, code.slice(-1), { getModifierState: (name) => name === 'CapsLock' })],
];
