/** Level 10's other robots: the levers left alone, set once, pulled in turn, or read by their bars alone. */
import { describe, expect, it } from 'vitest';
import { type LevelData, runRobot } from '../../src/cli/robots.ts';
import { metric, type Robot, stars, type World } from '../../src/sim/index.ts';
import { levelOf } from './level.ts';

const SEEDS = Array.from({ length: 12 }, (_, i) => i + 1);

const level = (): Promise<LevelData> => levelOf('10-vt-x-and-amd-v');

/** The reference, but for some of its parameters. */
const but = ({ file }: LevelData, params: Robot['params']): Robot => ({
  ...file.robots.reference,
  params: { ...file.robots.reference.params, ...params },
});

const played = (data: LevelData, params: Robot['params']): World[] =>
  SEEDS.map((seed) => runRobot(data, seed, but(data, params)).world);
const mean = (worlds: readonly World[], name: string, of?: string): number =>
  worlds.reduce((sum, w) => sum + (metric(w, name, of)?.value ?? 0) / worlds.length, 0);

describe('in level 10', () => {
  // what the robot does instead of looking ahead, and why that earns at most one star
  const rows: [string, Robot['params']][] = [
    ['hardware for everybody', { style: 'all' }],
    ['the first look, and never again', { style: 'once', window: 12_000, horizon: 45_000, worth: 50 }],
    ['one after the other, whatever they do', { style: 'turns' }],
  ];
  it.each(rows)('%s does not get the work done', async (_, params) => {
    const data = await level();
    for (const w of played(data, params))
      expect(stars(w), `work ${metric(w, 'workShare')?.value}`).toBeLessThanOrEqual(1);
  });

  it('a second style wins: only long phases are worth a change', async () => {
    const data = await level();
    const earned = played(data, { worth: 400 }).map(stars);
    expect(earned.filter((n) => n >= 2).length, earned.join()).toBeGreaterThanOrEqual(11);
  });

  it('the bars alone are enough for many, and too late for some', async () => {
    const data = await level();
    const earned = played(data, { style: 'bars', worth: 150 }).map(stars);
    const two = earned.filter((n) => n >= 2).length;
    expect(two, earned.join()).toBeGreaterThanOrEqual(3);
    expect(two, earned.join()).toBeLessThan(SEEDS.length);
  });

  it('both verbs count: who places nobody lets desk wait, who changes too often loses the gain again', async () => {
    const data = await level();
    const reference = played(data, {});
    const placed = mean(reference, 'requestP90', 'desk');
    expect(mean(played(data, { swaps: 0 }), 'requestP90', 'desk')).toBeGreaterThan(1.3 * placed);
    const eager = played(data, { worth: 0 });
    expect(mean(eager, 'modeChanges')).toBeGreaterThan(1.4 * mean(reference, 'modeChanges'));
    expect(mean(eager, 'workShare')).toBeLessThan(mean(reference, 'workShare') + 50);
  });
});
