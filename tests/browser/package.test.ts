/** The packages as they leave the house: read back, unpacked where a host would put them, and played. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { FrameLocator, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { createText } from '../../src/text/index.ts';
import { zipProblems } from '../../tools/packageRules.ts';
import { readZip, writeZip } from '../../tools/packageZip.ts';
import { serve } from '../../tools/serve.mjs';
import { visit } from './launch.ts';

const out = mkdtempSync(join(tmpdir(), 'packages-'));
afterAll(() => rmSync(out, { recursive: true }));

beforeAll(() => {
  execFileSync(process.execPath, ['tools/run.mjs', 'tools/package.ts', '--out', out], { stdio: 'inherit' });
}, 240_000);

const archive = (): Uint8Array => new Uint8Array(readFileSync(join(out, 'ring-minus-one-itch.zip')));
const text = (path: string): string =>
  new TextDecoder().decode(readZip(archive()).find((entry) => entry.path === path)?.bytes);

/** Unpacks the zip below itch's kind of address, and serves that to frames of any origin. Answers its origin. */
async function unpacked(): Promise<string> {
  const folder = mkdtempSync(join(out, 'host-'));
  for (const { path, bytes } of readZip(archive())) {
    const file = join(folder, 'html/123/ring-minus-one', path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, bytes);
  }
  const site = await serve({ folder, headers: { 'access-control-allow-origin': '*' } });
  onTestFinished(site.close);
  return `http://localhost:${new URL(site.url).port}`;
}

/**
 * The page of a game on a host: another site than the game's own, with the game in a frame.
 * `sandbox`: what the frame may do; without `allow-same-origin` it has no origin, and therefore no storage
 */
async function embedded(sandbox: string | null): Promise<{ page: Page; game: FrameLocator }> {
  const origin = await unpacked();
  const folder = mkdtempSync(join(out, 'page-'));
  const src = `${origin}/html/123/ring-minus-one/index.html`;
  const limits = sandbox === null ? '' : `sandbox="${sandbox}"`;
  const frame = `<iframe src="${src}" width="1200" height="675" ${limits}></iframe>`;
  writeFileSync(join(folder, 'index.html'), `<!doctype html><link rel="icon" href="data:,"><h1>A host</h1>${frame}`);
  const site = await serve({ folder }); // 127.0.0.1 and localhost are two sites
  onTestFinished(site.close);
  const page = await visit({ url: site.url, origins: [origin] });
  return { page, game: page.frameLocator('iframe') };
}

/** 'given', or the name of the error with which the browser refuses it */
function storageIn(game: FrameLocator): Promise<string> {
  return game.locator('html').evaluate(() => {
    try {
      return window.localStorage.length >= 0 ? 'given' : '';
    } catch (error) {
      return error instanceof DOMException ? error.name : String(error);
    }
  });
}

const refusal = (game: FrameLocator): Locator =>
  game.locator('.banner', { hasText: createText('en').t('save.stored.refused') });

/** From the title into level 1, and ledger onto the processor, with the mouse. Ends when useful work is seen. */
async function playFirstPlacement(game: FrameLocator | Page): Promise<void> {
  await game.getByRole('button', { name: 'Play' }).click();
  const useful = game.getByRole('listitem').filter({ hasText: /^Useful share/ });
  await useful.filter({ hasText: '0%' }).waitFor();
  await game.getByRole('button', { name: /^ledger, ready/ }).click();
  await game.getByRole('button', { name: /^pCPU 0/ }).click();
  await game.getByRole('button', { name: /^pCPU 0, (?!free)/ }).waitFor();
  await useful.filter({ hasText: /\b[1-9]\d?%/ }).waitFor();
}

test('the zip keeps every rule, and carries its credits', () => {
  expect(zipProblems(archive())).toEqual([]);
  expect(text('CREDITS.txt')).toContain('SIL OPEN FONT LICENSE Version 1.1');
});

test('the zip is in its one normal form', () => {
  const files = Object.fromEntries(readZip(archive()).map(({ path, bytes }) => [path, bytes]));
  expect(Buffer.from(writeZip(files)).equals(archive())).toBe(true);
});

test('in a frame that is refused storage, level 1 is played and progress can be taken along', async () => {
  const { page, game } = await embedded('allow-scripts allow-downloads');
  expect(await storageIn(game)).toBe('SecurityError');
  await refusal(game).waitFor();

  await playFirstPlacement(game);

  await page.keyboard.press('F2');
  await game.getByRole('button', { name: 'Export progress' }).click();
  const exported = await game.getByRole('textbox').inputValue();
  expect(JSON.parse(exported)).toMatchObject({ save: {} });
});

// Whether a frame of another site is given storage is the browser's choice; Chromium's private windows give none.
test('in a frame on another site, level 1 is played, and a banner says when nothing can be stored', async () => {
  const { game } = await embedded(null);
  await playFirstPlacement(game);
  expect(await refusal(game).isVisible()).toBe((await storageIn(game)) !== 'given');
});

test('the single file plays from disk and asks for nothing', async () => {
  const file = join(out, 'ring-minus-one.html');
  const page = await visit({ url: pathToFileURL(file).href });
  await playFirstPlacement(page);
  const asked = await page.evaluate(() => performance.getEntriesByType('resource').map((entry) => entry.name));
  expect(asked.filter((name) => !/^(data|blob):/.test(name))).toEqual([]);
  const fonts = await page.evaluate(() => [...document.fonts].filter((font) => font.status === 'loaded').length);
  expect(fonts).toBeGreaterThan(0);
  expect(readFileSync(file, 'utf8')).toContain('SIL OPEN FONT LICENSE Version 1.1');
});
