/** Which language file of a level to read. What is in it is the text's business (src/text/levelWords.ts). */
import type { LevelFile } from '../sim/index.ts';

/** "zh-Hant-TW" → itself, "zh-Hant", "zh", then English: the order in which a language is looked for. */
function fallbacks(language: string): string[] {
  const parts = language.split('-');
  const chain = parts.map((_, i) => parts.slice(0, parts.length - i).join('-'));
  return chain.includes('en') ? chain : [...chain, 'en'];
}

/** The first language of the chain that there is, else any, null when there is none. */
export function bestLanguage(there: readonly string[], wanted: string): string | null {
  return fallbacks(wanted).find((language) => there.includes(language)) ?? there[0] ?? null;
}

/** Words that a stand-alone level file carries itself, in the form of a language file; null when it carries none. */
export function ownWords(file: LevelFile, wanted: string): unknown {
  const language = bestLanguage(Object.keys(file.words ?? {}), wanted);
  if (language === null) return null;
  return { schema: 1, language, figures: file.figures, words: file.words?.[language] ?? {} };
}
