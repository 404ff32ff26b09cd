/** Level 14's other robots: limits without diagnosis, and a door that stays shut. */
import { describe, expect, it } from 'vitest';
import { type LevelData, runRobot } from '../../src/cli/robots.ts';
import { loadLevel } from '../../src/levels/index.ts';
import { metric, type Robot, stars } from '../../src/sim/index.ts';

const SEEDS = Array.from({ length: 12 }, (_, i) => i + 1);

async function level(): Promise<LevelData> {
  const loaded = await loadLevel('14-containers');
  if (!loaded.ok) throw new Error(`${loaded.code} at ${loaded.path}`);
  return loaded.value;
}

describe('in level 14', () => {
  // robot, what it may earn at most, and the metric that says why it earns no more
  const rows: [string, Robot, number, string][] = [
    ['a cap for everybody keeps nobody happy', { policy: 'capAll', params: {}, reactionMs: 500 }, 1, 'reboots'],
    ['limits for good cost freedom', { policy: 'preset', params: { weights: 1 }, reactionMs: 1000 }, 2, 'limitedShare'],
    ['a shut door hosts nobody', { policy: 'containers', params: { visitors: 0 }, reactionMs: 1000 }, 2, 'hostedShare'],
  ];
  it.each(rows)('%s', async (_, robot, most, why) => {
    const data = await level();
    for (const seed of SEEDS) {
      const { world } = runRobot(data, seed, robot);
      const value = metric(world, why)?.value;
      expect(stars(world), `seed ${seed}: ${why} ${value}`).toBeLessThanOrEqual(most);
    }
  });

  it('limits for good do keep everybody served: two stars without a diagnosis', async () => {
    const data = await level();
    const robot: Robot = { policy: 'preset', params: { weights: 1 }, reactionMs: 1000 };
    const earned = SEEDS.map((seed) => stars(runRobot(data, seed, robot).world));
    expect(earned.filter((n) => n === 2).length, earned.join()).toBeGreaterThanOrEqual(10);
  });
});
