/**
 * What the English words say about the type of every key.
 *
 * English is the reference: other languages have the same keys with the same placeholders, and the compiler knows both
 * for English. A plural is written as two keys, `stars_one` and `stars_other`; it is asked for as `stars`.
 */
import { FIRST } from './en/first.ts';
import type { LATER } from './en/later.ts';
import { BASIC_WORDS } from './en/parts/basic.ts';
import type { WORDS } from './en/parts/index.ts';

/** A language as plain data: full key ("title.tagline") → words. */
export type Catalogue = Readonly<Record<string, string>>;

type English = typeof FIRST & typeof LATER;
/** All parts as one: `{ a } | { b }` → `{ a } & { b }`. */
type Merged<Union> = (Union extends unknown ? (words: Union) => void : never) extends (words: infer All) => void
  ? All
  : never;
type PartWords = Merged<(typeof WORDS)[keyof typeof WORDS]>;
type FullKey =
  | { [File in keyof English & string]: `${File}.${keyof English[File] & string}` }[keyof English & string]
  | (keyof PartWords & string);
type Singular<K extends string> = K extends `${infer Base}_${'one' | 'other'}` ? Base : K;

/** Every key that can be asked for. */
export type Key = Singular<FullKey>;

type Words<K extends string> = K extends keyof PartWords
  ? PartWords[K]
  : `${K}_other` extends keyof PartWords
    ? PartWords[`${K}_${'one' | 'other'}` & keyof PartWords]
    : WordsOfFile<K>;

type WordsOfFile<K extends string> = K extends `${infer File extends keyof English & string}.${infer Rest}`
  ? Rest extends keyof English[File]
    ? English[File][Rest]
    : English[File][`${Rest}_${'one' | 'other'}` & keyof English[File]]
  : never;

type Names<S> = S extends `${string}{{${infer Name}}}${infer Rest}` ? Name | Names<Rest> : never;

export type Value = string | number;

/** The placeholders of a key: `{ number: 4, title: 'Trap and emulate' }`. Numbers are written with the language's separators. */
export type Args<K extends Key> = { readonly [Name in Names<Words<K>>]: Name extends 'count' ? number : Value };

/** No second argument where the words have no placeholder. */
export type ArgsOf<K extends Key> = [Names<Words<K>>] extends [never] ? [] : [args: Args<K>];

type Files = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** Words by file, and the words of parts, in one level, as i18next and the tests want it. No key may be in two parts. */
export function flatten(files: Files, parts: Files): Catalogue {
  const ofFiles = Object.entries(files).flatMap(([file, words]) =>
    Object.entries(words).map(([key, text]) => [`${file}.${key}`, text] as const),
  );
  return Object.fromEntries([...ofFiles, ...Object.values(parts).flatMap((words) => Object.entries(words))]);
}

/** The words with which the game begins. */
export const firstWords: Catalogue = flatten(FIRST, BASIC_WORDS);
