/** Level 9's other robots: both places of the driver domain win, nothing that is set once does, and neither does letting go. */
import { beforeAll, describe, expect, it } from 'vitest';
import { type LevelData, runRobot } from '../../src/cli/robots.ts';
import { metric, type Robot, stars } from '../../src/sim/index.ts';
import { levelOf } from './level.ts';

const SEEDS = Array.from({ length: 24 }, (_, i) => i + 1);
/** of the level's Xeon at 2.4 GHz */
const CYCLES_PER_US = 2400;
let level: LevelData;
beforeAll(async () => {
  level = await levelOf('09-rings-and-batches');
});

/** The reference at a second of reaction, but for some of its parameters. */
const but = (params: Robot['params']): Robot => {
  const { reference } = level.file.robots;
  return { ...reference, reactionMs: 1000, params: { ...reference.params, ...params } };
};

/** Over the seeds: on how many at least one, and two stars were earned; means of useful share, crossings per request and p95. */
function played(robot: Robot) {
  const sum = { one: 0, two: 0, useful: 0, crossings: 0, p95: 0 };
  for (const seed of SEEDS) {
    const { world } = runRobot(level, seed, robot);
    if (stars(world) >= 1) sum.one++;
    if (stars(world) >= 2) sum.two++;
    sum.useful += (metric(world, 'usefulShare')?.value ?? 0) / SEEDS.length;
    sum.p95 += (metric(world, 'requestP95')?.value ?? 0) / SEEDS.length;
    const rings = world.kept.rings ?? [];
    const of = (count: 'told' | 'served') => rings.reduce((all, ring) => all + ring[count], 0);
    sum.crossings += of('told') / of('served') / SEEDS.length;
  }
  return sum;
}

describe('in level 9', () => {
  it('the domain wins on a shared processor, and on one of its own with smaller batches', () => {
    const shared = played(but({ own: 0 }));
    const own = played(but({ own: 1, fill: 50, sure: 38 }));
    expect(shared.two).toBeGreaterThanOrEqual(0.9 * SEEDS.length);
    expect(own.two).toBeGreaterThanOrEqual(0.7 * SEEDS.length);
    expect(own.crossings).toBeGreaterThan(shared.crossings);
    expect(own.p95).toBeLessThan(shared.p95);
  });

  it('whoever tells of each request has calls and switches instead of work', () => {
    const each = played(level.file.robots.naive);
    expect(each.crossings).toBeCloseTo(1, 1);
    expect(played(but({})).useful - each.useful).toBeGreaterThan(400);
  });

  it.each([
    { batch: 2 },
    { batch: 5 },
    { batch: 12 },
    { batch: 40 },
    { batch: 1, domainPcpu: 1 },
    { batch: 2, domainPcpu: 1 },
    { batch: 5, domainPcpu: 1 },
    { batch: 12, domainPcpu: 1 },
  ])('whoever sets up %o and leaves it mostly earns nothing', (params) => {
    expect(played({ policy: 'tuned', params, reactionMs: 500 }).one).toBeLessThanOrEqual(0.1 * SEEDS.length);
  });

  it('the last third still needs a hand: whoever lets go then often loses', () => {
    const letsGo = Math.round(0.667 * level.file.seconds * (level.file.playSecondNs / 1000) * CYCLES_PER_US);
    expect(played(but({ handsOff: letsGo })).one).toBeLessThan((2 / 3) * SEEDS.length);
  });
});
