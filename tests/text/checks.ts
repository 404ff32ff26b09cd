/** What every language has to satisfy. Each check answers with the sentences that are wrong, so that it can be shown to catch one. */
import type { Catalogue } from '../../src/text/catalogue.ts';
import { placeholdersOf } from '../../src/text/figures.ts';
import { wordCount } from './data.ts';

const sorted = (names: Iterable<string>): string => [...new Set(names)].sort().join(' ');

/** Plural endings differ between languages, so keys are compared without them. */
const FORMS = /_(zero|one|two|few|many|other)$/;
const base = (key: string): string => key.replace(FORMS, '');

/** Keys and placeholders of `other` that are not those of `reference`. */
export function differences(reference: Catalogue, other: Catalogue): string[] {
  const group = (catalogue: Catalogue) => {
    const groups = new Map<string, string[]>();
    for (const [key, words] of Object.entries(catalogue))
      groups.set(base(key), [...(groups.get(base(key)) ?? []), words]);
    return groups;
  };
  const here = group(reference);
  const there = group(other);
  const keys = [...new Set([...here.keys(), ...there.keys()])];
  return keys.flatMap((key) => {
    const ours = here.get(key);
    const theirs = there.get(key);
    if (ours === undefined) return [`${key}: not in the reference`];
    if (theirs === undefined) return [`${key}: missing`];
    const a = sorted(ours.flatMap(placeholdersOf));
    const b = sorted(theirs.flatMap(placeholdersOf));
    return a === b ? [] : [`${key}: {${a}} became {${b}}`];
  });
}

/** Keys whose words are empty or have blanks at an end. */
export const untidy = (catalogue: Catalogue): string[] =>
  Object.entries(catalogue)
    .filter(([, words]) => words.trim() === '' || words.trim() !== words || /[^\S\u00a0] |\s\n/.test(words))
    .map(([key]) => key);

/** A plural without the form that every language has, and `{{count}}` where no plural form is chosen. */
export const brokenPlurals = (catalogue: Catalogue): string[] =>
  Object.entries(catalogue).flatMap(([key, words]) => {
    if (FORMS.test(key)) return `${base(key)}_other` in catalogue ? [] : [`${key}: no other form`];
    return placeholdersOf(words).includes('count') ? [`${key}: count without plural`] : [];
  });

/** Keys of `catalogue` that match `pattern` and have more words than allowed. */
export const longerThan = (catalogue: Catalogue, pattern: RegExp, most: number): string[] =>
  Object.entries(catalogue)
    .filter(([key, words]) => pattern.test(key) && wordCount(words) > most)
    .map(([key, words]) => `${key}: ${words}`);

/** Signs of a typewriter where a typesetter has better ones. */
export const typewriter = (catalogue: Catalogue): string[] =>
  Object.entries(catalogue)
    .filter(([, words]) => /['"`]|\.\.\.|--|—/.test(words))
    .map(([key, words]) => `${key}: ${words}`);
