/**
 * The words of one level: levels/NN/en.json, or `words` inside a level file by somebody else.
 *
 * Keys follow from ids of the level:
 * - `title`, `idea` and `timed` (the story's year, and the machine that was measured), `new`, `cost` for the briefing
 * - `guest.ID`, `role.ID`, and where the general words will not do, `device.ID` and `kernel.ID`
 * - `lever.ID` for a technique, where it is to be said in a word; `gear.…` for what is shown below its lever
 * - `goal.ID` for the strip, `goal.ID.says` with {{target}} for briefing and debrief
 * - `step.ID` of the tutorial, with {{guest}}, {{kernel}}, {{call}} and {{target}} of what it is about; `hint.ID` after a loss
 * - `question.ID`, `answer.ID`, `explain.ID` of the prediction; the last may say what the run's cycles went to: {{switch}}, {{idle}} …
 * - `published` (what was measured on real machines) and `aside` for the debrief
 *
 * These words are untrusted data: they are bounded here, are never looked up in the catalogue, and cannot ask for anything
 * but figures and the arguments given.
 */
import type { Value } from './catalogue.ts';
import { type Figures, fill } from './figures.ts';
import type { Format } from './format.ts';
import type { Language } from './languages.ts';
import { pseudo } from './pseudo.ts';

/** A level's language file. `figures`: ids of published figures whose values the words show. */
export type LevelWords = {
  readonly schema: 1;
  readonly language: string;
  readonly figures: readonly string[];
  readonly words: Readonly<Record<string, string>>;
};

export const WORD_LIMITS = { keys: 300, figures: 40, keyLength: 80, textLength: 1200 } as const;

type Read = { ok: true; value: LevelWords } | { ok: false; path: string };

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Unknown JSON → the words of a level, or the place of the first thing that is wrong. */
export function readLevelWords(data: unknown): Read {
  if (!isRecord(data) || data.schema !== 1) return { ok: false, path: 'schema' };
  const { language, figures, words } = data;
  if (typeof language !== 'string') return { ok: false, path: 'language' };
  if (!Array.isArray(figures) || figures.length > WORD_LIMITS.figures) return { ok: false, path: 'figures' };
  const strange = figures.findIndex((id) => typeof id !== 'string' || id.length > WORD_LIMITS.keyLength);
  if (strange >= 0) return { ok: false, path: `figures.${strange}` };
  if (!isRecord(words) || Object.keys(words).length > WORD_LIMITS.keys) return { ok: false, path: 'words' };
  const safe: Record<string, string> = {};
  for (const [key, text] of Object.entries(words)) {
    const fits =
      typeof text === 'string' && text.length <= WORD_LIMITS.textLength && key.length <= WORD_LIMITS.keyLength;
    if (!fits) return { ok: false, path: `words.${key.slice(0, WORD_LIMITS.keyLength)}` };
    safe[key] = text;
  }
  return { ok: true, value: { schema: 1, language, figures: figures as string[], words: safe } };
}

export type LevelText = {
  /** Has this level words for a key? */
  has(key: string): boolean;
  /** The words of a key of this level; the last part of the key where there are none. */
  say(key: string, args?: Readonly<Record<string, Value>>): string;
};

/** The words of a level in a language, with figures filled in. Until `figures` are loaded, pass an empty map. */
export function createLevelText(words: LevelWords, language: Language, figures: Figures, format: Format): LevelText {
  const has = (key: string): boolean => Object.hasOwn(words.words, key);
  return {
    has,
    say(key, args = {}) {
      const text = has(key) ? words.words[key] : undefined;
      if (text === undefined) return key.slice(key.lastIndexOf('.') + 1);
      return fill(language === 'xx' ? pseudo(text) : text, args, figures, format);
    },
  };
}
