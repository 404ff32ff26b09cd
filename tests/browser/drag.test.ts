/** A guest is dragged to its processor in the real build: by mouse, and by finger. */
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { visit } from './launch.ts';
import { SMALL } from './player.ts';

type Point = { x: number; y: number };

async function middleOf(page: Page, id: string): Promise<Point> {
  const box = await page.locator(`#${id}`).boundingBox();
  if (box === null) throw new Error(`${id} is not to be seen`);
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

const between = (from: Point, to: Point, part: number): Point => ({
  x: from.x + (to.x - from.x) * part,
  y: from.y + (to.y - from.y) * part,
});

async function byMouse({ mouse }: Page, from: Point, to: Point): Promise<void> {
  await mouse.move(from.x, from.y);
  await mouse.down();
  await mouse.move(to.x, to.y, { steps: 4 });
  await mouse.up();
}

async function byFinger(page: Page, from: Point, to: Point): Promise<void> {
  const browser = await page.context().newCDPSession(page);
  const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', at: Point[]): Promise<unknown> =>
    browser.send('Input.dispatchTouchEvent', { type, touchPoints: at });
  await touch('touchStart', [from]);
  for (const part of [0.2, 0.5, 0.8, 1]) await touch('touchMove', [between(from, to, part)]);
  await touch('touchEnd', []);
}

test.each([
  ['mouse', byMouse],
  ['finger', byFinger],
])('a guest is dragged to its processor by %s', async (_, drag) => {
  const page = await visit({ path: '#/level/01-host-and-guest/play?seed=1', hasTouch: true, ...SMALL });
  await page.getByText('Put ledger on the processor.').waitFor();
  const socket = page.locator('#socket-0');
  expect(await socket.getAttribute('aria-label')).not.toContain('ledger');
  await drag(page, await middleOf(page, 'guest-0'), await middleOf(page, 'socket-0'));
  await page.getByText('Its cache is cold.').waitFor();
  expect(await page.locator('.carried').count()).toBe(0);
  await page.waitForFunction(() => document.getElementById('socket-0')?.getAttribute('aria-label')?.includes('ledger'));
});
