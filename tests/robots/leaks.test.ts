/** Level 5's other robots: each of its three answers alone is not enough, and the rule of renting and buying is not the only way. */
import { beforeAll, describe, expect, it } from 'vitest';
import { type LevelData, runRobot } from '../../src/cli/robots.ts';
import { metric, type Robot, stars } from '../../src/sim/index.ts';
import { levelOf } from './level.ts';

const SEEDS = Array.from({ length: 12 }, (_, i) => i + 1);
let level: LevelData;
beforeAll(async () => {
  level = await levelOf('05-leaks');
});

/** The reference at a second of reaction, but for some of its parameters. */
const but = (params: Robot['params']): Robot => {
  const { reference } = level.file.robots;
  return { ...reference, reactionMs: 1000, params: { ...reference.params, ...params } };
};

/** Over the seeds: on how many at least so many stars were earned, and the mean speed and leaks. */
function played(robot: Robot): { stars: [number, number, number]; speed: number; leaks: number } {
  const earned: [number, number, number] = [0, 0, 0];
  let speed = 0;
  let leaks = 0;
  for (const seed of SEEDS) {
    const { world } = runRobot(level, seed, robot);
    const n = stars(world);
    for (const star of [0, 1, 2] as const) if (n > star) earned[star]++;
    speed += (metric(world, 'workPerCycle')?.value ?? 0) / SEEDS.length;
    leaks += (metric(world, 'violations')?.value ?? 0) / SEEDS.length;
  }
  return { stars: earned, speed, leaks };
}

describe('in level 5', () => {
  it('the rule is faster than patching everything, and than translating everything', () => {
    const rule = played(but({})).speed;
    expect(rule - played(but({ translate: 0 })).speed).toBeGreaterThan(500);
    expect(rule - played(but({ atOnce: 1 })).speed).toBeGreaterThan(300);
  });

  it('whoever goes by the speed of the counters wins as well, and is not slower', () => {
    const pace = played(level.file.robots.second ?? but({}));
    expect(pace.stars[2]).toBeGreaterThanOrEqual(0.9 * SEEDS.length);
    expect(pace.speed).toBeGreaterThan(played(but({})).speed - 50);
  });

  it('leaving all that tells is fast, and leaks too much for the third star', () => {
    const silent = played(but({ tells: 0 }));
    expect(silent.speed).toBeGreaterThan(played(but({})).speed);
    expect(silent.stars[2]).toBe(0);
  });

  it('patching at the first sight leaks least, and pays for it', () => {
    const strict = played(but({ tells: 1 }));
    const rule = played(but({}));
    expect(strict.leaks).toBeLessThan(rule.leaks - 40);
    expect(strict.speed).toBeLessThan(rule.speed - 150);
  });

  it('the end still needs a hand: whoever lets go in the last third loses guests', () => {
    const third = Math.round((2 / 3) * level.file.seconds * 7600);
    expect(played(but({ handsOff: third })).stars[0]).toBe(0);
  });
});
