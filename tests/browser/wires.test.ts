/** Level 4 by its keys: rows are wired, a drain is queued, and what comes and goes says what it is. */
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { type VisitOptions, visit } from './launch.ts';
import { clickOn, holdClock, pass, SMALL } from './player.ts';

const LONG = 240_000;

/** Level 4 without its lesson, with the page's clock in our hands. */
async function level4(options: VisitOptions = SMALL): Promise<Page> {
  const page = await visit({ path: '#/level/04-trap-and-emulate/play?seed=1', ...options });
  // the clock first: on a busy machine exits would come, and questions follow each other, before it is held
  await holdClock(page);
  const skip = page.getByRole('button', { name: 'Skip tutorial' });
  for (let spent = 0; (await skip.count()) === 0 && spent < 5000; spent += 100) await pass(page.mainFrame(), 100);
  await clickOn(skip);
  return page;
}

const rowNames = (page: Page): Promise<(string | null)[]> =>
  page.locator('[id^="wire-"]').evaluateAll((all) => all.map((one) => one.getAttribute('aria-label')));

const byHand = async (page: Page): Promise<number> =>
  (await rowNames(page)).filter((name) => name?.startsWith('By hand')).length;

/** Wires every row that is answered by hand, by W and a digit: reads and writes into the latch, the others at once. */
async function wireAll(page: Page): Promise<void> {
  for (let rows = await byHand(page); rows > 0; rows--) {
    await page.keyboard.press('w');
    const latch = page.locator('.wire-choices button', { hasText: 'Latch' });
    const key = (await latch.count()) > 0 ? await latch.first().locator('kbd').innerText() : '1';
    await page.keyboard.press(key);
  }
  // where the last row has not put its panel away, Escape does; else it would open the menu
  if ((await page.locator('.wire-choices').count()) > 0) await page.keyboard.press('Escape');
}

test('W goes from one row that is answered by hand to the next, and a digit wires it', { timeout: LONG }, async () => {
  const page = await level4();
  expect(await byHand(page)).toBeGreaterThan(2);
  await wireAll(page);
  expect((await rowNames(page)).every((name) => name?.startsWith('Always'))).toBe(true);
});

test('every answer of an open row has a key, and exceptions come with the wire', { timeout: LONG }, async () => {
  const page = await level4();
  const answers = page.locator('.wire-choices button');
  await page.locator('[id="wire-ioRead"]').press('Enter');
  const open = await answers.count();
  await page.keyboard.press('1');
  // once everybody has a wire, nothing lies over it any more, and the keyboard is where it was
  await expect.poll(() => answers.count()).toBe(0);
  await page.keyboard.press('Enter');
  await expect.poll(() => answers.count()).toBeGreaterThan(open);
  const keys = await answers.locator('kbd').allInnerTexts();
  expect(keys).toEqual(Array.from({ length: await answers.count() }, (_, n) => String((n + 1) % 10)));
});

test('a digit is taken at once where no other question stood, though its card still slides', {
  timeout: LONG,
}, async () => {
  const page = await level4();
  const game = page.mainFrame();
  const bay = page.locator('.bay').first();
  for (let spent = 0; (await bay.count()) === 0 && spent < 10_000; spent += 100) await pass(game, 100);
  await page.evaluate(() => {
    for (const one of document.querySelectorAll('.bay'))
      for (const animation of one.getAnimations({ subtree: true })) {
        animation.pause();
        animation.currentTime = 0;
      }
  });
  await pass(game, 400);
  await page.keyboard.press('1');
  await expect.poll(() => page.locator('.bay').count()).toBe(0);
});

test('a drain that waits for its processor is shown there and at the latch, and says at the end what it saved', {
  timeout: LONG,
}, async () => {
  const page = await level4();
  const game = page.mainFrame();
  await wireAll(page);
  const latch = page.locator('#latch');
  const laid = async (): Promise<number> =>
    Number(/Latch, (\d+)/.exec((await latch.getAttribute('aria-label')) ?? '')?.[1]);
  const soon = page.locator('.words.drain-soon');
  for (let tries = 0; tries < 200 && (await soon.count()) === 0; tries++) {
    await pass(game, 100); // a processor in the host drains at once, and shows nothing to wait for
    for (let spent = 0; (await laid()) < 2 && spent < 20_000; spent += 100) await pass(game, 100);
    await page.keyboard.press('t');
    await page.keyboard.press('x');
  }
  expect(await latch.getAttribute('aria-label')).toMatch(/drains at the next exit on pCPU 1$/);
  const note = page.locator('.refusal.told', { hasText: /^Drained/ });
  for (let spent = 0; (await note.count()) === 0 && spent < 20_000; spent += 100) await pass(game, 100);
  expect(await soon.count()).toBe(0);
  const box = await note.boundingBox();
  if (box === null) throw new Error('the note is not to be seen');
  const rows = await page.locator('[id^="wire-"]').evaluateAll((all) =>
    all.map((one) => {
      const { left, right, top, bottom } = one.getBoundingClientRect();
      return { left, right, top, bottom };
    }),
  );
  const isOver = rows.filter(
    ({ left, right, top, bottom }) =>
      box.x < right && left < box.x + box.width && box.y < bottom && top < box.y + box.height,
  );
  expect(isOver).toEqual([]);
});

test('a guest says beside its patience what takes it', { timeout: LONG }, async () => {
  const page = await level4();
  const takes = page.locator('.move.takes');
  for (let spent = 0; (await takes.count()) === 0 && spent < 20_000; spent += 100) await pass(page.mainFrame(), 100);
  const first = takes.first();
  expect(await first.innerText()).toMatch(/^−\d+$/);
  expect(await first.getAttribute('data-tip')).toMatch(/patience/);
});

/** By how many CSS pixels a sign with a frame begins before the end of the name beside it, for each guest that has one. */
const coveredNames = (page: Page): Promise<number[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll('.storey > li')].flatMap((card) => {
      const [name, sign] = [
        card.querySelector('.guest-name .words-line'),
        card.querySelector('.rows.turns .words-line'),
      ];
      if (name === null || sign === null) return [];
      const letters = document.createRange();
      letters.selectNodeContents(name);
      return [Math.max(0, letters.getBoundingClientRect().right - sign.getBoundingClientRect().left)];
    }),
  );

test('on a phone a sign leaves the end of a name to be read, also of whoever is chosen', {
  timeout: LONG,
}, async () => {
  const page = await level4({ viewport: { width: 844, height: 390 }, hasTouch: true, isMobile: true });
  await wireAll(page);
  for (let spent = 0; (await coveredNames(page)).length < 2 && spent < 20_000; spent += 200)
    await pass(page.mainFrame(), 200);
  expect(await coveredNames(page)).toEqual([0, 0]);
  await page.keyboard.press('s');
  await page.locator('#guest-1[data-state=chosen]').waitFor({ state: 'attached' });
  expect(await coveredNames(page)).toEqual([0, 0]);
});
