/** Pictures of the screens around the levels. */
import { join } from 'node:path';
import { LEVEL_IDS } from '../src/levels/index.ts';
import { recordSetting, recordTry } from '../src/session/save/progress.ts';
import { emptySave, type Save } from '../src/session/save/save.ts';
import type { Id } from '../src/sim/index.ts';
import type { Camera, Memory } from './shotsCamera.ts';

/** A newcomer's save. */
export const nothing: Save = emptySave();

/** As nothing, but every level is open and no tutorial shows. */
export const open: Save = recordSetting(recordSetting(nothing, 'openAll', true), 'tutorial', false);

/** Somebody who has won the first levels, each with fewer stars. */
function someProgress(): Save {
  return [...LEVEL_IDS]
    .sort()
    .slice(0, 2)
    .reduce((save, level, i) => {
      const done = { id: `try-${i}`, seed: 1, stars: 3 - i, straight: i === 0, metrics: {} };
      return recordTry(save, level, done);
    }, nothing);
}

type Still = { name: string; path: string; memory?: Memory };

const STILLS: readonly Still[] = [
  { name: 'title', path: '' },
  { name: 'title-back', path: '', memory: someProgress() },
  { name: 'banner', path: '', memory: null },
  { name: 'map', path: '#/map' },
  { name: 'map-back', path: '#/map', memory: someProgress() },
  { name: 'guide', path: '#/guide' },
  { name: 'guide-entry', path: '#/guide/trap-and-emulate' },
  { name: 'guide-tree', path: '#/guide/tree' },
  { name: 'settings', path: '#/settings' },
  { name: 'help', path: '#/help' },
  { name: 'about', path: '#/credits' },
  { name: 'level-missing', path: '#/level/99-no-such-level/briefing' },
  ...[...LEVEL_IDS].map((id: Id) => ({ name: `briefing-${id}`, path: `#/level/${id}/briefing` })),
];

export async function shootScreens(camera: Camera): Promise<void> {
  for (const { name, path, memory = nothing } of STILLS) {
    if (!camera.wants(name)) continue;
    const page = await camera.visit(path, memory);
    await page.locator('h1').waitFor();
    await camera.shoot(page, name);
    await page.context().close();
  }
  await shootImportError(camera);
  await shootOpenedRun(camera);
}

async function shootImportError(camera: Camera): Promise<void> {
  if (!camera.wants('import-error')) return;
  const page = await camera.visit('#/settings', nothing);
  await page.getByRole('button', { name: 'Import' }).click();
  await page.getByRole('textbox').fill('{"game":"ring-minus-one","version":1,"seq":1,"sum":"0","save":"{}"}');
  await page.getByRole('button', { name: 'Import text' }).click();
  await camera.shoot(page, 'import-error', async () => {
    await page.locator('.settings-told[data-error]').scrollIntoViewIfNeeded();
    await page.waitForTimeout(300);
  });
  await page.context().close();
}

/** A run from a file: one that cannot be opened, and the debrief of one that can. */
async function shootOpenedRun(camera: Camera): Promise<void> {
  if (!camera.wants('opened-run')) return;
  const page = await camera.visit('#/map', nothing);
  const input = page.getByLabel('Open a run');
  await input.setInputFiles({ name: 'run.json', mimeType: 'application/json', buffer: Buffer.from('{}') });
  await page.getByText('This run cannot be opened.').waitFor();
  await camera.shoot(page, 'opened-run-error');
  const [level = ''] = [...LEVEL_IDS].sort();
  await input.setInputFiles(join(process.env.PROJECT_ROOT ?? process.cwd(), `tests/replays/${level}.json`));
  await page.locator('.debrief').waitFor();
  await camera.shoot(page, 'opened-run');
  await page.context().close();
}
