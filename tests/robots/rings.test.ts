/** Level 9's other robots: the driver domain's place is right for a time, nothing that is set once does, and neither does letting go. */
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

/** Over the seeds: on how many at least one, two and three stars were earned; means of useful share, crossings per request and p95. */
function played(robot: Robot) {
  const sum = { one: 0, two: 0, three: 0, useful: 0, crossings: 0, p95: 0 };
  for (const seed of SEEDS) {
    const { world } = runRobot(level, seed, robot);
    if (stars(world) >= 1) sum.one++;
    if (stars(world) >= 2) sum.two++;
    if (stars(world) === 3) sum.three++;
    sum.useful += (metric(world, 'usefulShare')?.value ?? 0) / SEEDS.length;
    sum.p95 += (metric(world, 'requestP95')?.value ?? 0) / SEEDS.length;
    const rings = world.kept.rings ?? [];
    const of = (count: 'told' | 'served') => rings.reduce((all, ring) => all + ring[count], 0);
    sum.crossings += of('told') / of('served') / SEEDS.length;
  }
  return sum;
}

describe('in level 9', () => {
  it('its own processor for the rushes alone wins on nearly all days; for good it costs work, and never it costs time', () => {
    const [turned, never, always] = [2, 0, 1].map((own) => played(but({ own })));
    expect(turned?.three).toBeGreaterThanOrEqual(0.9 * SEEDS.length);
    // shared, it is told while it waits for its turn: some answers are late
    expect(never?.two).toBeGreaterThanOrEqual(0.9 * SEEDS.length);
    expect(never?.p95).toBeGreaterThan(1.1 * (turned?.p95 ?? 0));
    // alone, it leaves its processor idle while guests compute
    expect(always?.two).toBeLessThanOrEqual(0.6 * SEEDS.length);
    expect(always?.two).toBeGreaterThanOrEqual(0.1 * SEEDS.length);
    expect(always?.useful).toBeLessThan((turned?.useful ?? 0) - 300);
    expect(always?.p95).toBeLessThan(never?.p95 ?? 0);
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
