/**
 * The last line of a test run: `node tools/summary.mjs RESULTS.json EXIT_CODE` prints "N passed, N failed".
 *
 * What is not a passed test counts as a failure, so that no way of not testing looks like success: skipped tests, a run
 * without tests, a missing result file, and an exit code other than 0 with no failed test to explain it (lint, types,
 * an error outside any test).
 */
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

/**
 * @param {unknown} results vitest's JSON report, or null where there is none
 * @param {number} exitCode of the whole command
 */
export function summarize(results, exitCode) {
  /** @param {string} name */
  const count = (name) => {
    const value =
      results !== null && typeof results === 'object' ? Object.entries(results).find(([key]) => key === name) : null;
    return typeof value?.[1] === 'number' ? value[1] : 0;
  };
  const passed = count('numPassedTests');
  const failed = count('numFailedTests') + count('numPendingTests') + count('numTodoTests');
  const unexplained = failed === 0 && (exitCode !== 0 || passed === 0);
  return { passed, failed: failed + (unexplained ? 1 : 0) };
}

/** @param {string} path */
function read(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    console.error(`No test results: ${error}`);
    return null;
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const { passed, failed } = summarize(read(process.argv[2] ?? ''), Number(process.argv[3] ?? 1));
  console.log(`${passed} passed, ${failed} failed`);
  process.exitCode = failed === 0 ? 0 : 1;
}
