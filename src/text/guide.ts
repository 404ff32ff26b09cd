/**
 * The field guide as data: structure (ids, links, figures) and words are two files, joined here.
 *
 * Both are ours and checked by tests, so that joining only fails on a slip, loudly.
 */
import type { Figures } from './figures.ts';
import { fill } from './figures.ts';
import type { Format } from './format.ts';
import type { Language } from './languages.ts';
import { pseudo } from './pseudo.ts';

export const GUIDE_KINDS = ['technique', 'platform', 'exit', 'device', 'term'] as const;
export type GuideKind = (typeof GUIDE_KINDS)[number];

/** Where an entry belongs in the classifications that textbooks use. Only what applies is there. */
export type GuideClass = {
  readonly side?: readonly ('guest' | 'host')[];
  readonly virtualization?: readonly ('full' | 'para' | 'hardware' | 'os' | 'partial' | 'none')[];
  readonly type?: readonly ('1' | '2')[];
  readonly boundary?: readonly ('application' | 'environment' | 'os')[];
};

export type GuideNode = {
  readonly id: string;
  readonly kind: GuideKind;
  readonly class: GuideClass;
  /** names of real products: the same in every language */
  readonly products: readonly string[];
  readonly figures: readonly string[];
  /** ids of levels that teach it */
  readonly levels: readonly string[];
  readonly seeAlso: readonly string[];
};

export type GuideWords = {
  readonly title: string;
  readonly body: string;
  /** other words that lead here, in search and in the texts of levels */
  readonly aliases?: readonly string[];
  /** where the game simplifies, or experts disagree */
  readonly truth?: string;
};

export type GuideEntry = GuideNode & {
  readonly title: string;
  readonly body: string;
  readonly aliases: readonly string[];
  readonly truth: string | null;
};

/** Structure and words → entries, in the order of the structure. Throws where an entry has no words. */
export function joinGuide(
  nodes: readonly GuideNode[],
  words: Readonly<Record<string, GuideWords>>,
  language: Language,
  figures: Figures,
  format: Format,
): GuideEntry[] {
  const put = (text: string): string => fill(language === 'xx' ? pseudo(text) : text, {}, figures, format);
  return nodes.map((node) => {
    const text = words[node.id];
    if (text === undefined) throw new Error(`field guide: no words for "${node.id}"`);
    return {
      ...node,
      title: put(text.title),
      body: put(text.body),
      aliases: text.aliases ?? [],
      truth: text.truth === undefined ? null : put(text.truth),
    };
  });
}

const plain = (text: string): string => text.toLowerCase().normalize('NFKD').replace(/\p{M}/gu, '');

/** How well an entry answers a query, in words already plain. 0 = not at all. */
function score(entry: GuideEntry, words: readonly string[]): number {
  const title = plain(entry.title);
  const aliases = entry.aliases.map(plain);
  const rest = plain([entry.body, entry.truth ?? '', ...entry.products].join(' '));
  let sum = 0;
  for (const word of words) {
    if (title === word || aliases.includes(word)) sum += 16;
    else if (title.startsWith(word)) sum += 8;
    else if (title.includes(word) || aliases.some((alias) => alias.includes(word))) sum += 4;
    else if (rest.includes(word)) sum += 1;
    else return 0;
  }
  return sum;
}

/** Entries that hold every word of `query`, best first; all of them, in order, for an empty query. */
export function searchGuide(entries: readonly GuideEntry[], query: string): GuideEntry[] {
  const words = plain(query).split(/\s+/).filter(Boolean);
  if (words.length === 0) return [...entries];
  return entries
    .map((entry) => ({ entry, points: score(entry, words) }))
    .filter(({ points }) => points > 0)
    .sort((a, b) => b.points - a.points)
    .map(({ entry }) => entry);
}
