/** Level 8's digits: ports on the first keys, calls behind them, in the real page. */
import { expect, test } from 'vitest';
import { visit } from './launch.ts';

test('1 to 4 port kernels, 6 to 9 toggle calls, a full table exchanges, and a closed kernel stays as it is', async () => {
  const page = await visit({ path: '#/level/08-hypercalls/play?seed=1' });
  await page.locator('#hypercall-hc\\.notify').waitFor();
  const isOn = (call: string) => page.locator(`#hypercall-hc\\.${call}`).getAttribute('aria-checked');
  const calls = ['pageTable', 'switch', 'timer', 'notify'];
  expect(await Promise.all(calls.map(isOn))).toEqual(['false', 'false', 'false', 'false']);
  await page.keyboard.press('6');
  await page.keyboard.press('9');
  await expect.poll(() => Promise.all(calls.map(isOn))).toEqual(['true', 'false', 'false', 'true']);
  // the table is full: a third call comes in, and that which is marked goes out
  await page.keyboard.press('7');
  const states = () => Promise.all(calls.map(isOn));
  await expect.poll(async () => (await states()).filter((on) => on === 'true').length).toBe(2);
  await expect.poll(() => isOn('switch')).toBe('true');
  await page.keyboard.press('7');
  await expect.poll(() => isOn('switch')).toBe('false');
  const porting = page.locator('.kernel-state.porting');
  await page.keyboard.press('4');
  expect(await porting.count()).toBe(0);
  await page.keyboard.press('3');
  await expect.poll(() => porting.count()).toBe(1);
  // one port at a time
  await page.keyboard.press('2');
  expect(await porting.count()).toBe(1);
});
