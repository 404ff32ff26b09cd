/** Every screen, looked at by axe-core; and a picture that was lost comes back. */

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect, test } from 'vitest';
import { LEVEL_IDS } from '../../src/levels/index.ts';
import { visit } from './launch.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

const SCREENS = [
  '',
  '#/map',
  '#/guide',
  '#/guide/exit',
  '#/settings',
  '#/help',
  '#/credits',
  '#/privacy',
  ...[...LEVEL_IDS].flatMap((id) => [`#/level/${id}/briefing`, `#/level/${id}/play?seed=1`]),
];

test.each(SCREENS)('axe finds nothing on %s', async (path) => {
  const page = await visit({ path });
  await page.locator('h1').first().waitFor();
  await page.waitForTimeout(1_500);
  await page.addScriptTag({ content: axe });
  const found = await page.evaluate(async () => {
    const { violations } = await (
      globalThis as unknown as { axe: { run(): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> } }
    ).axe.run();
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html.slice(0, 120)).join(' · ')}`);
  });
  expect(found).toEqual([]);
});

test('the picture comes back when its context was lost', async () => {
  const page = await visit({ path: '#/level/01-host-and-guest/play?seed=1' });
  await page.locator('canvas').waitFor();
  await page.getByText('Put ledger on the processor.').waitFor();
  const lose = await page.evaluateHandle(() => {
    const canvas = document.querySelector('canvas');
    const extension = (canvas?.getContext('webgl2') ?? canvas?.getContext('webgl'))?.getExtension('WEBGL_lose_context');
    if (!extension) throw new Error('no way to lose the context');
    return extension;
  });
  // a drawn picture takes many more bytes than an empty one
  const bytes = async (): Promise<number> => (await page.locator('canvas').screenshot()).length;
  await page.waitForTimeout(1_000);
  const before = await bytes();
  await lose.evaluate((extension) => extension.loseContext());
  await page.waitForTimeout(500);
  await lose.evaluate((extension) => extension.restoreContext());
  await page.waitForTimeout(2_000);
  expect(await bytes()).toBeGreaterThan(before * 0.8);
});
