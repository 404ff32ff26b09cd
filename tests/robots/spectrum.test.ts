/** Level 13's other robots: one mode for all, and one look at the door. */
import { describe, expect, it } from 'vitest';
import type { LevelData } from '../../src/cli/robots.ts';
import { metric, stars } from '../../src/sim/index.ts';
import { levelOf, mean, played } from './level.ts';

const SEEDS = Array.from({ length: 8 }, (_, i) => i + 1);

const level = (): Promise<LevelData> => levelOf('13-the-spectrum');

describe('in level 13', () => {
  it.each(['delivered', 'drivers', 'pvhvm', 'pvh', 'pv'])('%s for everybody does not get them on', async (style) => {
    for (const w of played(await level(), SEEDS, { style }))
      expect(stars(w), `pace ${metric(w, 'workPace')?.value}`).toBeLessThanOrEqual(1);
  });

  it('a second style wins: assembled once, for the whole stay', async () => {
    const earned = played(await level(), SEEDS, { style: 'settle', horizon: 90 }).map(stars);
    expect(earned.filter((n) => n >= 2).length, earned.join()).toBe(SEEDS.length);
  });

  it('following the loads by a few restarts is worth more than that', async () => {
    const data = await level();
    const settled = mean(played(data, SEEDS, { style: 'settle', horizon: 90 }), 'workPace');
    const followed = played(data, SEEDS, {});
    expect(mean(followed, 'workPace')).toBeGreaterThan(settled + 200);
    const changes = mean(followed, 'modeChanges');
    expect(changes).toBeGreaterThan(1);
    expect(changes).toBeLessThan(8);
  });
});
