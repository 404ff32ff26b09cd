/** Level 8's digits: kernels on the first keys, the parts of the one that is meant behind them, in the real page. */
import { expect, test } from 'vitest';
import { visit } from './launch.ts';

test('1 to 5 mean kernels, 6 to 8 queue their parts and take them out, W takes the last in hand; a closed kernel has none', async () => {
  const page = await visit({ path: '#/level/08-hypercalls/play?seed=1' });
  const part = (call: string) => page.locator(`[id="part-linux-2.4-hc.${call}"]`);
  await part('notify').waitFor();
  const stateOf = (call: string) => part(call).evaluate((element) => element.className.replace('port-part', '').trim());
  const calls = ['pageTable', 'switch', 'notify'];
  const states = () => Promise.all(calls.map(stateOf));
  expect(await states()).toEqual(['open', 'open', 'open']);
  await page.keyboard.press('3');
  await page.keyboard.press('6');
  await page.keyboard.press('8');
  await expect.poll(states).toEqual(['inHand', 'open', 'queued']);
  await page.keyboard.press('w');
  await expect.poll(states).toEqual(['queued', 'open', 'inHand']);
  await page.locator('[id="first-linux-2.4-hc.pageTable"]').click();
  await expect.poll(states).toEqual(['inHand', 'open', 'queued']);
  await page.keyboard.press('w');
  await expect.poll(states).toEqual(['queued', 'open', 'inHand']);
  await page.keyboard.press('8');
  await expect.poll(async () => (await states())[0]).toBe('inHand');
  await page.keyboard.press('5');
  await page.keyboard.press('7');
  expect((await states())[1]).toBe('open');
});
