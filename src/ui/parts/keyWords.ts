/** A key as it is written on the player's own keyboard. */
import type { Text } from '../../text/index.ts';
import type { Caps } from '../keys/caps.ts';
import { useText } from '../shell/context.ts';
import { useServices } from '../shell/services.ts';

/** @param code the place of the key. What types nothing has a word (Space, Esc) or is called as its code says (F1). */
export function keyWords(text: Text, caps: Caps, code: string): string {
  return caps.get(code) ?? text.word('help.key', code);
}

/** The same for components, which show it anew when the keyboard turns out to have another layout. */
export function useKeyWords(): (code: string) => string {
  const { text } = useText();
  const caps = useServices().keyboard.caps.value;
  return (code) => keyWords(text, caps, code);
}
