/** What every component may need: the words and the numbers of the language in use. */
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import { createFormat, type Format } from '../../text/format.ts';
import { type Catalogue, createText, type Language, type Text } from '../../text/index.ts';

export type Words = { text: Text; format: Format };

/** @param english all that is said in this language, as far as it is needed yet */
export function createWords(language: Language, english: Catalogue): Words {
  const text = createText(language, english);
  return { text, format: createFormat(text) };
}

export const TextContext = createContext<Words | null>(null);

/** @throws {Error} outside of the app */
export function useText(): Words {
  const words = useContext(TextContext);
  if (words === null) throw new Error('useText: no TextContext around this component');
  return words;
}
