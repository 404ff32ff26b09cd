/**
 * What a new verb costs. `new/` has a bell: a mechanism, a verb, and their parts in the five layers that have them. Here
 * a copy of the game gets it, by new files and by lines in lists, and by nothing else; and there it is compiled, held
 * against the rules and played.
 */
import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { beforeAll, expect, test } from 'vitest';

const COPY = resolve('.out/toy');
const NEW = 'tests/toy/new';

/** Lists, each with the lines that the bell adds to it: before the first line that begins as `before` does. */
type Line = { before: string; add: string };
const at = (before: string, add: string): Line => ({ before, add });
const PART = "import { bell } from './bell.ts';";
const LINES: Readonly<Record<string, readonly Line[]>> = {
  'src/sim/mechanisms/index.ts': [at('import { devices }', PART), at('  knobs,', '  bell,')],
  'src/sim/commands/index.ts': [
    at('import { route }', "import { ring } from './ring.ts';"),
    at('  setKnob,', '  ring,'),
  ],
  'src/session/parts/index.ts': [at('import { devices }', PART), at('  devices,', '  bell,')],
  'src/playfield/parts/index.ts': [at('import { devices }', PART), at('  devices,', '  bell,')],
  'src/ui/play/parts/index.ts': [
    at('import { devices }', "import { bell } from './bell.tsx';"),
    at('  devices,', '  bell,'),
  ],
  'src/audio/parts/index.ts': [at('import { exits }', PART), at('  exits,', '  bell,')],
  'src/text/en/parts/index.ts': [at('import { devices }', PART), at('  devices,', '  bell,')],
  'src/ui/keys/verbs.ts': [
    at('] as const', "  { id: 'ring', code: 'Semicolon', of: { verb: 'ring', family: 'exits' } },"),
  ],
};

const added = readdirSync(join(NEW, 'src'), { recursive: true, encoding: 'utf8' })
  .map((file) => join('src', file))
  .filter((file) => statSync(join(NEW, file)).isFile());

function withLines(text: string, lines: readonly Line[]): string {
  return lines.reduce((whole, { before, add }) => {
    const rows = whole.split('\n');
    const place = rows.findIndex((row) => row.startsWith(before));
    if (place < 0) throw new Error(`no line begins with ${before}`);
    return [...rows.slice(0, place), add, ...rows.slice(place)].join('\n');
  }, text);
}

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
  for (const [file, lines] of Object.entries(LINES))
    writeFileSync(join(COPY, file), withLines(readFileSync(file, 'utf8'), lines));
});

const node = async (...args: string[]): Promise<string> => {
  const done = await promisify(execFile)(process.execPath, args, { cwd: COPY, maxBuffer: 1 << 26 }).then(
    () => '',
    (error: { stdout?: string; stderr?: string }) => `${error.stdout ?? ''}${error.stderr ?? ''}`,
  );
  return done.trim();
};

test('a mechanism and a verb are seven new files, and lines in lists', () => {
  expect(added.length).toBeLessThanOrEqual(8);
  expect(added.filter((file) => file in LINES)).toEqual([]);
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
