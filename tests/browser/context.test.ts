/** The graphics card can be taken away and given back at any time: the run waits, and the picture comes back. */
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { wholeText } from '../../src/text/whole.ts';
import { withCard } from '../../tools/withCard.ts';
import { restyle, visit } from './launch.ts';

const { t } = wholeText('en');

/** The size of a screenshot of the canvas alone: a drawn picture takes many more bytes than an empty one. */
const drawn = async (page: Page): Promise<number> => (await page.locator('canvas').screenshot()).length;

test('a run stands while its WebGL context is lost, and is drawn and played on when it is restored', async () => {
  const path = '#/level/01-host-and-guest/play?seed=1';
  const page = await visit({ path, before: withCard, reducedMotion: 'reduce' });
  await page.getByText('Put ledger on the processor.').waitFor();
  await restyle(page, '.overlay, .banners { visibility: hidden !important }');
  const patience = { timeout: 30_000 };
  const empty = 5_000; // bytes
  // the words may be there before the picture, which comes as a chunk of its own
  await expect.poll(() => drawn(page), patience).toBeGreaterThan(2 * empty);
  const context = await page.evaluateHandle(() => {
    const canvas = document.querySelector('canvas');
    const extension = (canvas?.getContext('webgl2') ?? canvas?.getContext('webgl'))?.getExtension('WEBGL_lose_context');
    if (!extension) throw new Error('no way to lose the context');
    return extension;
  });
  const before = await drawn(page);

  await context.evaluate((extension) => extension.loseContext());
  await page.locator('.banner', { hasText: t('error.webgl.lost') }).waitFor({ state: 'attached' });
  await expect.poll(() => drawn(page), patience).toBeLessThan(empty);

  await context.evaluate((extension) => extension.restoreContext());
  await page.locator('.banner', { hasText: t('error.webgl.restored') }).waitFor({ state: 'attached' });
  await expect.poll(() => drawn(page), patience).toBeGreaterThan(before * 0.8);
  await page.keyboard.press('a');
  await page.keyboard.press('z');
  await page.locator('[aria-label^="pCPU 0, ledger"]').waitFor({ state: 'attached' });
  await page.locator(`.pause[aria-label="${t('play.button.resume')}"]`).waitFor({ state: 'attached' });
  const time = page.locator('[role=timer]');
  const stood = await time.textContent();
  await page.keyboard.press('Space');
  await expect.poll(() => time.textContent(), patience).not.toBe(stood);
});
