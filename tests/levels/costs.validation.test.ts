import { beforeAll, expect, test } from 'vitest';
import { asText, type Report, report, validate } from '../../src/cli/validate.ts';

let result: Report;
beforeAll(async () => {
  result = await report();
});

test('single operations take in the simulation exactly what was published', () => {
  expect(result.micro.length).toBeGreaterThan(60);
  for (const row of result.micro) expect(row).toEqual({ ...row, predicted: row.published });
});

test('a row that a count was fitted to meets its figure', () => {
  const fitted = result.macro.filter((row) => row.fitted);
  expect(fitted.map(({ id }) => id)).toEqual([
    'fork.xenpv',
    'exec.xenpv',
    'mmap.xenpv',
    'netperf.base',
    'netperf.share.base',
  ]);
  for (const row of fitted) expect(Math.abs(row.error), row.id).toBeLessThan(0.5);
});

/** Errors of the predictions in percent, as they are: they may be large, but not change unnoticed. */
const ERRORS: Record<string, number> = {
  'fork.vmw': -3.2,
  'exec.vmw': 9.9,
  'mmap.vmw': 6.6,
  'mmap.uml': 0.8,
  'fork.uml': -91.5,
  'exec.uml': -84.7,
  'stat.xenpv': 5.7,
  'stat.vmw': -17.0,
  'stat.uml': -29.3,
  'open-close.xenpv': 3.2,
  'open-close.vmw': -17.1,
  'open-close.uml': -19.7,
  'forkwait.p4': 26.0,
  'forkwait.core': 9.8,
  'forkwait.own-prices': -74.0,
  'netperf.deliv': -15.7,
  'netperf.share.deliv': -3.8,
  'netperf.eli': -11.8,
  'netperf.share.eli': 0.1,
  'netperf.bare': -13.1,
};

test('predictions miss by what they are known to miss', () => {
  const predictions = result.macro.filter((row) => !row.fitted);
  expect(predictions.map(({ id }) => id).sort()).toEqual(Object.keys(ERRORS).sort());
  for (const { id, error } of predictions) expect(error, id).toBeCloseTo(ERRORS[id] ?? Number.NaN, 1);
});

test('shorter slices lose more, as much as switch and cold cache take of them', () => {
  const losses = result.slices.map(({ us, loss }) => [us, Math.round(loss * 100) / 100]);
  expect(losses).toEqual([
    [30000, 0.13],
    [5000, 0.77],
    [1000, 3.87],
    [100, 38.66],
  ]);
});

test('little of what the reference runs pay is assumed', () => {
  expect(result.weighed.map(({ level }) => level)).toEqual(
    expect.arrayContaining(['01-host-and-guest', '04-trap-and-emulate', '08-hypercalls', '14-containers']),
  );
  for (const { level, cycles, assumed, carried } of result.weighed) {
    expect(cycles, level).toBeGreaterThan(0);
    expect(assumed / cycles, level).toBeLessThan(0.05);
    expect(assumed + carried, level).toBeLessThanOrEqual(cycles);
  }
});

test('the report is printed as text and as one JSON object', async () => {
  expect(asText(result)).toContain('63 of 63 exact');
  expect(asText(result)).toMatch(/exec\.vmw +2528 +2300 +us +\+9\.9%/);
  const { out, ok } = await validate(true);
  expect(ok).toBe(true);
  expect(JSON.parse(out)).toMatchObject({ ok: true, micro: result.micro, costs: { assumed: 4 } });
});
