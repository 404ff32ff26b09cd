import { describe, expect, test } from 'vitest';
import { catalogueOf, LANGUAGES } from '../../src/text/index.ts';
import { allWords } from '../../src/text/whole.ts';
import { brokenPlurals, differences, longerThan, typewriter, untidy } from './checks.ts';

const english = allWords;

describe.each(LANGUAGES)('the catalogue of %s', (language) => {
  const catalogue = catalogueOf(language, allWords);

  test('has the keys and placeholders of English', () => {
    expect(differences(english, catalogue)).toEqual([]);
  });

  test('has no empty words and no stray blanks', () => {
    expect(untidy(catalogue)).toEqual([]);
  });

  test('has whole plurals, and counts only in plurals', () => {
    expect(brokenPlurals(catalogue)).toEqual([]);
  });
});

describe('English', () => {
  test('is typeset', () => {
    expect(typewriter(english)).toEqual([]);
  });

  test.each([
    ['buttons have at most three words', /\.button\./, 3],
    [
      'short names of categories, metrics and bands have at most three',
      /^category\..*\.short$|^metric\..*\.short$|^play\.band\./,
      3,
    ],
    ['modes of a processor have at most two', /^play\.mode\./, 2],
    ['what a level teaches has at most twelve', /^map\.level\..*\.teaches$/, 12],
    ['refusals have at most sixteen', /^refusal\./, 16],
    ['announcements have at most ten', /^event\./, 10],
    ['captions have at most eight', /^audio\./, 8],
  ])('%s', (_, pattern, most) => {
    expect(Object.keys(english).some((key) => pattern.test(key))).toBe(true);
    expect(longerThan(english, pattern, most)).toEqual([]);
  });

  test('refusals are sentences', () => {
    const refusals = Object.entries(english).filter(([key]) => key.startsWith('refusal.'));
    expect(refusals.filter(([, words]) => !/^\p{Lu}.*\.$/u.test(words))).toEqual([]);
  });
});

describe('the checks catch', () => {
  test('a missing key, a key too many and a placeholder that changed its name', () => {
    const reference = { a: 'one', b: 'with {{n}}', c_one: '{{count}} thing', c_other: '{{count}} things' };
    const other = { b: 'mit {{m}}', c_few: '{{count}} x', c_other: '{{count}} x', d: 'more' };
    expect(differences(reference, other)).toEqual(['a: missing', 'b: {n} became {m}', 'd: not in the reference']);
  });

  test('empty words, blanks at an end and double blanks', () => {
    expect(untidy({ a: '', b: ' x', c: 'x  y', d: 'x y' })).toEqual(['a', 'b', 'c']);
  });

  test('a plural without its general form, and a count without plural', () => {
    expect(brokenPlurals({ a_one: '{{count}} x', b: '{{count}} x' })).toEqual([
      'a_one: no other form',
      'b: count without plural',
    ]);
  });

  test('a long button', () => {
    expect(longerThan({ 'x.button.y': 'one two three four' }, /\.button\./, 3)).toHaveLength(1);
  });

  test('straight quotes and three dots', () => {
    expect(typewriter({ a: "it's", b: 'wait...', c: 'it’s fine…' })).toHaveLength(2);
  });
});
