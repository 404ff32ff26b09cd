/** The picture on machines without a graphics card, and while nobody does anything. */
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { LEVEL_IDS } from '../../src/levels/index.ts';
import { withCard } from '../../tools/withCard.ts';
import { restyle, visit } from './launch.ts';

const PATIENCE = { timeout: 45_000 };
/** Bytes of a screenshot of the canvas alone: an empty one has far less. */
const EMPTY = 5_000;

const drawn = async (page: Page): Promise<number> => (await page.locator('.stage canvas').screenshot()).length;

/** Runs in the page: no WebGL. */
function withoutWebGl(): void {
  const { getContext } = HTMLCanvasElement.prototype;
  HTMLCanvasElement.prototype.getContext = new Proxy(getContext, {
    apply: (target, canvas, args) => (String(args[0]).startsWith('webgl') ? null : Reflect.apply(target, canvas, args)),
  });
}

/** Runs in the page: counts what is drawn, in `data-drawn` of the document. */
function countDrawing(): void {
  const count = (prototype: object, name: string): void => {
    const method: unknown = Reflect.get(prototype, name);
    if (typeof method !== 'function') throw new Error(`${name} is no method`);
    const apply = (target: () => void, owner: unknown, args: unknown[]): unknown => {
      const { dataset } = document.documentElement;
      dataset.drawn = String(Number(dataset.drawn ?? 0) + 1);
      return Reflect.apply(target, owner, args);
    };
    Reflect.set(prototype, name, new Proxy(method, { apply }));
  };
  count(WebGLRenderingContext.prototype, 'drawElements');
  count(WebGL2RenderingContext.prototype, 'drawElements');
  count(CanvasRenderingContext2D.prototype, 'drawImage');
}

/** Runs in the page: counts frames that the page asks for, in `data-asked` of the document. */
function countFrames(): void {
  const ask = window.requestAnimationFrame.bind(window);
  window.requestAnimationFrame = (callback) => {
    const { dataset } = document.documentElement;
    dataset.asked = String(Number(dataset.asked ?? 0) + 1);
    return ask(callback);
  };
}

test.each([...LEVEL_IDS])('%s has a picture without WebGL, and Phaser is not fetched for it', async (id) => {
  const page = await visit({ path: `#/level/${id}/play?seed=1`, before: withoutWebGl, reducedMotion: 'reduce' });
  await page.locator('.stage canvas').waitFor(PATIENCE);
  await restyle(page, '.overlay, .banners { visibility: hidden !important }');
  await expect.poll(() => drawn(page), PATIENCE).toBeGreaterThan(2 * EMPTY);
  const fetched = await page.evaluate(() => performance.getEntriesByType('resource').map(({ name }) => name));
  expect(fetched.some((url) => url.includes('playfield'))).toBe(true);
  expect(fetched.filter((url) => url.includes('phaser'))).toEqual([]);
});

const figure = (page: Page, name: 'drawn' | 'asked'): Promise<number> =>
  page.evaluate((key) => Number(document.documentElement.dataset[key] ?? 0), name);

test.each([
  { on: 'a graphics card', without: false },
  { on: 'a plain canvas', without: true },
])('on $on nothing is drawn while the run is paused and nobody does anything', async ({ without }) => {
  const page = await visit({ path: '#/map' });
  await page.addInitScript(countDrawing);
  await page.addInitScript(countFrames);
  await page.addInitScript(without ? withoutWebGl : withCard);
  await page.goto(`${page.url().replace(/#.*/, '')}?counted#/level/01-host-and-guest/play?seed=1`);
  await page.locator('.stage canvas').waitFor(PATIENCE);
  await page.getByText('Put ledger on the processor.').waitFor(PATIENCE);
  await page.keyboard.press('Escape'); // no tutorial: time runs
  await page.locator('.pause[data-paused="false"]').waitFor({ state: 'attached', ...PATIENCE });
  const running = await figure(page, 'drawn');
  await expect.poll(() => figure(page, 'drawn'), PATIENCE).toBeGreaterThan(running);
  await page.keyboard.press('Space');
  await page.locator('.stage[data-still]').waitFor({ state: 'attached', ...PATIENCE });
  const [still, asked] = [await figure(page, 'drawn'), await figure(page, 'asked')];
  await page.waitForTimeout(2000);
  expect(await figure(page, 'drawn')).toBe(still);
  expect(await figure(page, 'asked')).toBe(asked);
  await page.keyboard.press('a'); // a guest is chosen, which lights up
  await expect.poll(() => figure(page, 'drawn'), PATIENCE).toBeGreaterThan(still);
});
