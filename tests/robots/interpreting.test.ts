/** Level 3's other robots: everybody let past at once, everybody milled, only long stretches, or what was just seen. */
import { describe, expect, it } from 'vitest';
import { type LevelData, runRobot } from '../../src/cli/robots.ts';
import { metric, type Robot, stars, type World } from '../../src/sim/index.ts';
import { levelOf } from './level.ts';

const SEEDS = Array.from({ length: 12 }, (_, i) => i + 1);

const level = (): Promise<LevelData> => levelOf('03-instruction-by-instruction');

/** The reference, but for some of its parameters. */
const but = ({ file }: LevelData, params: Robot['params']): Robot => ({
  ...file.robots.reference,
  params: { ...file.robots.reference.params, ...params },
});

const played = (data: LevelData, params: Robot['params']): World[] =>
  SEEDS.map((seed) => runRobot(data, seed, but(data, params)).world);
const mean = (worlds: readonly World[], name: string, of?: string): number =>
  worlds.reduce((sum, w) => sum + (metric(w, name, of)?.value ?? 0) / worlds.length, 0);

describe('in level 3', () => {
  // what the robot does instead of looking ahead, and why that earns at most one star
  const rows: [string, Robot['params']][] = [
    ['everybody let past, at once and for good', { style: 'all' }],
    ['everybody milled', { style: 'never' }],
    ['the first look, and never again', { style: 'once', window: 1_200, horizon: 3_000, worth: 50 }],
    ['one after the other, whatever they do', { style: 'turns' }],
  ];
  it.each(rows)('%s does not do', async (_, params) => {
    const data = await level();
    for (const w of played(data, params))
      expect(stars(w), `work ${metric(w, 'workShare')?.value}`).toBeLessThanOrEqual(1);
  });

  it('a second style wins: who changes only where it pays six times over, and gives each lever its rest', async () => {
    const data = await level();
    const earned = played(data, { worth: 600, far: 2, rest: 6 }).map(stars);
    expect(earned.filter((n) => n >= 2).length, earned.join()).toBeGreaterThanOrEqual(11);
  });

  it('who sees no red leaks, and loses its second star', async () => {
    const data = await level();
    const blind = played(data, { leak: 0 });
    expect(mean(blind, 'violations', 'all')).toBeGreaterThan(2 * mean(played(data, {}), 'violations', 'all') + 4);
    expect(blind.filter((w) => stars(w) >= 2)).toEqual([]);
  });

  it('both verbs count: who places nobody lets bank wait', async () => {
    const data = await level();
    const placed = mean(played(data, {}), 'requestP90', 'bank');
    expect(mean(played(data, { swaps: 0 }), 'requestP90', 'bank')).toBeGreaterThan(1.2 * placed);
  });
});
