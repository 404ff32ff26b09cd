/** Level 8's other robots: what is left of the gain without one of its two halves, without following, without choosing. */
import { describe, expect, it } from 'vitest';
import { type LevelData, runRobot } from '../../src/cli/robots.ts';
import { loadLevel } from '../../src/levels/index.ts';
import { metric, type Robot, stars } from '../../src/sim/index.ts';

const SEEDS = Array.from({ length: 12 }, (_, i) => i + 1);

async function level(): Promise<LevelData> {
  const loaded = await loadLevel('08-hypercalls');
  if (!loaded.ok) throw new Error(`${loaded.code} at ${loaded.path}`);
  return loaded.value;
}

/** The reference, but for some of its parameters. */
const but = ({ file }: LevelData, params: Robot['params']): Robot => ({
  ...file.robots.reference,
  params: { ...file.robots.reference.params, ...params },
});

describe('in level 8', () => {
  // what the robot leaves out, what it may earn at most, and the metric that says why it earns no more
  const rows: [string, Robot['params'], number, string][] = [
    ['a port is nothing without a hypercall', { table: 0 }, 1, 'usefulShare'],
    ['a hypercall is nothing without a port', { port: 0, table: 2 }, 1, 'usefulShare'],
    ['whoever enables them all is not small', { table: 2 }, 2, 'hypercallsMost'],
  ];
  it.each(rows)('%s', async (_, params, most, why) => {
    const data = await level();
    for (const seed of SEEDS) {
      const { world } = runRobot(data, seed, but(data, params));
      expect(stars(world), `seed ${seed}: ${why} ${metric(world, why)?.value}`).toBeLessThanOrEqual(most);
    }
  });

  // mean useful share over the seeds, in basis points
  const useful = (data: LevelData, params: Robot['params']): number =>
    SEEDS.reduce((sum, seed) => {
      const { world } = runRobot(data, seed, but(data, params));
      return sum + (metric(world, 'usefulShare')?.value ?? 0) / SEEDS.length;
    }, 0);

  it('with two calls at once it pays to follow the mix, and to port the dearest kernel first', async () => {
    const data = await level();
    const reference = useful(data, {});
    expect(reference - useful(data, { table: 3 }), 'the first two calls for good').toBeGreaterThan(50);
    expect(reference - useful(data, { port: 2 }), 'kernels as they stand on the screen').toBeGreaterThan(50);
  });
});
