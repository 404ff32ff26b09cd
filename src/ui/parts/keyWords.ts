/** A key as it is written on the player's own keyboard. */
import { useText } from '../shell/context.ts';
import { useServices } from '../shell/services.ts';

/**
 * The words of a key by its place. What types nothing has a word (Space, Esc) or is called as its code says (F1). A
 * component that asks shows the key anew when the keyboard turns out to have another layout.
 */
export function useKeyWords(): (code: string) => string {
  const { text } = useText();
  const caps = useServices().keyboard.caps.value;
  return (code) => caps.get(code) ?? text.word('help.key', code);
}
