/**
 * What a new verb costs. `new/` has a bell: a mechanism, a verb, and their parts in the five layers that have them. Here
 * a copy of the game gets it, by new files, a key, and the lines that `npm run lists` adds, and by nothing else; and
 * there it is compiled, held against the rules and played.
 */
import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { beforeAll, expect, test } from 'vitest';
import { complete } from '../../tools/lists.ts';

const COPY = resolve('.out/toy');
const NEW = 'tests/toy/new';

/** The one line that is written into a file that is there: the bell's key. */
const KEYS = 'src/ui/keys/verbs.ts';
const KEY = "  { id: 'ring', code: 'Semicolon', of: { verb: 'ring', family: 'exits' } },";

const added = readdirSync(join(NEW, 'src'), { recursive: true, encoding: 'utf8' })
  .map((file) => join('src', file))
  .filter((file) => statSync(join(NEW, file)).isFile());

/** Every file that the copy's owner writes or edits. The rest is written by `npm run lists`. */
const byHand = [...added, KEYS];
let lists: ReturnType<typeof complete> = [];

beforeAll(() => {
  rmSync(COPY, { recursive: true, force: true });
  mkdirSync(COPY, { recursive: true });
  for (const name of [
    'src',
    'tests',
    'levels',
    'package.json',
    'vite.config.ts',
    'tsconfig.json',
    'tsconfig.base.json',
  ])
    cpSync(name, join(COPY, name), { recursive: true });
  for (const name of ['node_modules', 'assets', 'tools', 'index.html']) symlinkSync(resolve(name), join(COPY, name));
  cpSync(NEW, COPY, { recursive: true });
  writeFileSync(
    join(COPY, KEYS),
    readFileSync(KEYS, 'utf8').replace('\n] as const', (end) => `\n${KEY}${end}`),
  );
  lists = complete(COPY);
});

const node = async (...args: string[]): Promise<string> => {
  const done = await promisify(execFile)(process.execPath, args, { cwd: COPY, maxBuffer: 1 << 26 }).then(
    () => '',
    (error: { stdout?: string; stderr?: string }) => `${error.stdout ?? ''}${error.stderr ?? ''}`,
  );
  return done.trim();
};

test('a mechanism and a verb are seven new files and a key, and a line in each list', () => {
  expect(byHand.length).toBeLessThanOrEqual(8);
  expect(lists.map(({ gained }) => gained)).toEqual(
    lists.map(({ list }) => [list.includes('commands') ? 'ring' : 'bell']),
  );
  expect(lists.length).toBe(added.length);
  for (const { list } of lists) {
    const before = new Set(readFileSync(list, 'utf8').split('\n'));
    const after = readFileSync(join(COPY, list), 'utf8').split('\n');
    expect(after.filter((row) => !before.has(row)).length, list).toBe(2);
    expect(after.length, list).toBe(readFileSync(list, 'utf8').split('\n').length + 2);
  }
});

test('with them it compiles', async () => {
  expect(await node('node_modules/typescript/bin/tsc', '-p', '.')).toBe('');
}, 300_000);

test('it works from the keyboard to the ledger, and is as complete as the others', async () => {
  const suites = ['bell.test.ts', 'architecture.test.ts', 'parts', 'text', 'ui/keys', 'robots/identity.test.ts'];
  expect(
    await node('node_modules/vitest/vitest.mjs', 'run', '--project', 'node', ...suites.map((name) => `tests/${name}`)),
  ).toBe('');
}, 300_000);
