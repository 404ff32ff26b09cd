/**
 * `npm run software [-- LEVEL… --site FOLDER --seconds 10 --canvas webgl,own,none]`: the game on a machine without a
 * graphics card, as school machines and virtual desktops are: with WebGL drawn in software, as the game itself chooses,
 * and where there is no WebGL at all. For each level, running and paused: pictures per second, the share of a core that all
 * processes of the browser take, and how long it takes from a click that chooses a guest to the frame that shows it (Event
 * Timing: to the next paint, in steps of 8 ms).
 *
 * Without `--site` the repository is built first. To compare two versions, build both and run them alternately.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type Browser, chromium, type Page } from 'playwright-core';
import { build } from 'vite';
import { LEVEL_IDS } from '../src/levels/index.ts';
import { FLAGS, findOrInstallBrowser } from './browser.mjs';
import { play, REACTION } from './pageHands.ts';
import { serve } from './serve.mjs';
import { withCard } from './withCard.ts';

/** Milliseconds between clicks, which are not to wait for one another, and until the page has its code compiled. */
const BETWEEN = 500;
const WARM_UP = 8000;
/** until the tutorial, where there is one, has begun */
const SETTLE = 2000;
/** An event that is shown within this time has no entry of its own, ms. */
const SOONEST = 16;

/** Runs in the page: counts pictures, and notes how long clicks take to be shown. */
function watch(): void {
  const counted = { pictures: 0, clicks: 0, shown: [] as number[] };
  Reflect.set(window, 'counted', counted);
  const count = (prototype: object, name: string): void => {
    const method: unknown = Reflect.get(prototype, name);
    if (typeof method !== 'function') return;
    const apply = (target: () => void, owner: unknown, args: unknown[]): unknown => {
      counted.pictures++;
      return Reflect.apply(target, owner, args);
    };
    Reflect.set(prototype, name, new Proxy(method, { apply }));
  };
  // both paint the ground of a picture once: a card clears first, a plain canvas clips what it paints anew
  count(WebGL2RenderingContext.prototype, 'clear');
  count(WebGLRenderingContext.prototype, 'clear');
  count(CanvasRenderingContext2D.prototype, 'clip');
  addEventListener('click', () => void counted.clicks++, true);
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) if (entry.name === 'click') counted.shown.push(entry.duration);
  }).observe({ type: 'event', durationThreshold: 16 } as PerformanceObserverInit);
}

/** The browser as it comes, where it finds no card. */
const OWN = FLAGS.filter((flag) => !flag.includes('swiftshader'));
const KINDS = {
  webgl: { words: 'WebGL in software', args: OWN, card: true },
  own: { words: 'as the game chooses', args: OWN, card: false },
  none: { words: 'no WebGL', args: [...OWN, '--disable-gpu', '--disable-software-rasterizer'], card: false },
} as const;
type Kind = keyof typeof KINDS;
const isKind = (name: string): name is Kind => Object.hasOwn(KINDS, name);

type Counted = { pictures: number; clicks: number; shown: number[] };
const counted = (page: Page): Promise<Counted> => page.evaluate(() => Reflect.get(window, 'counted') as Counted);

async function cpuSeconds(browser: Browser): Promise<number> {
  const protocol = await browser.newBrowserCDPSession();
  const { processInfo } = await protocol.send('SystemInfo.getProcessInfo');
  await protocol.detach();
  return processInfo.reduce((sum, { cpuTime }) => sum + cpuTime, 0);
}

type Stretch = { pictures: number; core: number };

/** What a stretch of so many seconds took, per second. */
async function stretch(
  browser: Browser,
  page: Page,
  seconds: number,
  meanwhile: () => Promise<void>,
): Promise<Stretch> {
  const [before, cpu, began] = [await counted(page), await cpuSeconds(browser), Date.now()];
  const until = began + seconds * 1000;
  while (Date.now() < until) await meanwhile();
  const passed = (Date.now() - began) / 1000;
  const now = await counted(page);
  return {
    pictures: (now.pictures - before.pictures) / passed,
    core: ((await cpuSeconds(browser)) - cpu) / passed,
  };
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

async function measured(site: string, id: string, kind: Kind, seconds: number): Promise<string> {
  const { words, args, card } = KINDS[kind];
  const browser = await chromium.launch({ executablePath: findOrInstallBrowser().path, args: [...args], timeout: 0 });
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 720 } });
    page.setDefaultTimeout(0);
    await page.addInitScript(watch);
    if (card) await page.addInitScript(withCard);
    await page.goto(`${site}#/level/${id}/play?seed=1`);
    await page.locator('.stage canvas').waitFor();
    await page.waitForTimeout(SETTLE);
    const hands = await page.evaluate(play, REACTION);
    await page.waitForTimeout(WARM_UP);
    const running = await stretch(browser, page, seconds, () => page.waitForTimeout(500));
    const { clicks, shown } = await counted(page);
    const guests = await page.locator('[id^="guest-"]').all();
    let turn = 0;
    await page.evaluate((timer) => clearInterval(timer), hands); // from here on real clicks
    await stretch(browser, page, seconds, async () => {
      const box = await guests[turn++ % guests.length]?.boundingBox();
      if (box) await page.mouse.click(box.x + box.width / 2, box.y + 12);
      await page.waitForTimeout(BETWEEN);
    });
    const after = await counted(page);
    const times = after.shown.slice(shown.length);
    const quick = Math.max(0, after.clicks - clicks - times.length);
    const all = [...times, ...Array.from({ length: quick }, () => SOONEST)];
    await page.keyboard.press('Space');
    await page.waitForTimeout(4000);
    const paused = await stretch(browser, page, seconds, () => page.waitForTimeout(1000));
    const figures = ({ pictures, core }: Stretch): string =>
      `${pictures.toFixed(1)} pictures/s, ${Math.round(core * 100)}% of a core`;
    return [
      `${id}, ${words}: running ${figures(running)}`,
      `click to picture ${median(all)} ms (median of ${all.length})`,
      `paused ${figures(paused)}`,
    ].join('; ');
  } finally {
    await browser.close();
  }
}

const { values, positionals } = parseArgs({
  options: {
    site: { type: 'string' },
    seconds: { type: 'string', default: '10' },
    canvas: { type: 'string', default: Object.keys(KINDS).join() },
  },
  allowPositionals: true,
});
const ids = [...LEVEL_IDS].filter((id) => positionals.length === 0 || positionals.some((name) => id.startsWith(name)));
const root = process.env.PROJECT_ROOT ?? process.cwd();
const built = values.site === undefined ? mkdtempSync(join(root, '.out/software-site-')) : null;
process.env.NODE_ENV = 'production';
if (built !== null)
  await build({ root, logLevel: 'warn', build: { outDir: built, emptyOutDir: true, reportCompressedSize: false } });
const site = await serve({ folder: built ?? values.site ?? '' });
try {
  for (const id of ids)
    for (const kind of values.canvas.split(',').filter(isKind))
      console.log(await measured(site.url, id, kind, Number(values.seconds)));
} finally {
  await site.close();
  if (built !== null) rmSync(built, { recursive: true });
}
