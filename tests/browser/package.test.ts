/** The packages as they leave the house: read back, unpacked where a host would put them, and played. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Frame, Locator } from 'playwright-core';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { readSave } from '../../src/session/save/format.ts';
import { wholeText } from '../../src/text/whole.ts';
import { zipProblems } from '../../tools/packageRules.ts';
import { readZip, writeZip } from '../../tools/packageZip.ts';
import { serve } from '../../tools/serve.mjs';
import { visit } from './launch.ts';
import { archiveIn, singleIn, unpack, writePackages } from './packages.ts';
import { clickOn, holdClock, isOver, pass, playOn, SMALL, starsShown, WHOLE, withMouse } from './player.ts';

const LONG = 240_000;
const out = mkdtempSync(join(tmpdir(), 'packages-'));
afterAll(() => rmSync(out, { recursive: true }));

beforeAll(() => writePackages(out), 240_000);

const archive = (): Uint8Array => archiveIn(out);
const text = (path: string): string =>
  new TextDecoder().decode(readZip(archive()).find((entry) => entry.path === path)?.bytes);

/** Unpacks the zip below itch's kind of address, and serves that to frames of any origin. Answers its origin. */
async function unpacked(): Promise<string> {
  const folder = mkdtempSync(join(out, 'host-'));
  unpack(archive(), join(folder, 'html/123/ring-minus-one'));
  const site = await serve({ folder, headers: { 'access-control-allow-origin': '*' } });
  onTestFinished(site.close);
  return `http://localhost:${new URL(site.url).port}`;
}

/**
 * The page of a game on a host: another site than the game's own, with the game in a frame.
 * `sandbox`: what the frame may do; without `allow-same-origin` it has no origin, and therefore no storage
 */
async function embedded(sandbox: string | null): Promise<Frame> {
  const origin = await unpacked();
  const folder = mkdtempSync(join(out, 'page-'));
  const src = `${origin}/html/123/ring-minus-one/index.html`;
  const limits = sandbox === null ? '' : `sandbox="${sandbox}"`;
  const frame = `<iframe src="${src}" width="900" height="500" ${limits}></iframe>`;
  writeFileSync(join(folder, 'index.html'), `<!doctype html><link rel="icon" href="data:,"><h1>A host</h1>${frame}`);
  const site = await serve({ folder }); // 127.0.0.1 and localhost are two sites
  onTestFinished(site.close);
  const page = await visit({ url: site.url, origins: [origin], ...SMALL, viewport: { width: 960, height: 640 } });
  const game = page.frame({ url: src });
  if (game === null) throw new Error(`${src} was not framed`);
  return game;
}

/** 'given', or the name of the error with which the browser refuses it */
function storageIn(game: Frame): Promise<string> {
  return game.locator('html').evaluate(() => {
    try {
      return window.localStorage.length >= 0 ? 'given' : '';
    } catch (error) {
      return error instanceof DOMException ? error.name : String(error);
    }
  });
}

const refusal = (game: Frame): Locator =>
  game.locator('.banner', { hasText: wholeText('en').t('save.stored.refused') });

/** From the title into level 1, and through it with the mouse, to the stars. */
async function playAndWin(game: Frame): Promise<void> {
  await game.getByRole('button', { name: 'Play' }).click();
  await game.getByText('Put ledger on the processor.').waitFor();
  await holdClock(game.page());
  await game.page().keyboard.press(']');
  await game.page().keyboard.press(']');
  await playOn(game, withMouse, WHOLE);
  expect(await isOver(game), await game.locator('main').innerText()).toBe(true);
  await pass(game, 2_000);
  expect(await starsShown(game)).toBeGreaterThan(0);
  await game.page().clock.resume();
  await clickOn(game.getByRole('button', { name: 'Debrief' }));
  await game.getByRole('heading', { name: 'Where every cycle went' }).waitFor();
}

test('the zip keeps every rule, and carries its credits', () => {
  expect(zipProblems(archive())).toEqual([]);
  expect(text('CREDITS.txt')).toContain('SIL OPEN FONT LICENSE Version 1.1');
});

test('the zip is in its one normal form', () => {
  const files = Object.fromEntries(readZip(archive()).map(({ path, bytes }) => [path, bytes]));
  expect(Buffer.from(writeZip(files)).equals(archive())).toBe(true);
});

test(
  'in a frame that is refused storage, level 1 is won and progress can be taken along',
  async () => {
    const game = await embedded('allow-scripts allow-downloads');
    expect(await storageIn(game)).toBe('SecurityError');
    await refusal(game).waitFor();
    await playAndWin(game);

    await game.page().keyboard.press('F2');
    await game.getByRole('button', { name: 'Export progress' }).click();
    const exported = readSave(await game.getByRole('textbox').inputValue());
    expect(exported.ok && exported.value.save.levels.get('01-host-and-guest')?.stars).toBeGreaterThan(0);
  },
  LONG,
);

// Whether a frame of another site is given storage is the browser's choice; Chromium's private windows give none.
test('in a frame on another site, level 1 opens, and a banner says when nothing can be stored', async () => {
  const game = await embedded(null);
  await game.getByRole('button', { name: 'Play' }).click();
  await game.getByText('Put ledger on the processor.').waitFor();
  expect(await refusal(game).isVisible()).toBe((await storageIn(game)) !== 'given');
});

const single = (): string => singleIn(out);

test(
  'level 1 is won in the single file, opened from disk',
  async () => {
    const page = await visit({ url: pathToFileURL(single()).href, ...SMALL });
    await playAndWin(page.mainFrame());
  },
  LONG,
);

test('the single file asks for nothing', async () => {
  const page = await visit({ url: pathToFileURL(single()).href });
  await page.getByRole('button', { name: 'Play' }).click();
  await page.getByText('Put ledger on the processor.').waitFor();
  const asked = await page.evaluate(() => performance.getEntriesByType('resource').map((entry) => entry.name));
  expect(asked.filter((name) => !/^(data|blob):/.test(name))).toEqual([]);
  const fonts = await page.evaluate(() => [...document.fonts].filter((font) => font.status === 'loaded').length);
  expect(fonts).toBeGreaterThan(0);
  expect(readFileSync(single(), 'utf8')).toContain('SIL OPEN FONT LICENSE Version 1.1');
});
