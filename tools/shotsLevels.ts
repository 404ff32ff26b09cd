/** Pictures of the levels: the moments of a run that the reference robot plays, its end, and the end of an idle one. */
import type { Page } from 'playwright-core';
import { LEVEL_IDS, type Level, loadLevel } from '../src/levels/index.ts';
import type { Id } from '../src/sim/index.ts';
import { openExits } from '../src/ui/play/question.ts';
import type { Camera } from './shotsCamera.ts';
import { type PlayedLevel, playLevel } from './shotsRun.ts';
import { nothing, open } from './shotsScreens.ts';

/** Between pictures the page is this small: its frames cost least. */
const SMALL = { width: 320, height: 180 };

/** When the three moments are, as shares of the level's length. Each waits a little for something to be going on. */
const MOMENTS = [0.12, 0.45, 0.85];
const PATIENCE = 0.05;

/** Frames of 16 ms before a picture of play, so that what moves has come into its stride. */
const STRIDE = 30;

export async function shootLevels(camera: Camera): Promise<void> {
  for (const id of [...LEVEL_IDS].sort()) {
    const loaded = await loadLevel(id);
    if (!loaded.ok) throw new Error(`${id}: ${loaded.code} at ${loaded.path}`);
    const level = loaded.value;
    if (level.file.steps.length > 0) await shootTutorial(camera, id);
    const moments = MOMENTS.map((_, i) => `play-${id}-${i + 1}`);
    const stills = ['asked', 'chosen', 'menu'].map((what) => `play-${id}-${what}`);
    if (camera.wants(...moments, `ending-${id}-won`, `debrief-${id}-won`)) await shootRun(camera, level);
    if (camera.wants(...stills, `ending-${id}-lost`, `debrief-${id}-lost`)) await shootLoss(camera, level);
  }
}

/** The page at the play screen, its clock stopped. */
async function sitDown(camera: Camera, id: Id): Promise<Page> {
  const page = await camera.visit('', open, SMALL);
  await page.clock.install();
  await page.goto(`${page.url().split('#')[0]}#/level/${id}/play`);
  await page.locator('.stage canvas').waitFor();
  await page.clock.pauseAt(Date.now() + 3_600_000);
  return page;
}

async function shootTutorial(camera: Camera, id: Id): Promise<void> {
  const name = `play-${id}-tutorial`;
  if (!camera.wants(name)) return;
  const page = await camera.visit(`#/level/${id}/play`, nothing);
  await page.locator('.stage canvas').waitFor();
  await camera.shoot(page, name);
  await page.context().close();
}

/** Something is up to the player, or on its way to them. */
const isBusy = ({ session }: PlayedLevel): boolean => {
  const view = session.view();
  const waiting = view.guests.some((guest) => guest.stage === 'asking' || guest.irqs.length > 0);
  return waiting || openExits(view).length > 0 || (view.parts.latch?.requests.length ?? 0) > 1;
};

async function shootRun(camera: Camera, level: Level): Promise<void> {
  const { id } = level.file;
  const page = await sitDown(camera, id);
  const run = await playLevel(page, level, { robot: 'reference', speed: 1 });
  const { length } = run.world.setup;
  for (const [i, share] of MOMENTS.entries()) {
    await run.until(({ world }) => world.now >= share * length);
    await run.until((now) => isBusy(now) || now.world.now >= (share + PATIENCE) * length);
    await camera.shoot(page, `play-${id}-${i + 1}`, () => run.go(STRIDE, 16));
  }
  await finish(camera, page, run, `${id}-won`);
}

/** What can be seen when nobody does anything: a question that stands, a choice that is made, the menu, and the loss. */
async function shootLoss(camera: Camera, level: Level): Promise<void> {
  const { id } = level.file;
  const page = await sitDown(camera, id);
  const run = await playLevel(page, level, { robot: 'idle', speed: 1 });
  const settle = () => run.go(STRIDE, 16);
  await run.until(
    ({ session, world }) => openExits(session.view()).length > 0 || world.now >= 0.05 * world.setup.length,
  );
  await camera.shoot(page, `play-${id}-asked`, settle);
  const someone = run.session.view().guests.find(({ present }) => present);
  if (someone !== undefined) {
    const guest = page.locator(`#guest-${someone.index}`);
    await guest.dispatchEvent('click');
    await camera.shoot(page, `play-${id}-chosen`, settle);
    await guest.dispatchEvent('click');
  }
  await shootMenu(camera, page, run, id);
  await finish(camera, page, run, `${id}-lost`);
}

/** The run stands from the menu's first frame on until it is closed, here as there. */
async function shootMenu(camera: Camera, page: Page, run: PlayedLevel, id: Id): Promise<void> {
  if (!camera.wants(`play-${id}-menu`)) return;
  await page.locator('.menu-button').dispatchEvent('click');
  await run.go(1, 16);
  run.session.pause();
  await camera.shoot(page, `play-${id}-menu`, () => run.go(STRIDE, 16));
  await page.keyboard.press('Escape');
  await page.locator('.pause[data-paused="false"]').waitFor({ state: 'attached' });
  run.session.play();
}

/** Plays to the end, compares it with what the page says, and looks back on it. */
async function finish(camera: Camera, page: Page, run: PlayedLevel, name: string): Promise<void> {
  await run.until(() => false);
  const outcome = run.session.outcome();
  await run.go(STRIDE, 16);
  await page.clock.fastForward(2000); // the buttons come when the end has been seen
  await camera.shoot(page, `ending-${name}`, () => run.go(STRIDE, 16));
  await page.clock.resume();
  const all = page.locator('.ending [role=img]').first(); // those of the goals come below
  const stars = await all.locator('.star[data-won="true"]').count();
  if (stars !== outcome?.stars) throw new Error(`${name}: ${outcome?.stars} stars here, ${stars} in the page`);
  await page.locator('.ending .button').last().click();
  await page.locator('.screen-debrief h1').waitFor();
  await camera.shoot(page, `debrief-${name}`);
  await page.locator('.debrief-fold').click();
  await camera.shoot(page, `debrief-${name}-more`);
  await page.context().close();
}
