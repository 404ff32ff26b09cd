/** Level 2's other robots: neither answer alone is enough, and there is more than one way to mix them. */
import { beforeAll, describe, expect, it } from 'vitest';
import { type LevelData, runRobot } from '../../src/cli/robots.ts';
import { metric, type Robot, stars } from '../../src/sim/index.ts';
import { levelOf } from './level.ts';

const SEEDS = Array.from({ length: 12 }, (_, i) => i + 1);
let level: LevelData;
beforeAll(async () => {
  level = await levelOf('02-almost-virtual');
});

const but = (params: Robot['params']): Robot => {
  const { reference } = level.file.robots;
  return { ...reference, reactionMs: 1000, params: { ...reference.params, ...params } };
};

/** Over the seeds: on how many at least so many stars were earned, and the mean useful share and line. */
function played(robot: Robot): { stars: [number, number, number]; useful: number; line: number } {
  const earned: [number, number, number] = [0, 0, 0];
  let useful = 0;
  let line = 0;
  for (const seed of SEEDS) {
    const { world } = runRobot(level, seed, robot);
    const n = stars(world);
    for (const star of [0, 1, 2] as const) if (n > star) earned[star]++;
    useful += (metric(world, 'usefulShare')?.value ?? 0) / SEEDS.length;
    line += (metric(world, 'printerWaitP90')?.value ?? 0) / SEEDS.length;
  }
  return { stars: earned, useful, line };
}

describe('in level 2', () => {
  it('weighing both is more useful than either answer alone', () => {
    const rule = played(but({})).useful;
    expect(rule - played(but({ over: 0 })).useful).toBeGreaterThan(400);
    expect(rule - played(level.file.robots.idle).useful).toBeGreaterThan(1000);
  });

  it('who spools all that stands in line has the shortest lines, and too little work done', () => {
    const all = played({ ...but({ over: 0, holder: 0 }), reactionMs: 500 });
    expect(all.line).toBeLessThan(played(but({})).line / 2);
    expect(all.stars[1]).toBe(0);
  });

  it('sending the holder away, and letting others pass it, both win', () => {
    expect(played(but({ line: 0 })).stars[1]).toBeGreaterThanOrEqual(0.9 * SEEDS.length);
    expect(played(but({ holder: 0 })).stars[1]).toBeGreaterThanOrEqual(0.9 * SEEDS.length);
  });

  it('the end still needs a hand', () => {
    const third = Math.round((2 / 3) * level.file.seconds * 192_000);
    expect(played(but({ handsOff: third })).stars[1]).toBe(0);
  });
});
