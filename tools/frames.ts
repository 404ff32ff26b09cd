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
import { play, REACTION } from './pageHands.ts';
import { serve } from './serve.mjs';
import { withCard } from './withCard.ts';

const SECONDS = 30;
/** frames that a page has for coming up and getting its code compiled, however slow the machine is */
const WARM_UP = 120;

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

async function counters(page: Page): Promise<() => Promise<Counted>> {
  const protocol = await page.context().newCDPSession(page);
  await protocol.send('Performance.enable', { timeDomain: 'threadTicks' });
  return async () => {
    const { metrics } = await protocol.send('Performance.getMetrics');
    const script = metrics.find(({ name }) => name === 'ScriptDuration')?.value ?? 0;
    return { script, frames: await page.evaluate(() => Number(document.documentElement.dataset.frames ?? 0)) };
  };
}

/** A second of play: milliseconds of script per frame, and how many frames there were. */
type Second = { second: number; frames: number; perFrame: number };

/** The seconds, the quietest first. */
async function measured(browser: Browser, site: string, id: string): Promise<Second[]> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 720 } });
  await page.addInitScript(countFrames);
  await page.addInitScript(withCard);
  await page.goto(`${site}#/level/${id}/play?seed=1`);
  // a page comes up as slowly as the machine is busy
  await page.locator('.stage canvas').first().waitFor({ timeout: 0 });
  await page.evaluate(play, REACTION);
  await page.waitForFunction((count) => Number(document.documentElement.dataset.frames) >= count, WARM_UP, {
    timeout: 0,
  });
  const read = await counters(page);
  const seconds: Second[] = [];
  let before = await read();
  for (let second = 1; second <= SECONDS; second++) {
    await page.waitForTimeout(1000);
    const now = await read();
    const frames = now.frames - before.frames;
    if (frames > 0) seconds.push({ second, frames, perFrame: (1000 * (now.script - before.script)) / frames });
    before = now;
  }
  await page.close();
  return seconds.sort((a, b) => a.perFrame - b.perFrame);
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
    const seconds = await measured(browser, site.url, id);
    const words = (share: number): string => {
      const at = seconds[Math.floor(share * (seconds.length - 1))];
      return at === undefined ? 'none' : `${at.perFrame.toFixed(2)} (second ${at.second}, ${at.frames} frames)`;
    };
    console.log(`${id}: script per frame, ms: median ${words(0.5)}, ninth of ten ${words(0.9)}, busiest ${words(1)}`);
  }
} finally {
  await browser.close();
  await site.close();
  rmSync(folder, { recursive: true });
}
