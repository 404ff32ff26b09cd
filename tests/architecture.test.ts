import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { importsOf, readSources } from './architecture/graph.ts';
import { layerOf } from './architecture/layers.ts';
import { RULES, type Violation } from './architecture/rules.ts';

const FOLDERS = ['src', 'tests', 'tools'];
const FIXTURES = 'tests/architecture/fixtures';
/** Files for a copy of this repository, in which they are held to the same rules. */
const TOY = 'tests/toy/new';

const line = ({ path, line, message }: Violation): string => `${path}:${line}: ${message}`;
const place = ({ path, line }: Violation): string => `${path}:${line}`;

describe('this repository', () => {
  const files = readSources('.', FOLDERS, [FIXTURES, TOY]);

  test.each(Object.entries(RULES))('keeps the rule %s', (_name, rule) => {
    expect(rule(files).map(line)).toEqual([]);
  });

  test('is what was looked at: main.ts and the imports of this very test are in the graph', () => {
    expect(files.filter(({ path }) => layerOf(path) === 'main')).toHaveLength(1);
    const here = files.filter(({ path }) => path === 'tests/architecture.test.ts').flatMap(importsOf);
    expect(here.map(({ to }) => to)).toContain('tests/architecture/rules.ts');
  });
});

/** Every line of a fixture that must be found carries the word "caught", and no other line is found. */
describe('a bad example is caught by', () => {
  test.each(Object.entries(RULES))('the rule %s', (name, rule) => {
    const files = readSources(`${FIXTURES}/${name}`, FOLDERS);
    const marked = files.flatMap(({ path, text }) =>
      text.split('\n').flatMap((text, index) => (/\bcaught\b/.test(text) ? [`${path}:${index + 1}`] : [])),
    );
    expect(marked.length).toBeGreaterThan(0);
    expect([...new Set(rule(files).map(place))].sort()).toEqual(marked.sort());
  });

  test('each of the rules: there is no example without a rule', () => {
    expect(readdirSync(FIXTURES).sort()).toEqual(Object.keys(RULES).sort());
  });
});
