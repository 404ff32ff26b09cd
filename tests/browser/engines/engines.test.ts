/** The same game in every engine of the table: it opens, is played and won, keeps what was won, and comes to the same ends. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { LEVEL_IDS } from '../../../src/levels/index.ts';
import { wholeText } from '../../../src/text/whole.ts';
import { serve } from '../../../tools/serve.mjs';
import { SCREENS } from '../addresses.ts';
import { archiveIn, singleIn, unpack, writePackages } from '../packages.ts';
import { WHOLE } from '../player.ts';
import { carrier, fingerprintsIn, golden } from './carrier.ts';
import type { EnginePage, Running } from './engine.ts';
import { holdFrames, passFrames, releaseFrames } from './frames.ts';
import { OVER, play, press, says, shows, stars } from './hand.ts';
import { listening } from './listen.ts';
import { ENGINES } from './table.ts';

const { t } = wholeText('en');
const LONG = 240_000;

/** Both packages, the zip as a host unpacks it; their pages listen to their own console. */
const out = mkdtempSync(join(tmpdir(), 'engines-'));
let site: Awaited<ReturnType<typeof serve>>;
let script = '';

function listenIn(path: string): void {
  writeFileSync(path, listening(readFileSync(path, 'utf8')));
}

beforeAll(async () => {
  writePackages(out);
  const folder = join(out, 'site');
  unpack(archiveIn(out), folder);
  listenIn(join(folder, 'index.html'));
  listenIn(singleIn(out));
  site = await serve({ folder });
  script = await carrier();
}, LONG);

afterAll(async () => {
  await site.close();
  rmSync(out, { recursive: true });
});

const LEVEL_1 = '#/level/01-host-and-guest/play?seed=1';

/** What a test saw when it failed, as .out/engines/….png. */
async function keepPicture(page: EnginePage, of: string): Promise<void> {
  mkdirSync('.out/engines', { recursive: true });
  writeFileSync(`.out/engines/${of.replaceAll(/\W+/g, '-').slice(0, 60)}.png`, await page.picture());
}

describe.each(ENGINES)('$name', ({ name, start }) => {
  let engine: Running;
  beforeAll(async () => {
    engine = await start();
  }, LONG);
  afterAll(() => engine?.close());

  /** Opens the game; what the console says against it fails the test. */
  async function visit(url: string): Promise<EnginePage> {
    const page = await engine.page();
    onTestFinished(async ({ task }) => {
      if (task.result?.state === 'fail') await keepPicture(page, `${name} ${task.name}`);
      const problems = await page.problems();
      await page.close();
      expect(problems).toEqual([]);
    }, LONG);
    await page.resize(640, 360); // few pixels: most of the time goes into drawing in software
    await page.open(url);
    return page;
  }

  test('every screen opens, and none is wider than the window', { timeout: LONG }, async () => {
    const page = await visit(site.url);
    for (const path of SCREENS) {
      await page.open(site.url + path);
      await shows(page, 'h1');
      const spilt = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      expect(spilt, path).toBeLessThanOrEqual(0);
    }
  });

  test('level 1 is won, explained, and found again after a reload', { timeout: LONG }, async () => {
    const page = await visit(site.url);
    await press(page, 'Play');
    await says(page, 'Put ledger on the processor.');
    await holdFrames(page);
    for (const _ of ['2×', '4×']) await page.press(']');
    expect(await play(page, WHOLE)).toBe(OVER);
    await passFrames(page, 2_000);
    const won = await stars(page);
    expect(won).toBeGreaterThan(0);
    await releaseFrames(page);
    await press(page, 'Debrief');
    await says(page, 'Where every cycle went');
    await page.open(`${site.url}#/map`);
    await page.reload();
    await shows(page, `button [aria-label="${won} of 3 stars"]`);
  });

  test('the single file runs from disk, by keyboard, in the time that is real', { timeout: LONG }, async () => {
    const page = await visit(pathToFileURL(singleIn(out)).href + LEVEL_1);
    await says(page, 'Put ledger on the processor.');
    const time = (): Promise<string> => page.evaluate(() => document.querySelector('[role=timer]')?.textContent ?? '');
    const before = await time();
    await page.press('a');
    await page.press('z');
    await shows(page, '[aria-label^="pCPU 0, ledger"]');
    await expect.poll(time, { timeout: 30_000 }).not.toBe(before);
    await page.press(' ');
    await shows(page, `.pause[aria-label="${t('play.button.resume')}"]`);
  });

  test('the golden run of every level has the fingerprints that it has in Node', { timeout: LONG }, async () => {
    const page = await visit(`${site.url}#/privacy`);
    await page.run(script);
    for (const id of LEVEL_IDS) {
      const job = await golden(id);
      expect(await fingerprintsIn(page, job), id).toEqual(job.marks);
    }
  });
});
