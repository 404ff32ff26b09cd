/**
 * `npm run frames`: script time per frame of the whole game (session, view, picture, words) in the built page, second by
 * second, while level 8 runs with two ports under way. What the script takes is told by Chromium's own counters; frames
 * per second would say nothing under software rendering.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { build } from 'vite';
import { FLAGS, findOrInstallBrowser } from './browser.mjs';
import { serve } from './serve.mjs';

const SECONDS = 60;
const PATH = '#/level/08-hypercalls/play?seed=1';

const root = process.env.PROJECT_ROOT ?? process.cwd();
const folder = mkdtempSync(join(root, '.out/frames-site-'));
process.env.NODE_ENV = 'production';
await build({ root, logLevel: 'warn', build: { outDir: folder, emptyOutDir: true, reportCompressedSize: false } });
const site = await serve({ folder });
const browser = await chromium.launch({ executablePath: findOrInstallBrowser().path, args: FLAGS });
try {
  const page = await browser.newPage({ viewport: { width: 1280, height: 720 } });
  await page.addInitScript(() => {
    const count = (): void => {
      Object.assign(window, { frames_: ((window as { frames_?: number }).frames_ ?? 0) + 1 });
      requestAnimationFrame(count);
    };
    requestAnimationFrame(count);
  });
  await page.goto(site.url + PATH);
  await page.locator('.stage canvas').waitFor();
  for (const call of ['switch', 'pageTable']) await page.locator(`[id="hypercall-hc.${call}"]`).dispatchEvent('click');
  await page.locator('li:has([id="kernel-linux-2.4"]) .port').dispatchEvent('click');
  const counters = await page.context().newCDPSession(page);
  await counters.send('Performance.enable');
  const read = async (): Promise<{ script: number; frames: number }> => {
    const { metrics } = await counters.send('Performance.getMetrics');
    const script = metrics.find(({ name }) => name === 'ScriptDuration')?.value ?? 0;
    return { script, frames: await page.evaluate(() => (window as { frames_?: number }).frames_ ?? 0) };
  };
  const perFrame: number[] = [];
  let before = await read();
  for (let second = 0; second < SECONDS; second++) {
    await page.waitForTimeout(1000);
    const now = await read();
    if (now.frames > before.frames) perFrame.push((1000 * (now.script - before.script)) / (now.frames - before.frames));
    before = now;
  }
  perFrame.sort((a, b) => a - b);
  const at = (share: number): string => (perFrame[Math.floor(share * (perFrame.length - 1))] ?? 0).toFixed(2);
  console.log(`level 8, ${perFrame.length} seconds: script per frame, ms: median ${at(0.5)}, busiest second ${at(1)}`);
} finally {
  await browser.close();
  await site.close();
  rmSync(folder, { recursive: true });
}
