import { expect, test } from 'vitest';
import { summarize } from '../../tools/summary.mjs';

const results = { numPassedTests: 5, numFailedTests: 0, numPendingTests: 0, numTodoTests: 0 };

test.each([
  ['all is well', results, 0, { passed: 5, failed: 0 }],
  ['failed tests count as they are', { ...results, numFailedTests: 2 }, 1, { passed: 5, failed: 2 }],
  ['lint, types or an unhandled error: a failure without a failed test', results, 1, { passed: 5, failed: 1 }],
  ['a skipped test is a failure', { ...results, numPendingTests: 1 }, 0, { passed: 5, failed: 1 }],
  ['a test still to be written is a failure', { ...results, numTodoTests: 3 }, 0, { passed: 5, failed: 3 }],
  ['a run without tests is a failure', { ...results, numPassedTests: 0 }, 0, { passed: 0, failed: 1 }],
  ['no report is a failure, whatever the exit code', null, 0, { passed: 0, failed: 1 }],
  ['a report that is none', 'garbage', 0, { passed: 0, failed: 1 }],
])('%s', (_name, report, exitCode, expected) => {
  expect(summarize(report, exitCode)).toEqual(expected);
});
