/**
 * Keys as saves named them up to version 2, by what they type, and the places where they stand. Frozen: it belongs to a
 * migration. What the save does not tell is the layout: a sign that US keyboards have is taken to be there, others are
 * looked for on the layouts of their script or language.
 */

const CODES: readonly string[] = [
  'Backquote Digit1 Digit2 Digit3 Digit4 Digit5 Digit6 Digit7 Digit8 Digit9 Digit0 Minus Equal',
  'KeyQ KeyW KeyE KeyR KeyT KeyY KeyU KeyI KeyO KeyP BracketLeft BracketRight Backslash',
  'KeyA KeyS KeyD KeyF KeyG KeyH KeyJ KeyK KeyL Semicolon Quote',
  'KeyZ KeyX KeyC KeyV KeyB KeyN KeyM Comma Period Slash',
].flatMap((row) => row.split(' '));

/** What the keys above type, in their order; `·` where a layout has nothing of its own to say. The first that has it counts. */
const LAYOUTS: readonly string[] = [
  "`1234567890-=QWERTYUIOP[]\\ASDFGHJKL;'ZXCVBNM,./", // US
  '~!@#$%^&*()_+··········{}|·········:"·······<>?', // US with Shift
  'Ё············ЙЦУКЕНГШЩЗХЪ·ФЫВАПРОЛДЖЭЯЧСМИТЬБЮ·', // Russian
  '·············;ΣΕΡΤΥΘΙΟΠ···ΑΣΔΦΓΗΞΚΛ··ΖΧΨΩΒΝΜ···', // Greek
  '···········ß···········Ü···········ÖÄ··········', // German
  '·······················Å···········ÆØ··········', // Danish
  '···································Ñ···········', // Spanish
];

const PLACES: ReadonlyMap<string, string> = new Map(
  LAYOUTS.toReversed().flatMap((layout) =>
    [...layout].flatMap((glyph, index) => (glyph === '·' ? [] : [[glyph, CODES[index] ?? ''] as const])),
  ),
);

/** The place of a key that was named by what it types. A name (`Space`, `F1`) stays, and so does what stands nowhere known. */
export function placeOfTyped(key: string): string {
  return PLACES.get(key === 'SS' ? 'ß' : key) ?? key; // `ß` in upper case was two letters
}
