/** Every screen, looked at by axe-core; those that end a run are looked at in play.test.ts, where a run ends. */
import { expect, test } from 'vitest';
import { LEVEL_IDS } from '../../src/levels/index.ts';
import { wholeText } from '../../src/text/whole.ts';
import { SCREENS } from './addresses.ts';
import { axeFindings } from './axe.ts';
import { visit } from './launch.ts';
import { clickOn, SMALL, standAfterAWhile } from './player.ts';
import { cutNames } from './targets.ts';

const { t } = wholeText('en');

test.each(SCREENS)('axe finds nothing on %s', async (path) => {
  const page = await visit({ path });
  await page.locator('h1').first().waitFor();
  expect(await axeFindings(page)).toEqual([]);
});

const LONG = 240_000;

async function lookAtLevel(id: string): Promise<void> {
  const page = await visit({ path: `#/level/${id}/play?seed=1`, ...SMALL });
  await page.locator('.stage canvas').waitFor();
  await page.getByRole('button', { name: t('play.button.skipTutorial') }).waitFor();
  expect(await axeFindings(page)).toEqual([]);
  expect(await cutNames(page)).toEqual([]);

  await standAfterAWhile(page);
  expect(await axeFindings(page)).toEqual([]);

  await clickOn(page.getByRole('button', { name: t('play.menu') }));
  await page.getByRole('dialog').waitFor();
  expect(await axeFindings(page)).toEqual([]);
}

test.each([...LEVEL_IDS])(
  'nothing is wrong on %s by axe, or cut: its first lesson, in play, and its menu',
  lookAtLevel,
  LONG,
);
