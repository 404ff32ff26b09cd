/**
 * All English words. The page fetches this once it shows more than the first level: until then `firstWords` do, which are
 * part of it.
 */
import { type Catalogue, firstWords, flatten } from './catalogue.ts';
import { LATER } from './en/later.ts';
import { WORDS } from './en/parts/index.ts';
import { createText, type Language, type Text } from './index.ts';

export const allWords: Catalogue = { ...firstWords, ...flatten(LATER, WORDS) };

/** A text that has all words. */
export const wholeText = (language: Language): Text => createText(language, allWords);
