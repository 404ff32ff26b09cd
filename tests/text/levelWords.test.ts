import { describe, expect, test } from 'vitest';
import { createFormat } from '../../src/text/format.ts';
import { createLevelText, readLevelWords, WORD_LIMITS } from '../../src/text/levelWords.ts';
import { wholeText } from '../../src/text/whole.ts';

const good = {
  schema: 1,
  language: 'en',
  figures: [],
  words: { 'guest.web': 'web', 'step.look': 'Look at {{guest}}.' },
};
const wrong: [string, unknown, string][] = [
  ['nothing', null, 'schema'],
  ['a list', [], 'schema'],
  ['another schema', { ...good, schema: 2 }, 'schema'],
  ['no language', { ...good, language: undefined }, 'language'],
  ['figures that are no list', { ...good, figures: {} }, 'figures'],
  ['a figure that is no id', { ...good, figures: ['a', 7] }, 'figures.1'],
  ['too many figures', { ...good, figures: Array(WORD_LIMITS.figures + 1).fill('a') }, 'figures'],
  ['words that are a list', { ...good, words: ['x'] }, 'words'],
  ['words that are no text', { ...good, words: { a: 1 } }, 'words.a'],
  ['words without end', { ...good, words: { a: 'x'.repeat(WORD_LIMITS.textLength + 1) } }, 'words.a'],
  [
    'too many words',
    { ...good, words: Object.fromEntries(Array.from({ length: WORD_LIMITS.keys + 1 }, (_, i) => [`k${i}`, 'x'])) },
    'words',
  ],
];

describe('the words of a level', () => {
  test('are read', () => {
    const read = readLevelWords(good);
    expect(read.ok && read.value.words['guest.web']).toBe('web');
  });

  test.each(wrong)('%s is refused with its place', (_, data, path) => {
    expect(readLevelWords(data)).toEqual({ ok: false, path });
  });

  const read = readLevelWords(good);
  if (!read.ok) throw new Error(read.path);
  const format = createFormat(wholeText('en'));
  const level = createLevelText(read.value, 'en', new Map(), format);

  test('are said, with arguments', () => {
    expect(level.say('step.look', { guest: 'web' })).toBe('Look at web.');
    expect(level.has('step.look')).toBe(true);
  });

  test('where there are none, the id is said', () => {
    expect(level.say('guest.somebody')).toBe('somebody');
    expect(level.say('title')).toBe('title');
    expect(level.has('toString')).toBe(false);
    expect(level.say('toString')).toBe('toString');
  });

  test('have a pseudo-language too', () => {
    expect(createLevelText(read.value, 'xx', new Map(), format).say('guest.web')).toMatch(/^\[ŵéƀ/u);
  });
});
