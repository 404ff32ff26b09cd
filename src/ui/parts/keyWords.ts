/** A key as it is written on the keyboard. */
import type { Text } from '../../text/index.ts';

/** @param key as keys.ts names it */
export function keyWords(text: Text, key: string): string {
  return text.word('help.key', key);
}
