/** Level 14's panel of limits: what it shows is the chosen tenant's, also while time stands. */
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { visit } from './launch.ts';
import { SMALL, standAfterAWhile } from './player.ts';

test('figures and settings are those of whoever was chosen last', async () => {
  const page = await visit({ path: '#/level/14-containers/play?seed=1', ...SMALL });
  await standAfterAWhile(page);
  const told = async (key: string): Promise<string> => {
    await page.keyboard.press(key);
    return page.locator('.limits ul').innerText();
  };
  const afresh = async (of: Page, key: string): Promise<string> => {
    await of.keyboard.press('Escape');
    await of.locator('.limits .note').first().waitFor();
    return told(key);
  };
  const first = await told('a');
  const second = await told('s');
  expect(await afresh(page, 's')).toBe(second);
  expect(await afresh(page, 'a')).toBe(first);
  expect(second).not.toBe(first);
});

test('what lifts a limit covers no figure of it', async () => {
  const page = await visit({ path: '#/level/14-containers/play?seed=1', ...SMALL });
  await standAfterAWhile(page);
  await page.keyboard.press('a');
  for (const row of ['1', '2', '3', '4']) await page.keyboard.press(row);
  await page.locator('.limit .lift').nth(2).waitFor();
  const covered = await page.locator('.limit').evaluateAll(
    (rows) =>
      rows.flatMap((row) => {
        const lift = row.querySelector('.lift')?.getBoundingClientRect();
        const figures = [...row.querySelectorAll('.limit-value, .limit-next, .limit-shows')];
        return figures.filter((one) => lift !== undefined && one.getBoundingClientRect().right > lift.left + 1);
      }).length,
  );
  expect(covered).toBe(0);
});
