/** The words of a level: keys follow from ids ("guest.desk"), and a key that has no sentence shows itself. */
import type { LevelFile } from '../sim/index.ts';
import { check } from './check.ts';
import { words } from './primitives.ts';
import type { Result } from './result.ts';

export type Words = Record<string, string>;

export const checkWords = (data: unknown): Result<Words> => check(words, data);

/** "zh-Hant-TW" → itself, "zh-Hant", "zh", then English: the order in which a sentence is looked for. */
export function fallbacks(language: string): string[] {
  const parts = language.split('-');
  const chain = parts.map((_, i) => parts.slice(0, parts.length - i).join('-'));
  return chain.includes('en') ? chain : [...chain, 'en'];
}

/** One record of sentences: each from the first language of the chain that has it. */
export function mergeWords(byLanguage: Readonly<Record<string, Words>>, language: string): Words {
  return Object.assign({}, ...[...fallbacks(language)].reverse().map((name) => byLanguage[name] ?? {})) as Words;
}

/** Words that a stand-alone file carries itself. */
export const ownWords = (file: LevelFile, language: string): Words => mergeWords(file.words ?? {}, language);
