/** A run is not lost: the page is reloaded, left by Back, closed, or broken, and the run goes on where it stood. */
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { PREFIX } from '../../src/session/slots.ts';
import { wholeText } from '../../src/text/whole.ts';
import { axeFindings } from './axe.ts';
import { visit } from './launch.ts';
import { holdClock, isOver, pass, playOn, SMALL, starsShown, WHOLE, withMouse } from './player.ts';

const LONG = 480_000; // milliseconds: two pages drawn in software take their time
const { t } = wholeText('en');

const offer = (page: Page) => page.getByRole('heading', { name: t('kept.heading') });
const goOn = (page: Page) => page.getByRole('button', { name: t('kept.button.goOn') });
const paused = (page: Page) => page.getByRole('button', { name: t('play.button.resume') });
const time = (page: Page) => page.evaluate(() => document.querySelector('[role=timer]')?.textContent ?? '');

/** Plays some seconds of level 1 at four times speed, and lets the clock go. */
async function begin(page: Page, seconds: number): Promise<void> {
  await page.getByText('Put ledger on the processor.').waitFor();
  await holdClock(page);
  await page.keyboard.press(']');
  await page.keyboard.press(']');
  await playOn(page.mainFrame(), withMouse, seconds);
  await page.clock.resume();
}

/** Goes on with the run that is offered, which then stands paused, and answers the time at which it does. */
async function takeUp(page: Page): Promise<string> {
  await offer(page).waitFor();
  await goOn(page).click();
  await paused(page).waitFor();
  return time(page);
}

test(
  'level 1 goes on after a reload and after Back, and its star counts',
  async () => {
    const page = await visit({ ...SMALL });
    await page.getByRole('button', { name: t('title.button.play') }).click();
    await begin(page, 5);
    await page.keyboard.press('Space');
    await paused(page).waitFor();
    const stood = await time(page);

    await page.reload();
    await offer(page).waitFor();
    expect(await axeFindings(page)).toEqual([]);
    expect(await takeUp(page)).toBe(stood);

    await page.goBack(); // to the title, where the run is still at hand
    await page.getByRole('button', { name: t('title.button.continue') }).click();
    await paused(page).waitFor();
    expect(await time(page)).toBe(stood);

    await page.goto('about:blank');
    await page.goBack(); // into the page again, which has forgotten everything
    expect(await takeUp(page)).toBe(stood);

    await page.keyboard.press('Space');
    await holdClock(page);
    await playOn(page.mainFrame(), withMouse, WHOLE);
    expect(await isOver(page.mainFrame())).toBe(true);
    await pass(page.mainFrame(), 2_000);
    const stars = await starsShown(page.mainFrame());
    expect(stars).toBeGreaterThan(0);
    await page.clock.resume();
    await page.goto(`${page.url().split('#')[0]}#/map`);
    await page.reload();
    await page.getByRole('button', { name: `1 ${stars} of 3 stars Host and guest` }).waitFor();
    await page.goto(`${page.url().split('#')[0]}#/level/01-host-and-guest/play`);
    await page
      .getByText('Put ledger on the processor.')
      .waitFor({ state: 'attached' })
      .catch(() => null);
    expect(await offer(page).count()).toBe(0);
  },
  LONG,
);

test(
  'the same run in two tabs is two runs; one that is damaged or of another version stays until it is begun anew',
  async () => {
    const path = '#/level/01-host-and-guest/play';
    const page = await visit({ path, ...SMALL });
    await begin(page, 3);
    await page.keyboard.press('Space');
    await paused(page).waitFor();
    const keys = () =>
      page.evaluate((prefix) => Object.keys(localStorage).filter((key) => key.startsWith(prefix)), `${PREFIX}run.`);
    await expect.poll(keys, { timeout: 20_000 }).toHaveLength(1);
    const [first = ''] = await keys();

    const other = await page.context().newPage();
    await other.goto(page.url(), { timeout: 120_000 });
    await other.getByText(t('kept.elsewhere')).waitFor();
    await takeUp(other);
    await expect.poll(keys, { timeout: 20_000 }).toHaveLength(2);
    await other.close();

    for (const [from, to, words] of [
      [/rules\\":\\"[^\\]*/, 'rules\\":\\"0', t('kept.error.damaged')],
      [/^/, '{', t('kept.error.damaged')],
    ] as const) {
      await page.goto('about:blank');
      await page.goBack();
      await page.getByRole('button', { name: t('kept.button.anew') }).waitFor();
      const kept = await keys();
      await page.evaluate(
        ([all, source, replacement]) => {
          for (const key of all) {
            const text = localStorage.getItem(key) ?? '';
            localStorage.setItem(
              key,
              text.replace(new RegExp(source), () => replacement),
            );
          }
        },
        [kept, from.source, to] as const,
      );
      await page.reload();
      await page.getByText(words).waitFor();
      expect(await keys()).toEqual(kept);
    }
    expect(await keys()).toContain(first);
    await page.getByRole('button', { name: t('kept.button.anew') }).click();
    await page.getByText('Put ledger on the processor.').waitFor();
    expect(await keys()).not.toContain(first);
  },
  LONG,
);
