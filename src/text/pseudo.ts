/**
 * The pseudo-language: every letter gets an accent, every text grows by 40%, and brackets show where it begins and ends.
 *
 * A string that stays plain on screen was never put into the catalogue; one without its closing bracket was cut off; a
 * sentence with brackets in the middle was built from pieces. Placeholders are left as they are.
 */
const PLAIN = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ';
const ACCENTED = 'áƀçďéƒĝĥíĵķļɱñóƥɋŕšţúṽŵẋýžÁƁÇĎÉƑĜĤÍĴĶĻṀÑÓƤɊŔŠŢÚṼŴẊÝŽ';
const accent = new Map([...PLAIN].map((letter, i) => [letter, [...ACCENTED][i] ?? letter]));

const PLACEHOLDER = /(\{\{[^}]*\}\})/;

/** Words to grow by: syllables and spaces, so that lines may still break. */
const PADDING = ' ~ṽéŕý ~ļóñĝ ~ŵóŕďš';
export const GROWTH = 0.4;

/** `text` as a longer, accented language would have it. */
export function pseudo(text: string): string {
  const parts = text.split(PLACEHOLDER);
  // split with a group: even parts are words, odd parts are placeholders
  const words = parts.filter((_, i) => i % 2 === 0).join('');
  if (words.trim() === '') return text;
  const accented = parts.map((part, i) => (i % 2 === 0 ? [...part].map((c) => accent.get(c) ?? c).join('') : part));
  const grow = Math.ceil(words.length * GROWTH);
  const padding = PADDING.repeat(Math.ceil(grow / PADDING.length)).slice(0, grow);
  return `[${accented.join('')}${padding}]`;
}
