/** Level 6's other robots: what is left of the gain without one of the three knobs, or when they are set once for good. */
import { beforeAll, describe, expect, it } from 'vitest';
import { type LevelData, runRobot } from '../../src/cli/robots.ts';
import { metric, type Robot, stars } from '../../src/sim/index.ts';
import { levelOf } from './level.ts';

const SEEDS = Array.from({ length: 24 }, (_, i) => i + 1);
/** of the level's Pentium 4 at 3.8 GHz */
const CYCLES_PER_US = 3800;
let level: LevelData;
beforeAll(async () => {
  level = await levelOf('06-binary-translation');
});

/** The reference at a second of reaction, but for some of its parameters. */
const but = (params: Robot['params']): Robot => {
  const { reference } = level.file.robots;
  return { ...reference, reactionMs: 1000, params: { ...reference.params, ...params } };
};

/** Over the seeds: on how many at least two stars were earned, and the mean speed in basis points of the bare machine. */
function played(robot: Robot): { two: number; speed: number } {
  let two = 0;
  let speed = 0;
  for (const seed of SEEDS) {
    const { world } = runRobot(level, seed, robot);
    if (stars(world) >= 2) two++;
    speed += (metric(world, 'workPerCycle')?.value ?? 0) / SEEDS.length;
  }
  return { two, speed };
}

describe('in level 6', () => {
  it('every knob gives something, and places most', () => {
    const all = played(but({})).speed;
    const [room, after, adapt] = [{ room: 0 }, { after: 0 }, { adapt: 0 }].map((one) => all - played(but(one)).speed);
    expect(after, 'without a say about when to translate').toBeGreaterThan(80);
    expect(adapt, 'without a say about stores').toBeGreaterThan(200);
    expect(room, 'without dealing out places').toBeGreaterThan(500);
  });

  it('a second way of playing wins: never touching when to translate', () => {
    expect(played(but({ after: 0 })).two).toBeGreaterThanOrEqual(0.8 * SEEDS.length);
  });

  it('places alone are not enough', () => {
    expect(played(but({ after: 0, adapt: 0 })).two).toBeLessThanOrEqual(0.25 * SEEDS.length);
  });

  it('the last third still needs a hand: whoever lets go then mostly earns one star or none', () => {
    const letsGo = Math.round(0.685 * level.file.seconds * (level.file.playSecondNs / 1000) * CYCLES_PER_US);
    expect(played(but({ handsOff: letsGo })).two).toBeLessThanOrEqual(0.3 * SEEDS.length);
  });

  it.each([
    [{ 'tc.room': 4, 'tc.adapt': 0 }],
    [{ 'tc.room': 4, 'tc.adapt': 1 }],
    [{ 'tc.room': 8 }],
    [{ 'tc.room': 8, 'tc.adapt': 0 }],
    [{ 'tc.room': 8, 'tc.after': 1 }],
    [{ 'tc.room': 12, 'tc.after': 1, 'tc.adapt': 0 }],
    [{ 'tc.room': 12, 'tc.adapt': 0 }],
  ])('whoever sets up %o and leaves it earns one star at most', (params) => {
    const { two, speed } = played({ policy: 'tuned', params, reactionMs: 500 });
    expect(two, `speed ${speed}`).toBe(0);
  });
});
