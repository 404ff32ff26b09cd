import { describe, expect, test } from 'vitest';
import { levelOf } from '../../src/cli/inputs.ts';
import { runRobot } from '../../src/cli/robots.ts';
import { type Int, metric, type Robot, stars } from '../../src/sim/index.ts';

const SEEDS = [1, 2, 3, 4, 5, 6];
const LONG = 60_000;
const level = await levelOf('07-virtualize-all-the-devices');
const { reference } = level.file.robots;

const played = (robot: Robot) => SEEDS.map((seed) => runRobot(level, seed, robot).world);
const mean = (worlds: ReturnType<typeof played>, name: string, of?: string): number =>
  worlds.reduce((sum, w) => sum + (metric(w, name, of)?.value ?? 0), 0) / worlds.length;
const housed = (params: Record<string, Int>): Robot => ({ policy: 'housed', params, reactionMs: 500 });
const changed = (params: Record<string, Int>): Robot => ({
  ...reference,
  params: { ...reference.params, ...params },
});

describe('who moves models as the work turns', () => {
  test('does more than whoever keeps any of them inside to the end', { timeout: LONG }, () => {
    const best = mean(played(reference), 'workShare');
    for (const kept of [
      { nic: 1, timer: 1 },
      { disk: 1, timer: 1 },
      { console: 1, timer: 1 },
    ])
      expect(best).toBeGreaterThan(1.1 * mean(played(housed({ ...kept, how: 2 })), 'workShare'));
  });

  test('earns what setting up once does not', { timeout: LONG }, () => {
    expect(played(reference).map(stars)).toEqual(SEEDS.map(() => 3));
    expect(played(housed({ console: 1, timer: 1, how: 1 })).filter((w) => stars(w) >= 2).length).toBeLessThanOrEqual(1);
  });
});

describe('sends', () => {
  test('that are combined save work, and make whoever waits for one wait', { timeout: LONG }, () => {
    const [fitting, never, always] = [reference, changed({ combine: 0 }), changed({ combine: 2, how: 2 })].map(played);
    if (fitting === undefined || never === undefined || always === undefined) throw new Error('three were played');
    expect(mean(fitting, 'workShare')).toBeGreaterThan(1.03 * mean(never, 'workShare'));
    expect(mean(always, 'requestP90', 'till')).toBeGreaterThan(1.1 * mean(fitting, 'requestP90', 'till'));
  });
});
