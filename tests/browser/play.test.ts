/** Level 1 in the real build, played by hands that see only the page. */
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { axeFindings } from './axe.ts';
import { restyle, visit } from './launch.ts';
import { clickOn, holdClock, isOver, pass, playOn, SMALL, starsShown, WHOLE, withKeys, withMouse } from './player.ts';

const LONG = 240_000;
/** milliseconds after which the card at the end can be answered */
const CARD = 2_000;

/** Opens level 1 with the page's clock in our hands, at four times speed. */
async function level1(): Promise<Page> {
  const page = await visit({ path: '#/level/01-host-and-guest/play?seed=1', ...SMALL });
  await page.getByText('Put ledger on the processor.').waitFor();
  await holdClock(page);
  await page.keyboard.press(']');
  await page.keyboard.press(']');
  return page;
}

/** Plays to the end, and reads the stars from the card that says so. */
async function playToTheEnd(page: Page, hand: typeof withMouse): Promise<number> {
  const game = page.mainFrame();
  await playOn(game, hand, WHOLE);
  expect(await isOver(game), await page.locator('main').innerText()).toBe(true);
  await pass(game, CARD);
  return starsShown(game);
}

test(
  'level 1 is won with the mouse, and the debrief says how',
  async () => {
    const page = await level1();
    const stars = await playToTheEnd(page, withMouse);
    expect(stars).toBeGreaterThan(0);
    await page.clock.resume();
    expect(await axeFindings(page)).toEqual([]);

    await clickOn(page.getByRole('alertdialog').getByRole('button', { name: 'Debrief' }));
    await page.waitForURL(/debrief/);
    await page.getByRole('heading', { name: 'Where every cycle went' }).waitFor();
    expect(await starsShown(page.mainFrame())).toBe(stars);
    expect(await axeFindings(page)).toEqual([]);
  },
  LONG,
);

test(
  'level 1 is won with the keyboard alone and nothing to see, and found again after a reload',
  async () => {
    const page = await level1();
    await restyle(page, 'canvas { visibility: hidden !important }');
    const stars = await playToTheEnd(page, withKeys);
    expect(stars).toBeGreaterThan(0);
    await page.clock.resume();
    await page.keyboard.press('Enter');
    await page.waitForURL(/debrief/);

    await page.goto(`${page.url().split('#')[0]}#/map`);
    await page.reload();
    await page.getByRole('button', { name: `1 ${stars} of 3 stars Host and guest` }).waitFor();
  },
  LONG,
);

test('captions say in words what is heard', async () => {
  const page = await visit({ path: '#/level/01-host-and-guest/play?seed=1', ...SMALL });
  await page.getByText('Put ledger on the processor.').waitFor();
  await page.keyboard.press(','); // captions on
  await page.keyboard.press('a'); // ledger
  await page.keyboard.press('z'); // pCPU 0
  await page.locator('.captions').getByText('A guest drops onto a processor.').waitFor();
});

/** The clock of the machine, in microseconds. */
async function machineTime(page: Page): Promise<number> {
  return Number.parseFloat((await page.getByRole('timer').innerText()).replaceAll(',', ''));
}

const restarts = (page: Page): Promise<string> =>
  page
    .getByRole('listitem')
    .filter({ hasText: /^Gave up: / })
    .innerText();

test(
  'level 1 is lost and says why; who goes back ten seconds is too late, and who goes back further wins',
  async () => {
    const page = await level1();
    const game = page.mainFrame();
    await playOn(game, withMouse, 6);
    // the lesson would let time stand for whoever does nothing
    await page.keyboard.press('Escape');
    await playOn(game, null, WHOLE);
    const card = page.getByRole('alertdialog', { name: 'Too many gave up' });
    await card.waitFor();
    await pass(game, CARD);
    const cause = await card.getByRole('paragraph').first().innerText();
    expect(cause).toMatch(
      /^(ledger|terminals|research|press|ticker) gave up at [\d.,]+\sµs: ready, but without a processor, [\d.,]+\sµs\.$/,
    );
    const lostAt = await machineTime(page);

    await clickOn(card.getByRole('button', { name: 'Back 10 s' }));
    expect(await isOver(game)).toBe(false);
    const early = lostAt - (await machineTime(page));
    expect(early).toBeGreaterThanOrEqual(199); // 10 s of play of 20 µs each, as the clock rounds them,
    expect(early).toBeLessThanOrEqual(241); // or to a decision that lies up to a fifth further back
    expect(await restarts(page)).not.toMatch(/^Gave up: 0,/);

    await page.keyboard.press('b');
    await clickOn(page.getByRole('button', { name: /^Back to [\d.,]+\sµs/ }));
    expect(await restarts(page)).toMatch(/^Gave up: 0,/);
    const from = await machineTime(page);
    await pass(game, 1_000);
    expect(await machineTime(page)).toBe(from); // it stands until somebody plays on
    await page.keyboard.press('Space');
    expect(await playToTheEnd(page, withMouse)).toBeGreaterThan(0);
  },
  LONG,
);

test.each([
  ['01-host-and-guest', []],
  [
    '03-instruction-by-instruction',
    [
      'what is milled · choose, then T',
      'lately: its programs',
      'its kernel',
      'what would leak',
      'ahead: programs up, kernel down',
    ],
  ],
  [
    '06-binary-translation',
    ['places (16 free, 8 kept)', 'translate at run · stores that hit', 'stores that hit · speed'],
  ],
  [
    '10-vt-x-and-amd-v',
    [
      'engine · choose, then T',
      'lately: kernel calls',
      'page-table writes',
      'page faults',
      'from now: calls up, memory down',
    ],
  ],
])('the rows of %s are named, and none that it has not', async (level, rows) => {
  const page = await visit({ path: `#/level/${level}/play?seed=1`, ...SMALL });
  await page.locator('#guest-0').waitFor();
  expect(await page.locator('.row-head').allInnerTexts()).toEqual(rows);
});
