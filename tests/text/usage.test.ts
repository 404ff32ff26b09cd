/** No word without a place, no place without a word: the catalogue against the code that asks for it. */
import { expect, test } from 'vitest';
import { catalogueOf } from '../../src/text/index.ts';
import { sources } from './data.ts';

const PLURAL = /_(one|other)$/;
const english = Object.keys(catalogueOf('en'));
const keys = [...new Set(english.map((key) => key.replace(PLURAL, '')))];
const files = [...new Set(keys.map((key) => key.slice(0, key.indexOf('.'))))];

/** all of the game but the words themselves */
const code = sources('src').filter(([path]) => !path.startsWith('src/text/en/'));

/** Quoted keys; and the beginnings of keys whose end comes from an id: `map.level.${id}`, word('refusal', code). */
const QUOTED = new RegExp(`['"\`]((?:${files.join('|')})(?:\\.[\\w-]+)+)['"\`]`, 'g');
const BEGUN = new RegExp(`\`((?:${files.join('|')})(?:\\.[\\w-]+)*\\.)\\$\\{`, 'g');
const WORD = /\bword\(\s*(?:`([\w.-]+\.)\$\{|'([\w.-]+)')/g;

const found = (pattern: RegExp): string[] =>
  code.flatMap(([, text]) => [...text.matchAll(pattern)].map((match) => match[1] ?? `${match[2]}.`));

test('every key is asked for somewhere', () => {
  const quoted = new Set(found(QUOTED));
  const begun = [...new Set([...found(BEGUN), ...found(WORD)])];
  const idle = keys.filter((key) => !quoted.has(key) && !begun.some((start) => key.startsWith(start)));
  expect(idle).toEqual([]);
});

test('every key that is asked for exists', () => {
  const asked = code.flatMap(([, text]) =>
    [...text.matchAll(/\bt\(\s*['"`]([\w.-]+)['"`]/g)].map((match) => match[1] ?? ''),
  );
  expect(asked.length).toBeGreaterThan(50);
  expect(asked.filter((key) => !keys.includes(key))).toEqual([]);
});

test('every beginning of a key leads somewhere', () => {
  expect([...found(BEGUN), ...found(WORD)].filter((start) => !keys.some((key) => key.startsWith(start)))).toEqual([]);
});
