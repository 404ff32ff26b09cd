/** Level 13's other robots: one mode for all, and one look at the door. */
import { describe, expect, it } from 'vitest';
import { type LevelData, runRobot } from '../../src/cli/robots.ts';
import { loadLevel } from '../../src/levels/index.ts';
import { metric, type Robot, stars, type World } from '../../src/sim/index.ts';

const SEEDS = Array.from({ length: 8 }, (_, i) => i + 1);

async function level(): Promise<LevelData> {
  const loaded = await loadLevel('13-the-spectrum');
  if (!loaded.ok) throw new Error(`${loaded.code} at ${loaded.path}`);
  return loaded.value;
}

/** The reference, but for some of its parameters. */
const played = (data: LevelData, params: Robot['params']): World[] =>
  SEEDS.map((seed) => {
    const { reference } = data.file.robots;
    return runRobot(data, seed, { ...reference, params: { ...reference.params, ...params } }).world;
  });
const mean = (worlds: readonly World[], name: string): number =>
  worlds.reduce((sum, w) => sum + (metric(w, name)?.value ?? 0) / worlds.length, 0);

describe('in level 13', () => {
  it.each(['delivered', 'drivers', 'pvhvm', 'pvh', 'pv'])('%s for everybody does not get them on', async (style) => {
    for (const w of played(await level(), { style }))
      expect(stars(w), `pace ${metric(w, 'workPace')?.value}`).toBeLessThanOrEqual(1);
  });

  it('a second style wins: assembled once, for the whole stay', async () => {
    const earned = played(await level(), { style: 'settle', horizon: 90 }).map(stars);
    expect(earned.filter((n) => n >= 2).length, earned.join()).toBe(SEEDS.length);
  });

  it('following the loads by a few restarts is worth more than that', async () => {
    const data = await level();
    const settled = mean(played(data, { style: 'settle', horizon: 90 }), 'workPace');
    const followed = played(data, {});
    expect(mean(followed, 'workPace')).toBeGreaterThan(settled + 200);
    const changes = mean(followed, 'modeChanges');
    expect(changes).toBeGreaterThan(1);
    expect(changes).toBeLessThan(8);
  });
});
