/** Level 16's other robots: one boundary for all, and nobody turned out. */
import { describe, expect, it } from 'vitest';
import type { LevelData } from '../../src/cli/robots.ts';
import { metric, stars } from '../../src/sim/index.ts';
import { levelOf, mean, played } from './level.ts';

const SEEDS = Array.from({ length: 8 }, (_, i) => i + 1);

const level = (): Promise<LevelData> => levelOf('16-sandbox-container-machine');

describe('in level 16', () => {
  it.each(['container', 'sandbox', 'microVm', 'virtualMachine'])(
    '%s for everybody does not get them on',
    async (style) => {
      for (const w of played(await level(), SEEDS, { style, evict: 0 }))
        expect(stars(w), `in time ${metric(w, 'inTimeShare')?.value}`).toBeLessThanOrEqual(1);
    },
  );

  it('a second style wins: by trust alone', async () => {
    const earned = played(await level(), SEEDS, { style: 'trust' }).map(stars);
    expect(earned.filter((n) => n >= 2).length, earned.join()).toBe(SEEDS.length);
  });

  it('whoever turns nobody out, sees more fall with them', async () => {
    const data = await level();
    const watched = mean(played(data, SEEDS, { style: 'trust' }), 'reachedGuests');
    expect(mean(played(data, SEEDS, { style: 'trust', evict: 0 }), 'reachedGuests')).toBeGreaterThan(watched + 1);
  });
});
