/** Progress that is brought along in a file: what is whole is joined, what is broken is refused and changes nothing. */
import { Buffer } from 'node:buffer';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { hash } from '../../src/session/canonical.ts';
import { saveText } from '../../src/session/save/format.ts';
import { recordTry } from '../../src/session/save/progress.ts';
import { emptySave } from '../../src/session/save/save.ts';
import { wholeText } from '../../src/text/whole.ts';
import { visit } from './launch.ts';

const { t } = wholeText('en');

const won = { id: '0123456789abcdef', seed: 1, stars: 2, straight: true, metrics: { usefulShare: 6600 } };
const whole = saveText({ seq: 3, save: recordTry(emptySave(), '01-host-and-guest', won) });
const brokenOff = whole.slice(0, whole.length / 2);
const tampered = whole.replaceAll('\\"stars\\":2', '\\"stars\\":3');
const otherVersion = whole.replace(/"version":\d+/, '"version":99');
const newer = JSON.stringify({ game: 'ring-minus-one', version: 99, seq: 0, sum: hash('99 0 {}'), save: '{}' });

const told = (page: Page) => page.getByRole('region', { name: 'Progress' }).getByRole('status');

/** Through the file dialog, as a file of this content. */
async function importFile(page: Page, content: string): Promise<void> {
  const chosen = page.waitForEvent('filechooser');
  await page.getByText(t('save.button.file')).click();
  const file = { name: 'ring-minus-one.json', mimeType: 'application/json', buffer: Buffer.from(content) };
  await (await chosen).setFiles(file);
}

async function importPasted(page: Page, content: string): Promise<void> {
  await page.getByLabel(t('save.importHint')).fill(content);
  await page.getByRole('button', { name: t('save.button.paste') }).click();
}

/** All that the browser keeps for the game, byte for byte. */
const kept = (page: Page): Promise<string> =>
  page.evaluate(() => JSON.stringify(Object.entries(window.localStorage).sort()));

async function expectStarsOnTheMap(page: Page): Promise<void> {
  await page.goto(`${page.url().split('#')[0]}#/map`);
  await page.reload();
  await page.getByRole('button', { name: '1 2 of 3 stars Host and guest' }).waitFor();
}

test('a broken save is refused with one clear message, and nothing is lost', async () => {
  const page = await visit({ path: '#/settings' });
  await page.getByRole('button', { name: t('settings.button.import') }).click();
  await importFile(page, whole);
  await told(page)
    .filter({ hasText: t('save.imported') })
    .waitFor();
  const before = await kept(page);
  expect(before).toContain('01-host-and-guest');
  await expectStarsOnTheMap(page);

  await page.goto(`${page.url().split('#')[0]}#/settings`);
  await page.getByRole('button', { name: t('settings.button.import') }).click();
  const broken = [
    [importFile, brokenOff, t('save.error.notJson')],
    [importPasted, tampered, t('save.error.checksum')],
    [importFile, newer, t('save.error.newerVersion')],
    [importFile, otherVersion, t('save.error.checksum')],
    [importPasted, '{"game":"another"}', t('save.error.notASave')],
    [importFile, '', t('save.error.empty')],
  ] as const;
  for (const [bring, content, words] of broken) {
    await bring(page, content);
    await told(page).filter({ hasText: words }).waitFor();
    expect(await told(page).innerText()).toBe(words);
    expect(await kept(page)).toBe(before);
  }
  await expectStarsOnTheMap(page);
});
