/** Phones, and pages at twice their size in colours that the system forces: whatever is there can be pressed and seen. */
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { LEVEL_IDS } from '../../src/levels/index.ts';
import { wholeText } from '../../src/text/whole.ts';
import { SCREENS } from './addresses.ts';
import { visit } from './launch.ts';
import { standAfterAWhile, standLater } from './player.ts';
import { spill, type Target, targets } from './targets.ts';

const { t } = wholeText('en');
const LONG = 240_000;

/** CSS pixels: what is pressed in a hurry, and everything else. */
const HURRIED = 44;
const LEAST = 24;

/** Few pixels, since they are drawn in software. */
const PHONE = { viewport: { width: 844, height: 390 }, hasTouch: true, isMobile: true, deviceScaleFactor: 0.5 };
const FORCED = { viewport: { width: 640, height: 360 }, deviceScaleFactor: 0.5, forcedColors: 'active' } as const;

const play = (id: string): string => `#/level/${id}/play?seed=1`;

const told = (found: readonly Target[]): string[] =>
  found.map(({ name, size }) => `${name.replaceAll(/\s+/g, ' ')}: ${size}`);

/** What cannot be pressed at all, because something lies over it. */
const covered = (all: readonly Target[]): string[] => told(all.filter((target) => target.size === 0));

const hurriedTooSmall = (all: readonly Target[]): string[] =>
  told(all.filter((target) => target.hurried && target.size < HURRIED));

/**
 * The first guest's control. Where nobody stands yet, whoever asks is let in, by the first answer under the mixer; where a
 * rack is looked at, its first host is entered.
 */
async function firstGuest(page: Page): Promise<string> {
  const guests = page.locator('[id^="guest-"]');
  const press = (button: HTMLElement): void => button.click();
  const [enter] = await page.locator('.rack-enter').all();
  if (enter !== undefined) await enter.evaluate(press);
  else if ((await guests.count()) === 0) await page.locator('.mixer-do').evaluate(press);
  await guests.first().waitFor({ state: 'attached' });
  return `#${await guests.first().getAttribute('id')}`;
}

/** Waits for no frame to be drawn, unlike Playwright's own tap. */
async function tap(page: Page, selector: string): Promise<void> {
  const box = await page.locator(selector).boundingBox();
  if (box === null) throw new Error(`${selector} is not to be seen`);
  await page.touchscreen.tap(box.x + box.width / 2, box.y + box.height / 2);
}

async function lookAtScreens(page: Page, isWrong: (target: Target) => boolean): Promise<void> {
  const address = page.url();
  for (const path of SCREENS) {
    await page.goto(address + path);
    await page.locator('h1').first().waitFor();
    expect(await spill(page), path).toBeLessThanOrEqual(0);
    expect(told((await targets(page)).filter(isWrong)), path).toEqual([]);
  }
}

describe('on a phone that lies', () => {
  test('every target of every screen is large enough', { timeout: LONG }, async () => {
    await lookAtScreens(await visit(PHONE), ({ size }) => size < LEAST);
  });

  test.each([...LEVEL_IDS])(
    '%s is played by taps, and what is too small comes near first',
    async (id) => {
      const page = await visit({ path: play(id), ...PHONE });
      await standAfterAWhile(page);
      const guest = await firstGuest(page);
      await tap(page, guest);
      await page.locator(`${guest}[data-state=chosen]`).waitFor({ state: 'attached' });
      const all = await targets(page);
      expect(hurriedTooSmall(all)).toEqual([]);
      expect(covered(all)).toEqual([]);

      // others ask later, and of what is shown of them some is closed
      await standLater(page);
      const later = await targets(page);
      expect(hurriedTooSmall(later)).toEqual([]);
      expect(covered(later)).toEqual([]);

      const small = later.filter(({ size }) => size < LEAST);
      expect(told(small.filter((target) => target.id === ''))).toEqual([]); // only places and signs come near
      for (const { id: which } of small.slice(0, 2)) {
        const control = `[id="${which}"]`;
        const before = await page.locator(control).boundingBox();
        await tap(page, control);
        const near = (await targets(page)).find((target) => target.id === which);
        expect(near?.size).toBeGreaterThanOrEqual(LEAST);
        await tap(page, control);
        expect(await page.locator(control).boundingBox()).toEqual(before);
      }
    },
    LONG,
  );

  test('a size that only rounding made too small is large enough', async () => {
    const page = await visit({ path: play('01-host-and-guest'), ...PHONE });
    const skip = page.locator('.caption .skip');
    await skip.waitFor();
    await skip.evaluate(({ style, parentElement }) => {
      parentElement?.style.setProperty('animation', 'none');
      style.minHeight = style.height = '23.995px';
    });
    await tap(page, '.caption .skip');
    await skip.waitFor({ state: 'detached' });
  });

  test('a guest is placed by two taps', async () => {
    const page = await visit({ path: play('01-host-and-guest'), ...PHONE });
    await page.getByText('Put ledger on the processor.').waitFor();
    await tap(page, '#guest-0');
    await tap(page, '#socket-0');
    await page.locator('[aria-label^="pCPU 0, ledger"]').waitFor({ state: 'attached' });
  });
});

test('a phone that stands on end is asked to turn, one that lies is not', async () => {
  const { viewport, ...phone } = PHONE;
  const page = await visit({ path: play('01-host-and-guest'), ...phone, viewport: { width: 390, height: 844 } });
  const asked = page.getByText(t('common.turn'));
  await asked.waitFor();
  await page.goto(`${page.url().split('#')[0]}#/map`);
  await asked.waitFor();
  expect(await spill(page)).toBeLessThanOrEqual(0);
  await page.setViewportSize(viewport);
  await asked.waitFor({ state: 'hidden' });
});

describe('at twice its size, with forced colours', () => {
  test('every screen is no wider than its window, and covers nothing', { timeout: LONG }, async () => {
    await lookAtScreens(await visit(FORCED), ({ size }) => size < LEAST);
  });

  test.each([...LEVEL_IDS])(
    '%s has every control in reach',
    async (id) => {
      const page = await visit({ path: play(id), ...FORCED });
      await standAfterAWhile(page);
      const guest = await firstGuest(page);
      await page.locator(guest).press('Enter');
      await page.locator(`${guest}[data-state=chosen]`).waitFor({ state: 'attached' });
      expect(await spill(page)).toBeLessThanOrEqual(0);
      expect(covered(await targets(page))).toEqual([]);
    },
    LONG,
  );
});

test('with forced colours the goals’ bars, the chosen speed and what is switched on stay visible', async () => {
  const page = await visit({ path: play('01-host-and-guest'), forcedColors: 'active' });
  const ground = (selector: string): Promise<string> =>
    page
      .locator(selector)
      .first()
      .evaluate((element) => getComputedStyle(element).backgroundColor);
  await page.locator('#guest-0').waitFor();
  expect(await ground('.speeds [aria-pressed=true]')).not.toBe(await ground('.speeds [aria-pressed=false]'));
  expect(await ground('.goal-fill')).not.toBe(await ground('.goal-bar'));
  expect(await ground('.goal-tick')).not.toBe(await ground('.goal-bar'));

  await page.goto(`${page.url().split('#')[0]}#/settings`);
  await page.locator('.choice').first().waitFor();
  expect(await ground('.choice input:checked + span')).not.toBe(await ground('.choice input:not(:checked) + span'));
  expect(await ground('.switch input:checked')).not.toBe(await ground('.switch input:not(:checked)'));
});
