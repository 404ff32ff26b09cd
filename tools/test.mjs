/**
 * `npm test`: every check, then every test. A check that fails does not keep the others from being made, since one run
 * should tell all there is to tell; the last lines say which failed. Arguments go to vitest.
 */
import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';

/** The report that tools/summary.mjs reads. */
const REPORT = '.out/vitest.json';

/** @type {[string, string, string[]][]} name, program, arguments; the programs are those of node_modules/.bin */
const STEPS = [
  ['browser', 'node', ['tools/browser.mjs']],
  ['lint', 'npm', ['run', '--silent', 'lint']],
  ['types', 'npm', ['run', '--silent', 'typecheck']],
  [
    'tests',
    'vitest',
    ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${REPORT}`, ...process.argv.slice(2)],
  ],
];

rmSync(REPORT, { force: true });
const failed = STEPS.filter(([name, program, args]) => {
  console.log(`\n— ${name}`);
  const { status, error } = spawnSync(program, args, { stdio: 'inherit', shell: process.platform === 'win32' });
  if (error) console.error(error);
  return status !== 0;
}).map(([name]) => name);

console.log(failed.length === 0 ? '\nAll checks passed.' : `\nFailed: ${failed.join(', ')}.`);
process.exitCode = failed.length === 0 ? 0 : 1;
