/**
 * `npm run shots [-- --size 1280x720 --size 960x540 --dpr 1 --only NAME]`: a picture of every screen in every size, as
 * .out/shots/SIZE/NAME.png. `--only` takes the beginning of a name, as often as wanted; `--touch` is a phone, and
 * `--forced` a system that forces its own colours.
 */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { chromium } from 'playwright-core';
import { build } from 'vite';
import { FLAGS, findOrInstallBrowser } from './browser.mjs';
import { serve } from './serve.mjs';
import { shootBands } from './shotsBands.ts';
import { Camera, type Size } from './shotsCamera.ts';
import { shootLevels } from './shotsLevels.ts';
import { shootScreens } from './shotsScreens.ts';

const SIZES = ['1280x720', '960x540'];

function sizeFrom(text: string): Size {
  const [, width, height] = /^(\d{3,4})x(\d{3,4})$/.exec(text) ?? [];
  if (width === undefined || height === undefined) throw new Error(`--size takes WIDTHxHEIGHT, not ${text}`);
  return { width: Number(width), height: Number(height) };
}

const { values } = parseArgs({
  options: {
    size: { type: 'string', multiple: true, default: SIZES },
    dpr: { type: 'string', default: '1' },
    only: { type: 'string', multiple: true },
    touch: { type: 'boolean', default: false },
    forced: { type: 'boolean', default: false },
  },
});
const root = process.env.PROJECT_ROOT ?? process.cwd();
const out = join(root, '.out/shots');
mkdirSync(out, { recursive: true });
const folder = mkdtempSync(join(root, '.out/shots-site-'));
process.env.NODE_ENV = 'production';
await build({ root, logLevel: 'warn', build: { outDir: folder, emptyOutDir: true, reportCompressedSize: false } });
const site = await serve({ folder });
const browser = await chromium.launch({ executablePath: findOrInstallBrowser().path, args: FLAGS });
try {
  const camera = new Camera(browser, {
    url: site.url,
    out,
    sizes: values.size.map(sizeFrom),
    dpr: Number(values.dpr),
    how: { hasTouch: values.touch, isMobile: values.touch, forcedColors: values.forced ? 'active' : 'none' },
    wants: (name) => values.only === undefined || values.only.some((beginning) => name.startsWith(beginning)),
  });
  await shootScreens(camera);
  await shootLevels(camera);
  await shootBands(camera);
  console.log(`${camera.taken.length} pictures in ${out}`);
  for (const problem of camera.problems) console.error(problem);
  if (camera.taken.length === 0 || camera.problems.length > 0) process.exitCode = 1;
} finally {
  await browser.close();
  await site.close();
  rmSync(folder, { recursive: true });
}
