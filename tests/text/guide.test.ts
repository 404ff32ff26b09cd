import { describe, expect, test } from 'vitest';
import { figuresOf, placeholdersOf } from '../../src/text/figures.ts';
import { createFormat } from '../../src/text/format.ts';
import { GUIDE_KINDS, type GuideNode, searchGuide } from '../../src/text/guide.ts';
import { guideEntries } from '../../src/text/guideEntries.ts';
import { wholeText } from '../../src/text/whole.ts';
import { typewriter, untidy } from './checks.ts';
import { campaignIds, figures, guideNodes, guideWords, wordCount } from './data.ts';

const text = wholeText('en');
const format = createFormat(text);
const entries = guideEntries('en', figures, format);
const ids = new Set(guideNodes.map((node) => node.id));
const words = Object.fromEntries(
  Object.entries(guideWords).flatMap(([id, { title, body, truth }]) => [
    [`${id}.title`, title],
    [`${id}.body`, body],
    ...(truth === undefined ? [] : [[`${id}.truth`, truth]]),
  ]),
) as Record<string, string>;

/** every link of a kind, as [from, to] */
const links = (of: (node: GuideNode) => readonly string[]) =>
  guideNodes.flatMap((node) => of(node).map((to) => [node.id, to] as const));

describe('the field guide', () => {
  test('has entries of every kind', () => {
    const count = (kind: string) => guideNodes.filter((node) => node.kind === kind).length;
    expect(GUIDE_KINDS.map(count)).toEqual([19, 7, 15, 11, 76]);
  });

  test('names every entry once, and has words for each and no others', () => {
    expect(ids.size).toBe(guideNodes.length);
    expect(Object.keys(guideWords).sort()).toEqual([...ids].sort());
  });

  test('has bodies of at most 120 words, and one short line of truth', () => {
    const long = Object.entries(words).filter(([key, words]) => wordCount(words) > (key.endsWith('.body') ? 120 : 45));
    expect(long).toEqual([]);
  });

  test('is typeset', () => {
    expect(untidy(words)).toEqual([]);
    expect(typewriter(words)).toEqual([]);
  });

  test('links only to entries that exist, never to itself, and to each from somewhere', () => {
    const seeAlso = links((node) => node.seeAlso);
    expect(seeAlso.filter(([from, to]) => !ids.has(to) || from === to)).toEqual([]);
    const reached = new Set(seeAlso.map(([, to]) => to));
    expect([...ids].filter((id) => !reached.has(id))).toEqual([]);
  });

  test('names levels of the campaign', () => {
    expect(links((node) => node.levels).filter(([, level]) => !campaignIds.includes(level))).toEqual([]);
  });

  test('shows only figures that were published, as numbers', () => {
    const shown = [
      ...links((node) => node.figures),
      ...Object.entries(words).flatMap(([key, t]) => figuresOf(t).map((id) => [key, id] as const)),
    ];
    expect(shown.filter(([, id]) => figures.get(id)?.value === undefined)).toEqual([]);
  });

  test('lists the figures that a body shows', () => {
    const unlisted = guideNodes.flatMap((node) =>
      figuresOf(guideWords[node.id]?.body ?? '')
        .filter((id) => !node.figures.includes(id))
        .map((id) => `${node.id}: ${id}`),
    );
    expect(unlisted).toEqual([]);
  });

  test('has words for the unit of every figure that stands in a sentence', () => {
    const pseudo = createFormat(wholeText('xx'));
    const inSentences = [...new Set(Object.values(words).flatMap(figuresOf))].map((id) => figures.get(id));
    const wordless = inSentences.filter((row) => row && !pseudo.figure(row.value ?? 0, row.unit).startsWith('['));
    expect(wordless).toEqual([]);
  });

  test('has every placeholder filled', () => {
    const open = entries.filter(
      (entry) => placeholdersOf([entry.title, entry.body, entry.truth ?? ''].join(' ')).length > 0,
    );
    expect(open.map((entry) => entry.id)).toEqual([]);
  });

  test('types no measured number', () => {
    // what remains are years, ring numbers, product versions and counts of things; measures have units
    const typed = Object.entries(words).filter(([, t]) =>
      /\d[\d,.]*\s?(µs|ms|ns|cycles|%|MIPS|[MGk]b\/s)/.test(t.replace(/\{\{[^}]*\}\}/g, '')),
    );
    expect(typed).toEqual([]);
  });

  test('gives an alias to one entry only', () => {
    const names = Object.entries(guideWords).flatMap(([id, { title, aliases = [] }]) =>
      [...new Set([title, ...aliases].map((name) => name.toLowerCase()))].map((name) => [name, id] as const),
    );
    const twice = names.filter(([name, id]) => names.some(([other, from]) => other === name && from !== id));
    expect(twice).toEqual([]);
  });

  test('has words for every class that an entry names', () => {
    const classes = guideNodes.flatMap(({ id, class: of }) =>
      Object.entries(of).flatMap(([kind, values]) =>
        values.map((value: string) => [id, `guide.${kind}.${value}`] as const),
      ),
    );
    expect(classes.filter(([, key]) => !text.exists(key))).toEqual([]);
    expect(guideNodes.filter((node) => !text.exists(`guide.kind.${node.kind}`))).toEqual([]);
  });
});

describe('search', () => {
  const found = (query: string) => searchGuide(entries, query).map((entry) => entry.id);

  test('lists everything for nothing', () => {
    expect(found(' ')).toHaveLength(guideNodes.length);
  });

  test.each([
    ['EPT', 'nested-paging'],
    ['dom0', 'driver-domain'],
    ['shadow', 'shadow-paging'],
    ['hypercall', 'hypercall'],
    ['firecracker', 'microvm'],
    ['noisy neighbour', 'noisy-neighbour'],
  ])('%s leads to %s', (query, id) => {
    expect(found(query)[0]).toBe(id);
  });

  test('finds nothing for words that nobody wrote', () => {
    expect(found('blockchain')).toEqual([]);
  });
});

test('the pseudo-language reaches the guide', () => {
  expect(guideEntries('xx', figures, format).every((entry) => entry.body.startsWith('['))).toBe(true);
});
