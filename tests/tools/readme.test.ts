import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { scripts } from '../../package.json';

const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');

test('the README has a line for every script, and for none that is not there', () => {
  const told = [...readme.matchAll(/^\| `npm (?:run )?(?:-s )?([\w-]+)/gm)].map((match) => match[1]);
  expect(told.sort()).toEqual(Object.keys(scripts).sort());
});
