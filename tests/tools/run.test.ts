import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, expect, test } from 'vitest';

// A program of its own under .out/, so that nothing in the repository is touched.
const folder = resolve('.out/run-test');
mkdirSync(folder, { recursive: true });
const elsewhere = mkdtempSync(join(tmpdir(), 'run-'));
const bundle = resolve('.out/.out/run-test/program.mjs');
writeFileSync(join(folder, 'part.ts'), "export const greet = (name: string): string => 'hello '.concat(name);\n");
writeFileSync(
  join(folder, 'program.ts'),
  `import { greet } from './part.ts';
const { greet: again } = await import('./part.ts');
console.log(JSON.stringify([greet('a'), again('b'), process.cwd(), process.argv.slice(2), process.env.PROJECT_ROOT]));
process.exitCode = 7;
`,
);
afterAll(() => {
  rmSync(folder, { recursive: true });
  rmSync(resolve('.out/.out'), { recursive: true });
  rmSync(elsewhere, { recursive: true });
});

function run(env: Record<string, string> = {}) {
  const { npm_lifecycle_script: _, ...rest } = process.env;
  const command = [resolve('tools/run.mjs'), '.out/run-test/program.ts', 'one', 'two words'];
  return spawnSync(process.execPath, command, { cwd: elsewhere, encoding: 'utf8', env: { ...rest, ...env } });
}

test('a program gets its arguments, folder and exit code, and only it writes to stdout', () => {
  const { stdout, stderr, status } = run();
  expect(stderr).toBe('');
  expect(status).toBe(7);
  expect(JSON.parse(stdout)).toEqual(['hello a', 'hello b', elsewhere, ['one', 'two words'], `${resolve('.')}/`]);
});

test('as an npm script it starts where npm was called', () => {
  const env = { npm_lifecycle_script: 'node tools/run.mjs src/cli/index.ts', INIT_CWD: resolve('tests') };
  expect(JSON.parse(run(env).stdout)).toContain(resolve('tests'));
});

test('the bundle is kept until a source is newer', () => {
  run();
  const built = statSync(bundle).mtimeMs;
  run();
  expect(statSync(bundle).mtimeMs).toBe(built);
  utimesSync(bundle, 1, 1); // seconds since 1970: older than any source
  run();
  expect(statSync(bundle).mtimeMs).toBeGreaterThanOrEqual(built);
});
