import { beforeAll, expect, test } from 'vitest';
import { asText, type Report, report, validate } from '../../src/cli/validate.ts';

let result: Report;
beforeAll(async () => {
  result = await report();
});

test('single operations take in the simulation exactly what was published', () => {
  expect(result.micro.length).toBeGreaterThan(60);
  const derived = result.micro.filter((row) => row.derived);
  expect(derived.length).toBeGreaterThanOrEqual(9);
  for (const row of result.micro) expect(row).toEqual({ ...row, predicted: row.published });
});

test('a row that a count was fitted to meets its figure', () => {
  const fitted = result.macro.filter((row) => row.fitted);
  expect(fitted.map(({ id }) => id)).toEqual([
    'fork.vmw',
    'exec.vmw',
    'mmap.xenpv',
    'mmap.vmw',
    'mmap.uml',
    'netperf.base',
    'netperf.share.base',
    'netperf.share.deliv',
    'graphics-2d.bt',
  ]);
  // a price, not a count, was computed from netperf.share.deliv: what it leaves out shows
  for (const row of fitted)
    expect(Math.abs(row.error), row.id).toBeLessThan(row.id === 'netperf.share.deliv' ? 4 : 0.5);
});

/** Errors of the predictions in percent, as they are: they may be large, but not change unnoticed. */
const ERRORS: Record<string, number> = {
  'fork.xenpv': 5.1,
  'exec.xenpv': -1.5,
  'fork.uml': -90.7,
  'exec.uml': -85.4,
  'stat.xenpv': 5.7,
  'stat.vmw': -17.0,
  'stat.uml': -29.3,
  'open-close.xenpv': 3.2,
  'open-close.vmw': -17.1,
  'open-close.uml': -19.7,
  'forkwait.p4': 30.3,
  'forkwait.core': 13.6,
  'forkwait.own-prices': -74.0,
  'netperf.deliv': -15.7,
  'netperf.eli': -11.8,
  'netperf.share.eli': 0.1,
  'netperf.bare': -13.1,
  'signal.xenpv': 43.4,
  'signal.vmw': -34.1,
  'signal.uml': 10.8,
  'select.xenpv': 0.4,
  'select.vmw': -46.1,
  'select.uml': -24.9,
  'create-10K.xenpv': -3.2,
  'create-10K.vmw': -21.9,
  'create-10K.uml': -44.5,
  'delete-10K.xenpv': -8.0,
  'delete-10K.vmw': -40.3,
  'delete-10K.uml': -67.5,
  'switch-8p-16K.xenpv': -27.4,
  'switch-8p-16K.vmw': -18.0,
  'switch-8p-16K.uml': -3.3,
  'switch-16p-64K.xenpv': -1.5,
  'switch-16p-64K.vmw': -23.9,
  'switch-16p-64K.uml': 0.6,
  'packet.hosted': 107.5,
  'tcp-round-trip.docker': -47.1,
  'tcp-round-trip.kvm': -37.4,
  'udp-round-trip.docker': -51.2,
  'udp-round-trip.kvm': -37.0,
  'pxz.docker': 3.7,
  'linpack.docker': 0.0,
  'disk-read-qemu': 109.4,
  'disk-read-fc': 86.3,
  'disk-read-latency': -47.7,
  'graphics-2d.hvm1': 42.7,
  'udp-latency.base': -5.5,
  'udp-latency.deliv': -2.7,
  'udp-latency.eli': -2.0,
};

/** Programs whose systems come out in another order than was published. */
const DISORDERED = ['tcp-round-trip', 'udp-round-trip'];

test('the order of the systems is as published, but for what is known to differ', () => {
  expect(result.orders.length).toBeGreaterThanOrEqual(12);
  expect(result.orders.filter(({ agrees }) => !agrees).map(({ program }) => program)).toEqual(DISORDERED);
  for (const { predicted, published } of result.orders) expect([...predicted].sort()).toEqual([...published].sort());
});

test('predictions are of packets, disks, processes, hosted and user-mode guests too', () => {
  const predicted = result.macro.filter((row) => !row.fitted).map(({ id }) => id);
  for (const one of ['packet.hosted', 'udp-round-trip.kvm', 'disk-read-qemu', 'fork.uml', 'create-10K.uml'])
    expect(predicted).toContain(one);
});

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

/**
 * How long a kernel holds its lock rests on no figure, and level 14 is about locks among other things; nor does the price of
 * a call that is not there, in level 8. In level 1 guests soon come back to a pCPU that others have used: how much of their
 * cache has gone meanwhile rests on COLD_DIVISOR.
 */
const GUESSED: Record<string, number> = {
  '01-host-and-guest': 0.07,
  '08-hypercalls': 0.12,
  '14-containers': 0.78,
};

test('little of what the reference runs pay is assumed, but for what is said', () => {
  expect(result.weighed.map(({ level }) => level)).toEqual(
    expect.arrayContaining(['01-host-and-guest', '04-trap-and-emulate', '08-hypercalls', '14-containers']),
  );
  for (const { level, cycles, assumed, carried } of result.weighed) {
    expect(cycles, level).toBeGreaterThan(0);
    expect(assumed / cycles, level).toBeLessThan(GUESSED[level] ?? 0.05);
    expect(assumed + carried, level).toBeLessThanOrEqual(cycles);
  }
});

test('the report is printed as text and as one JSON object', async () => {
  expect(asText(result)).toContain('REPRODUCED BY CONSTRUCTION (63 of 63 exact');
  expect(asText(result)).toMatch(/PREDICTED \(\d+ rows/);
  expect(asText(result)).toMatch(/exec\.xenpv +756 +768 +us +−1\.5%/);
  const { out, ok } = await validate(true);
  expect(ok).toBe(true);
  expect(JSON.parse(out)).toMatchObject({
    ok: true,
    micro: result.micro,
    costs: { assumed: result.costs.assumedIds.length },
  });
});
