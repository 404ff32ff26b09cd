/**
 * A level played in the page by a robot.
 *
 * The page's clock is stopped and moved by hand, so its frames come when they are called for. A session in this process is
 * given the same frames; the robot looks at its world, and each of its moves is made here and, by presses on the
 * controls, in the page. Both sessions are the same code, so they stay the same run; the end is compared.
 */
import type { Page } from 'playwright-core';
import { type Level, loadWords } from '../src/levels/index.ts';
import { LONGEST_FRAME_MS, playSeconds } from '../src/session/clock.ts';
import { createSession, type Session, SPEEDS, type Speed } from '../src/session/index.ts';
import { newWorld } from '../src/session/log.ts';
import { advance, apply, type Command, type Cycles, can, type World } from '../src/sim/index.ts';
import { lookOf, POLICIES } from '../src/sim/policies/index.ts';
import { readLevelWords } from '../src/text/levelWords.ts';
import { give, inSteps } from './shotsHands.ts';

/** Milliseconds between two frames, the longest that the session counts in full. */
const FRAME = LONGEST_FRAME_MS;

export type PlayedLevel = {
  readonly session: Session;
  readonly world: World;
  /** Goes on, the robot playing, until `when` holds or the run ends; says which. */
  until(when: (run: PlayedLevel) => boolean): Promise<boolean>;
  /** Goes on for so many frames, `milliseconds` between two of them. */
  go(frames: number, milliseconds?: number): Promise<void>;
};

/**
 * Begins a run on a page that shows the play screen of this level, its clock stopped. `speed`: of the page's clock; the
 * robot's reaction is in milliseconds of play, and its moves fall on frames.
 */
export async function playLevel(
  page: Page,
  level: Level,
  { robot, speed, seed = 1 }: { robot: 'reference' | 'naive' | 'idle'; speed: Speed; seed?: number },
): Promise<PlayedLevel> {
  const { file } = level;
  const opened = createSession(file, level, { seed, speed, tutorial: false });
  const created = newWorld(file, level, seed);
  const player = file.robots[robot];
  const policy = POLICIES[player.policy];
  if (!opened.ok || !created.ok || policy === undefined) throw new Error(`${file.id} cannot be played by ${robot}`);
  const read = readLevelWords(await loadWords(file.id, 'en'));
  if (!read.ok) throw new Error(`the words of ${file.id} cannot be read`);
  const words = new Set(Object.keys(read.value.words));
  const session = opened.value;
  const world = created.value;
  const second = playSeconds(1, file.playSecondNs, world.program.hz);
  const look = lookOf(world, second, player);

  let time = 0;
  /** frames counted here that the page has not yet drawn, each with its length */
  let owed: number[] = [];
  let intended: { command: Command | readonly Command[]; at: Cycles } | null = null;
  /** when the robot looks again; something to decide calls it earlier */
  let nextLook: Cycles = 0;

  function frame(milliseconds: number): void {
    time += milliseconds;
    owed.push(milliseconds);
    session.frame(time);
    const until = Math.ceil(session.view().now);
    while (world.now < until && world.status === 'running')
      if (advance(world, until, undefined, 'decision')) nextLook = world.now;
  }

  async function draw(): Promise<void> {
    for (const milliseconds of owed) await page.clock.fastForward(milliseconds);
    owed = [];
  }

  async function move(command: Command): Promise<void> {
    await draw();
    for (const step of inSteps(session, command)) {
      await give({ page, session, words }, step);
      if (!session.command(step).ok || !apply(world, step).ok) throw new Error(`refused: ${JSON.stringify(step)}`);
    }
    nextLook = world.now;
  }

  /** The robot looks, and makes its move one reaction later if that is then still legal: as in src/sim/policies/robot.ts. */
  async function think(): Promise<void> {
    if (intended === null && world.now >= nextLook) {
      const command = policy?.(look) ?? null;
      nextLook = world.now + second / 4;
      if (command !== null) intended = { command, at: world.now + (player.reactionMs * second) / 1000 };
    }
    if (intended === null || world.now < intended.at) return;
    const { command } = intended;
    intended = null;
    for (const one of [command].flat()) if (can(world, one).ok) await move(one);
  }

  // Restarting makes the first frame of the run known: the page may have had some before.
  await page.locator('.speeds button').nth(SPEEDS.indexOf(speed)).dispatchEvent('click');
  await page.clock.fastForward(FRAME);
  await page.keyboard.press('r');

  const run: PlayedLevel = {
    session,
    world,
    async until(when) {
      while (world.status === 'running' && !when(run)) {
        await think();
        frame(FRAME);
      }
      await draw();
      return world.status === 'running';
    },
    async go(frames, milliseconds = FRAME) {
      for (let i = 0; i < frames; i++) {
        await think();
        frame(milliseconds);
      }
      await draw();
    },
  };
  return run;
}
