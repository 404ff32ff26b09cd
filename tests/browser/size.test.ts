/** The game can be played soon after its address is opened: `npm run size` says where the bytes are. */
import { expect, inject, onTestFinished, test } from 'vitest';
import { AIM, partsToFirstPlayable, sumsOf } from '../../tools/sizeParts.ts';
import { browser } from './launch.ts';

test('level 1 can be played after 480 kB, without sound and figures', async () => {
  const context = await (await browser()).newContext();
  onTestFinished(() => context.close());
  const parts = await partsToFirstPlayable(await context.newPage(), inject('url'));
  const { kinds, all } = sumsOf(parts);
  expect([...kinds.keys()].sort()).toEqual(['fonts', 'page', 'phaser', 'scripts', 'styles']);
  expect(all).toBeLessThanOrEqual(AIM);
});
