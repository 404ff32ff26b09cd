/** Level 24's other robots: one platform for the whole rack, and nobody turned out. */
import { describe, expect, it } from 'vitest';
import type { LevelData } from '../../src/cli/robots.ts';
import { runRobot } from '../../src/cli/robots.ts';
import { stars } from '../../src/sim/index.ts';
import { levelOf, mean, played } from './level.ts';

const SEEDS = Array.from({ length: 8 }, (_, i) => i + 1);

const level = (): Promise<LevelData> => levelOf('24-integrated-solutions');

describe('in level 24', () => {
  it.each(['kvmLxc', 'kvm', 'xen'])('%s on every host gets fewer jobs done than a rack of two kinds', async (one) => {
    const data = await level();
    const mixed = mean(played(data, SEEDS, {}), 'inTimeShare');
    expect(mean(played(data, SEEDS, { a: one, b: one, c: one }), 'inTimeShare')).toBeLessThan(mixed - 400);
  });

  it.each(['kvmLxc', 'kvm', 'xen'])('%s on every host earns three stars on one day of four at most', async (one) => {
    const earned = played(await level(), SEEDS, { a: one, b: one, c: one }).map(stars);
    expect(earned.filter((n) => n === 3).length, earned.join()).toBeLessThanOrEqual(SEEDS.length / 4);
  });

  it('a second style wins: platforms that follow who comes', async () => {
    const data = await level();
    const { second } = data.file.robots;
    if (second === undefined) throw new Error('there is no second style');
    const earned = SEEDS.map((seed) => stars(runRobot(data, seed, second).world));
    expect(earned.filter((n) => n >= 2).length, earned.join()).toBeGreaterThanOrEqual(SEEDS.length - 1);
  });

  it('whoever turns nobody out, sees more fall with them', async () => {
    const data = await level();
    const watched = mean(played(data, SEEDS, {}), 'reachedGuests');
    expect(mean(played(data, SEEDS, { evict: 0 }), 'reachedGuests')).toBeGreaterThan(watched + 1);
  });
});
