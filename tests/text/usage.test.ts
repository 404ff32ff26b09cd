/** No word without a place, no place without a word: the catalogue against the code that asks for it. */
import { expect, test } from 'vitest';
import { firstWords, flatten } from '../../src/text/catalogue.ts';
import { LATER } from '../../src/text/en/later.ts';
import { allWords } from '../../src/text/whole.ts';
import { importsOf, readSources } from '../architecture/graph.ts';
import { sources } from './data.ts';

const PLURAL = /_(one|other)$/;
const english = Object.keys(allWords);
const keys = [...new Set(english.map((key) => key.replace(PLURAL, '')))];
const files = [...new Set(keys.map((key) => key.slice(0, key.indexOf('.'))))];

/** all of the game but the words themselves */
const code = sources('src').filter(([path]) => !path.startsWith('src/text/en/'));

/** Quoted keys; and the beginnings of keys whose end comes from an id: `map.level.${id}`, word('refusal', code). */
const QUOTED = new RegExp(`['"\`]((?:${files.join('|')})(?:\\.[\\w-]+)+)['"\`]`, 'g');
const BEGUN = new RegExp(`\`((?:${files.join('|')})(?:\\.[\\w-]+)*\\.)\\$\\{`, 'g');
const WORD = /\bword\(\s*(?:`([\w.-]+\.)\$\{|'([\w.-]+)')/g;

const found = (pattern: RegExp, within = code): string[] =>
  within.flatMap(([, text]) => [...text.matchAll(pattern)].map((match) => match[1] ?? `${match[2]}.`));

/** what the page fetches for the first level: these files and all that they import */
const FIRST = ['src/main.ts', 'src/ui/play/index.tsx', 'src/playfield/index.ts'];

function withImports(roots: readonly string[]): ReadonlySet<string> {
  const all = new Map(readSources('.', ['src']).map((file) => [file.path, file]));
  const reached = new Set(roots);
  for (const path of reached) {
    const file = all.get(path);
    for (const { to, isType, isLater } of file === undefined ? [] : importsOf(file))
      if (to !== null && !isType && !isLater) reached.add(to);
  }
  return reached;
}

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

test('what comes with the first level asks only for words that come with it', () => {
  const reached = withImports(FIRST);
  const first = code.filter(([path]) => reached.has(path) && !path.startsWith('src/text/'));
  expect(first.length).toBeGreaterThan(100);
  const known = Object.keys(firstWords).map((key) => key.replace(PLURAL, ''));
  // every sound is there from the beginning, its caption comes with the part that is heard
  const quoted = found(QUOTED, first).filter((key) => keys.includes(key) && !key.startsWith('audio.'));
  expect(quoted.filter((key) => !known.includes(key))).toEqual([]);
  // an id of a part that is there only later has its words then
  const begun = [...found(BEGUN, first), ...found(WORD, first)];
  const later = Object.keys(flatten(LATER, {}));
  expect(begun.filter((start) => later.some((key) => key.startsWith(start)))).toEqual([]);
});
