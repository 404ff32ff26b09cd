/** Level 1 in the real build, played by hands that see only the page. */
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { visit } from './launch.ts';
import { isOver, playOn, withKeys } from './player.ts';

const LEVEL = '#/level/01-host-and-guest/play?seed=1';
/** seconds of the page's time at four times speed: the level, and its end */
const WHOLE = 45;
const LONG = 240_000;

/** Opens level 1 with the page's clock in our hands, at four times speed. */
async function level1(): Promise<Page> {
  const page = await visit({ path: LEVEL, viewport: { width: 960, height: 540 } });
  await page.getByText('Put ledger on the processor.').waitFor();
  await page.clock.install();
  await page.clock.pauseAt(Date.now() + 1_000);
  await page.keyboard.press(']');
  await page.keyboard.press(']');
  return page;
}

/** What the card at the end says, once it can be answered. */
async function ending(page: Page): Promise<string> {
  await page.clock.runFor(2_000);
  return page.getByRole('alertdialog').innerText();
}

const starsShown = (page: Page): Promise<number> => page.getByRole('img', { name: /^[123] of 3 stars/ }).count();

test(
  'level 1 is won with the keyboard alone and nothing to see, and found again after a reload',
  async () => {
    const page = await level1();
    await page.addStyleTag({ content: 'canvas { visibility: hidden !important }' });
    await playOn(page, withKeys, WHOLE);
    expect(await isOver(page), await page.locator('body').innerText()).toBe(true);
    await ending(page);
    expect(await starsShown(page)).toBeGreaterThan(0);
    await page.keyboard.press('Enter');
    await page.clock.runFor(3_000);
    expect(page.url()).toMatch(/debrief/);

    await page.goto(`${page.url().split('#')[0]}#/map`);
    await page.reload();
    await page.clock.runFor(2_000);
    expect(await page.getByRole('button', { name: /^1 [123] of 3 stars Host and guest/ }).count()).toBe(1);
  },
  LONG,
);
