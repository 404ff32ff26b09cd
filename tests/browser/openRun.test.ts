/** A run that somebody sent: opened from the map, looked at in its debrief, taken back; and nothing is won by it. */
import { Buffer } from 'node:buffer';
import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { LEVEL_IDS } from '../../src/levels/index.ts';
import { PREFIX } from '../../src/session/slots.ts';
import { wholeText } from '../../src/text/whole.ts';
import { axeFindings } from './axe.ts';
import { visit } from './launch.ts';

const LONG = 120_000; // milliseconds
const { t } = wholeText('en');
const LEVEL = '04-trap-and-emulate';
const run = readFileSync(`tests/replays/${LEVEL}.json`, 'utf8');

/** Chooses a file of the given content by the keyboard alone. The dialog is listened for all along, so that none is missed. */
function opener(page: Page): (content: string) => Promise<void> {
  let chosen = Buffer.from('');
  page.on('filechooser', (dialog) =>
    dialog.setFiles({ name: 'run.json', mimeType: 'application/json', buffer: chosen }),
  );
  return async (content) => {
    chosen = Buffer.from(content);
    await page.getByLabel(t('opened.button.open')).focus();
    await page.keyboard.press('Enter');
  };
}

const kept = (page: Page) =>
  page.evaluate((prefix) => Object.keys(localStorage).filter((key) => key.startsWith(prefix)), `${PREFIX}run.`);
const noStars = (page: Page) => page.getByText(t('map.stars', { stars: 0, all: 3 * LEVEL_IDS.size })).waitFor();
const problem = (code: 'otherRules' | 'notARun') => t('opened.cannot', { problem: t(`problem.${code}`) });

test(
  'a run from a file is shown in its debrief, and wins no star',
  async () => {
    const page = await visit({ path: '#/map' });
    const open = opener(page);
    await open(run.replace(/"rules":"[^"]*"/, '"rules":"0"'));
    await page.getByRole('status').getByText(problem('otherRules')).waitFor();
    await open(run);
    await page.getByText(t('opened.note')).waitFor();
    expect(page.url()).toMatch(new RegExp(`#/level/${LEVEL}/debrief$`));
    await page.getByText(t('debrief.verdict.3')).waitFor();
    expect(await axeFindings(page)).toEqual([]);

    await page.setViewportSize({ width: 960, height: 540 });
    await page.keyboard.press('PageDown'); // the focus is on the heading, which scrolls nothing
    await page.waitForFunction(() => (document.querySelector('.debrief')?.scrollTop ?? 0) > 0);

    await page.getByRole('button', { name: t('debrief.button.map') }).click();
    await noStars(page);
    await page.reload();
    await noStars(page);
    expect(await kept(page)).toEqual([]);

    await page.goto(`${page.url().split('#')[0]}#/settings`);
    await page.locator('h1:focus').waitFor(); // a screen that somebody came to takes the focus first
    await open('{"game":"ring-minus-one"}');
    await page
      .getByRole('region', { name: t('settings.heading.progress') })
      .getByText(problem('notARun'))
      .waitFor();
    await open(run);
    await page.getByText(t('opened.note')).waitFor();
    await page.reload(); // there is nothing to look back on any more
    await page.getByRole('button', { name: t('map.button.play') }).waitFor();
    expect(page.url()).toMatch(new RegExp(`#/level/${LEVEL}/briefing$`));
    expect(await kept(page)).toEqual([]);
  },
  LONG,
);

test(
  'the end of its timeline leads to its last moment, and not to another run',
  async () => {
    const page = await visit({ path: '#/map' });
    await opener(page)(run);
    await page.locator('.debrief-fold').click();
    const end = page.getByRole('slider', { name: t('debrief.timeline.label') });
    await end.focus();
    await page.keyboard.press('End');
    const last = await end.getAttribute('aria-valuetext');
    await page.keyboard.press('Enter');
    await page.waitForURL(/play/);
    const shown = await page.getByRole('timer').innerText(); // a decision close by is meant instead
    expect(Number.parseFloat(shown)).toBeGreaterThan(0.9 * Number.parseFloat(last ?? ''));
    await page.keyboard.press('Escape');
    await page.getByText(t('opened.left')).waitFor();
  },
  LONG,
);
