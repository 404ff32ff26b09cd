import { describe, expect, test } from 'vitest';
import { levelOf } from '../../src/cli/inputs.ts';
import { runRobot } from '../../src/cli/robots.ts';
import { type Int, metric, type Robot, stars } from '../../src/sim/index.ts';

const SEEDS = [1, 2, 3, 4];
const LONG = 60_000;
const level = await levelOf('12-drivers-for-the-closed');
const { reference, second } = level.file.robots;

const played = (robot: Robot) => SEEDS.map((seed) => runRobot(level, seed, robot).world);
const mean = (worlds: ReturnType<typeof played>, name: string): number =>
  worlds.reduce((sum, w) => sum + (metric(w, name)?.value ?? 0), 0) / worlds.length;
const always = (window: Int): Robot => ({ policy: 'polling', params: { window }, reactionMs: 500 });

describe('who turns looks as the work turns', () => {
  test('wins by what the day brings, and by how long the last halts were', { timeout: LONG }, () => {
    expect(played(reference).map(stars)).toEqual(SEEDS.map(() => 3));
    for (const w of played(second ?? reference)) expect(stars(w)).toBeGreaterThanOrEqual(2);
  });

  test('earns what no look that stays the same earns', { timeout: LONG }, () => {
    for (const window of [0, 14_700, 63_000]) for (const w of played(always(window))) expect(stars(w)).toBe(0);
  });

  test('answers sooner than who never looks, and polls less for nobody than who always does', { timeout: LONG }, () => {
    const own = played(reference);
    expect(2 * mean(own, 'requestP50')).toBeLessThan(1.2 * mean(played(always(0)), 'requestP50'));
    expect(2 * mean(own, 'polledForNobody')).toBeLessThan(mean(played(always(63_000)), 'polledForNobody'));
  });
});

test('a driver for everybody makes the one give up who cannot bear its restart', { timeout: LONG }, () => {
  const all = played({ ...reference, params: { ...reference.params, all: 1 } });
  expect(Math.min(...all.map((w) => metric(w, 'reboots')?.value ?? 0))).toBeGreaterThanOrEqual(1);
});

test('without drivers guests give up', { timeout: LONG }, () => {
  const without = played({ ...reference, params: { ...reference.params, install: 0 } });
  expect(mean(without, 'reboots')).toBeGreaterThanOrEqual(2);
  expect(mean(played(reference), 'reboots')).toBe(0);
});
