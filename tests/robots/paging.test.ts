/** Level 11's other robots: set up once, without the large pages, without the levers. */
import { describe, expect, it } from 'vitest';
import type { LevelData } from '../../src/cli/robots.ts';
import { metric, type Robot, stars } from '../../src/sim/index.ts';
import { levelOf, mean, played } from './level.ts';

const SEEDS = Array.from({ length: 10 }, (_, i) => i + 1);

const level = (): Promise<LevelData> => levelOf('11-pages-in-two-dimensions');

describe('in level 11', () => {
  const rows: [string, Robot['params']][] = [
    ['nested for everybody, large pages to the first', { style: 'all', pages: 'first' }],
    ['nested for everybody', { style: 'all', pages: 'none' }],
    ['the first look, and never again', { style: 'once', pages: 'first', window: 12_000, horizon: 90_000, worth: 50 }],
    ['large pages alone', { levers: 0 }],
  ];
  it.each(rows)('%s does not get the work done', async (_, params) => {
    for (const w of played(await level(), SEEDS, params))
      expect(stars(w), `work ${metric(w, 'workShare')?.value}`).toBeLessThanOrEqual(1);
  });

  it('a second style wins: large pages stay where they are, levers follow the phases', async () => {
    const earned = played(await level(), SEEDS, { pages: 'first', worth: 100 }).map(stars);
    expect(earned.filter((n) => n >= 2).length, earned.join()).toBeGreaterThanOrEqual(9);
  });

  it('every verb counts: each that is left alone costs work, or lets web wait', async () => {
    const data = await level();
    const reference = played(data, SEEDS, {});
    const work = mean(reference, 'workShare');
    expect(mean(played(data, SEEDS, { pages: 'none' }), 'workShare')).toBeLessThan(work - 200);
    expect(mean(played(data, SEEDS, { levers: 0 }), 'workShare')).toBeLessThan(work - 700);
    const waits = mean(played(data, SEEDS, { swaps: 0, urgent: 0 }), 'requestP90', 'web');
    expect(waits).toBeGreaterThan(1.3 * mean(reference, 'requestP90', 'web'));
  });

  it('large pages are missed less', async () => {
    const data = await level();
    const share = (params: Robot['params']): number => mean(played(data, SEEDS, params), 'tlbMissShare');
    expect(share({})).toBeLessThan(share({ pages: 'none' }) - 500);
  });
});
