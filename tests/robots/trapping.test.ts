/** Level 4's other tables: what is left of the stars when a table stands from the beginning, and nobody turns a sign. */
import { beforeAll, describe, expect, it } from 'vitest';
import { type LevelData, runRobot } from '../../src/cli/robots.ts';
import { type Robot, stars } from '../../src/sim/index.ts';
import { levelOf } from './level.ts';

const SEEDS = Array.from({ length: 24 }, (_, i) => i + 1);
let level: LevelData;
beforeAll(async () => {
  level = await levelOf('04-trap-and-emulate');
});

/** The reference, but for some of its parameters: on how many seeds it earned two stars, and three. */
function played(params: Robot['params'], reactionMs = 1000): { two: number; three: number } {
  const { reference } = level.file.robots;
  const robot = { ...reference, reactionMs, params: { ...reference.params, ...params } };
  const earned = SEEDS.map((seed) => stars(runRobot(level, seed, robot).world));
  return { two: earned.filter((n) => n >= 2).length, three: earned.filter((n) => n === 3).length };
}

const FEW = 0.05 * SEEDS.length;

describe('in level 4', () => {
  it.each([
    ['rows latched, people served, nobody injects', { turns: 0, injects: 0 }, 1000],
    ['the same with interrupts', { turns: 0 }, 1000],
    ['the same with slow hands', { turns: 0, injects: 0 }, 2000],
    ['the same, drained more often', { turns: 0, injects: 0, batch: 3, oldest: 4 }, 1000],
    ['the same, drained less often', { turns: 0, injects: 0, batch: 5, oldest: 8 }, 1000],
    ['everybody latched', { latchAll: 1 }, 1000],
    ['terminals latched, clerks served', { turns: 0, own: 'clerks' }, 1000],
    ['everybody served', { serveAll: 1 }, 1000],
  ])('a table that stands wins on hardly any seed: %s', (_, params, reactionMs) => {
    const { two, three } = played(params, reactionMs);
    expect(three).toBeLessThanOrEqual(FEW);
    expect(two).toBeLessThanOrEqual(2 * FEW);
  });

  it('the best table that stands, terminals served and clerks latched, mostly earns one star', () => {
    expect(played({ turns: 0, own: 'terminals' }).two).toBeLessThanOrEqual(0.5 * SEEDS.length);
  });

  it('whoever turns the signs wins, and so does whoever turns only those of terminals', () => {
    expect(played({}).three).toBeGreaterThanOrEqual(0.9 * SEEDS.length);
    expect(played({ own: 'terminals' }).three).toBeGreaterThanOrEqual(0.9 * SEEDS.length);
  });
});
