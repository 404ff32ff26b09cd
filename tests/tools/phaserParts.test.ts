import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { EXPORTS, LEFT_OUT, PARTS, source } from '../../tools/phaserParts.ts';

const folder = 'src/playfield';
const sources = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts'))
  .map((name) => readFileSync(join(folder, name), 'utf8'));

/** The first groups of all matches in the playfield's code. */
const used = (pattern: RegExp): string[] =>
  [...new Set(sources.flatMap((source) => [...source.matchAll(pattern)].map((match) => match[1] ?? '')))].sort();

test('the build has everything that the playfield takes from Phaser', () => {
  expect(used(/\bphaser\.(\w+)/g)).toEqual(Object.keys(EXPORTS).sort());
});

test('the build has every kind of game object that the playfield makes', () => {
  const factories = PARTS.filter((part) => part.endsWith('Factory') && part.split('/').length === 3);
  const made = factories.map((part) => part.split('/')[1] ?? '').sort();
  expect(used(/\.add\.(\w+)\(/g)).toEqual(made);
});

test.each(LEFT_OUT.map((modules) => [modules]))('what is left out by %s is there', (modules) => {
  const names = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.js'));
  expect(names.filter((name) => modules.test(name))).not.toEqual([]);
});
