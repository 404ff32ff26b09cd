/**
 * `npm run frames [-- LEVEL…]`: script time per frame of the whole game (session, view, picture, words) in the built page,
 * second by second, while each level is played by simple hands that press the page's own controls: whatever can be switched
 * on at the start, then the first legal answer, the first ready guest on the first free processor.
 *
 * What the script takes is told by Chromium's own counters, in time of the page's own thread: what else the machine does
 * meanwhile does not count. Frames per second would say nothing under software rendering. To compare two versions, run them
 * alternately.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import { build } from 'vite';
import { LEVEL_IDS } from '../src/levels/index.ts';
import { FLAGS, findOrInstallBrowser } from './browser.mjs';
import { serve } from './serve.mjs';

const SECONDS = 30;
/** milliseconds that a page has to come up and its code to be compiled */
const START = 2_000;
/** of the hands, in milliseconds: twice as fast as a person in a hurry */
const REACTION = 250;

const root = process.env.PROJECT_ROOT ?? process.cwd();

type Counted = { script: number; frames: number };

/** Runs in the page: counts frames. */
function countFrames(): void {
  const count = (): void => {
    const { dataset } = document.documentElement;
    dataset.frames = String(Number(dataset.frames ?? 0) + 1);
    requestAnimationFrame(count);
  };
  requestAnimationFrame(count);
}

/** Runs in the page: hypercalls and ports first, then answers and places, over and over. */
function play(reaction: number): void {
  const open = ':not([aria-disabled="true"])';
  const press = (selector: string, says = /(?:)/): boolean => {
    const found = [...document.querySelectorAll<HTMLElement>(selector)].find((control) =>
      says.test(control.getAttribute('aria-label') ?? ''),
    );
    found?.click();
    return found !== undefined;
  };
  for (const call of document.querySelectorAll<HTMLElement>('[id^="hypercall-"]')) call.click();
  setInterval(() => {
    if (press(`.bay${open}`) || press(`.answer${open}`) || press(`.port${open}`)) return;
    if (press('[id^="guest-"]', /\bready\b/)) press('[id^="socket-"]', /\b(free|idle)\b/);
  }, reaction);
}

async function counters(page: Page): Promise<() => Promise<Counted>> {
  const protocol = await page.context().newCDPSession(page);
  await protocol.send('Performance.enable', { timeDomain: 'threadTicks' });
  return async () => {
    const { metrics } = await protocol.send('Performance.getMetrics');
    const script = metrics.find(({ name }) => name === 'ScriptDuration')?.value ?? 0;
    return { script, frames: await page.evaluate(() => Number(document.documentElement.dataset.frames ?? 0)) };
  };
}

/** Milliseconds of script per frame, by second, ascending. */
async function measured(browser: Browser, site: string, id: string): Promise<number[]> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 720 } });
  await page.addInitScript(countFrames);
  await page.goto(`${site}#/level/${id}/play?seed=1`);
  await page.locator('.stage canvas').waitFor();
  await page.keyboard.press('Escape'); // no tutorial
  await page.evaluate(play, REACTION);
  await page.waitForTimeout(START);
  const read = await counters(page);
  const perFrame: number[] = [];
  let before = await read();
  for (let second = 0; second < SECONDS; second++) {
    await page.waitForTimeout(1000);
    const now = await read();
    if (now.frames > before.frames) perFrame.push((1000 * (now.script - before.script)) / (now.frames - before.frames));
    before = now;
  }
  await page.close();
  return perFrame.sort((a, b) => a - b);
}

const asked = process.argv.slice(2).filter((argument) => !argument.startsWith('-'));
const ids = [...LEVEL_IDS].filter((id) => asked.length === 0 || asked.some((name) => id.startsWith(name)));
const folder = mkdtempSync(join(root, '.out/frames-site-'));
process.env.NODE_ENV = 'production';
await build({ root, logLevel: 'warn', build: { outDir: folder, emptyOutDir: true, reportCompressedSize: false } });
const site = await serve({ folder });
const browser = await chromium.launch({ executablePath: findOrInstallBrowser().path, args: FLAGS });
try {
  for (const id of ids) {
    const perFrame = await measured(browser, site.url, id);
    const at = (share: number): string => (perFrame[Math.floor(share * (perFrame.length - 1))] ?? 0).toFixed(2);
    console.log(`${id}, ${perFrame.length} seconds: script per frame, ms: median ${at(0.5)}, busiest second ${at(1)}`);
  }
} finally {
  await browser.close();
  await site.close();
  rmSync(folder, { recursive: true });
}
