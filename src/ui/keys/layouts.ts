/** What the keys of a keyboard type, unshifted, on a few layouts that are known by heart. */

/** The keys that type, row by row, named by their codes. */
const ROWS: readonly (readonly string[])[] = [
  ['Backquote', ...[...'1234567890'].map((digit) => `Digit${digit}`), 'Minus', 'Equal'],
  [...[...'QWERTYUIOP'].map((letter) => `Key${letter}`), 'BracketLeft', 'BracketRight', 'Backslash'],
  [...[...'ASDFGHJKL'].map((letter) => `Key${letter}`), 'Semicolon', 'Quote'],
  [...[...'ZXCVBNM'].map((letter) => `Key${letter}`), 'Comma', 'Period', 'Slash'],
];
/** Keys that a US keyboard lacks: what they type differs too much to be guessed. */
const ELSEWHERE: readonly string[] = ['IntlBackslash', 'IntlRo', 'IntlYen'];

/** Every key that types something. */
export const TYPING_KEYS: readonly string[] = [...ROWS.flat(), ...ELSEWHERE];

/** code → what the key types */
export type KeyLayout = ReadonlyMap<string, string>;

function fromRows(...rows: readonly [string, string, string, string]): KeyLayout {
  return new Map(ROWS.flatMap((codes, row) => [...(rows[row] ?? '')].map((key, i) => [codes[i] ?? '', key] as const)));
}

export const US = fromRows('`1234567890-=', 'qwertyuiop[]\\', "asdfghjkl;'", 'zxcvbnm,./');

/** what a US key types → its code */
export const US_PLACE: ReadonlyMap<string, string> = new Map([...US].map(([code, key]) => [key, code]));

/** Those that need not be learnt key by key. Dead keys stand for the accent that is written on them. */
export const FAMILIAR: readonly KeyLayout[] = [
  US,
  fromRows('²&é"\'(-è_çà)=', 'azertyuiop^$*', 'qsdfghjklmù', 'wxcvbn,;:!'), // AZERTY, French
  fromRows('^1234567890ß´', 'qwertzuiopü+#', 'asdfghjklöä', 'yxcvbnm,.-'), // QWERTZ, German
  fromRows('`1234567890[]', "',.pyfgcrl/=\\", 'aoeuidhtns-', ';qjkxbmwvz'), // Dvorak
  fromRows('`1234567890-=', ';ςερτυθιοπ[]\\', "ασδφγηξκλ΄'", 'ζχψωβνμ,./'), // Greek
  fromRows('ё1234567890-=', 'йцукенгшщзхъ\\', 'фывапролджэ', 'ячсмитьбю.'), // ЙЦУКЕН, Russian
];
