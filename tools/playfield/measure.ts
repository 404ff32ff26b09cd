/**
 * Script time per frame of the playfield, at the busiest moment of level 8 and with 64 guests and more than 500 moving
 * shapes. Frames per second say nothing under software rendering; what the script takes of a frame does.
 *
 * `node tools/run.mjs tools/playfield/bench.ts` prints it.
 */
import { env } from 'node:process';
import { chromium } from 'playwright-core';
import { createServer } from 'vite';
import { FLAGS, findOrInstallBrowser } from '../browser.mjs';
import { withCard } from '../withCard.ts';

export type FrameCost = { scene: string; frames: number; shapes: number; medianMs: number; p95Ms: number };

const SCENES = ['hypercalls', 'containers', 'crowd'] as const;
const WARM_UP = 120;
const FRAMES = 300;

/** Milliseconds of script of `FRAMES` frames of each scene, after a warm-up, in headless Chromium. */
export async function measurePlayfield(): Promise<FrameCost[]> {
  const server = await createServer({
    root: env.PROJECT_ROOT ?? process.cwd(),
    configFile: false,
    logLevel: 'error',
    cacheDir: '.out/vite-bench',
    server: { host: '127.0.0.1', port: 0, hmr: false },
    optimizeDeps: { include: ['phaser'], entries: ['tools/playfield/index.html'] },
  });
  await server.listen();
  const address = server.httpServer?.address();
  if (!address || typeof address === 'string') throw new Error('the bench server has no port');
  const browser = await chromium.launch({ executablePath: findOrInstallBrowser().path, args: FLAGS });
  try {
    const results: FrameCost[] = [];
    for (const scene of SCENES) {
      const page = await browser.newPage({ viewport: { width: 1280, height: 720 } });
      await page.addInitScript(withCard);
      await page.goto(`http://127.0.0.1:${address.port}/tools/playfield/index.html?rough&scene=${scene}`);
      await page.waitForFunction(() => 'playfield' in window, null, { timeout: 60_000 });
      await page.evaluate(() => window.playfield.ready);
      const { costs, shapes } = await page.evaluate(
        ({ warmUp, frames }) =>
          new Promise<{ costs: number[]; shapes: number }>((resolve) => {
            const costs: number[] = [];
            let seen = 0;
            const step = (): void => {
              if (++seen > warmUp) costs.push(window.playfield.frameCost());
              if (costs.length < frames) requestAnimationFrame(step);
              else resolve({ costs, shapes: window.playfield.shapes() });
            };
            requestAnimationFrame(step);
          }),
        { warmUp: WARM_UP, frames: FRAMES },
      );
      costs.sort((a, b) => a - b);
      const at = (share: number): number => costs[Math.floor(share * (costs.length - 1))] ?? 0;
      results.push({ scene, frames: costs.length, shapes, medianMs: at(0.5), p95Ms: at(0.95) });
      await page.close();
    }
    return results;
  } finally {
    await browser.close();
    await server.close();
  }
}
