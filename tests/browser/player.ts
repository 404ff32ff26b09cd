/**
 * A player in the browser: reads the machine from the names of its controls, as somebody who listens to the page would,
 * and acts with the mouse or with keys. Time is the page's own, driven by hand, so that a level takes seconds and a slow
 * machine plays the same game.
 */
import type { Frame, Locator, Page } from 'playwright-core';
import { vi } from 'vitest';
import { LONGEST_FRAME_MS } from '../../src/session/clock.ts';
import { wholeText } from '../../src/text/whole.ts';

const { t } = wholeText('en');

export type Seen = {
  /** guests with a tower: what their control says of them */
  guests: { name: string; says: string }[];
  pcpus: { index: number; says: string; guest: string | null; deck: string | null }[];
};

const BATCH = ['ledger', 'research'];
/** milliseconds of the page's time between two looks */
export const LOOK = 200;
/** seconds of the page's time at four times speed: more than the whole of level 1 */
export const WHOLE = 45;

/** A small picture of few pixels: most of a test's time goes into drawing in software. */
export const SMALL = { viewport: { width: 960, height: 540 }, deviceScaleFactor: 0.5 } as const;

/** Takes the page's clock, in all of its frames: from now on time passes only in `pass`, until `page.clock.resume()`. */
export async function holdClock(page: Page): Promise<void> {
  // a frame that was asked for of the real clock still comes from there, and only what it asks for next is ours
  const real = await page.evaluateHandle(() => ({
    frame: new Promise<void>((resolve) => {
      requestAnimationFrame(() => resolve());
    }),
  }));
  await page.clock.install();
  await real.evaluate(({ frame }) => frame);
  await page.clock.pauseAt(Date.now() + 60_000); // surely ahead of the page, whose clock runs until then
}

/**
 * Lets so many milliseconds of the page's time pass, in frames as long as the game counts any: what is drawn less often is
 * the same run, since frames decide nothing.
 */
export async function pass(game: Frame, milliseconds: number): Promise<void> {
  for (let passed = 0; passed < milliseconds; passed += LONGEST_FRAME_MS)
    await game.page().clock.fastForward(LONGEST_FRAME_MS);
}

/** Milliseconds, at four times speed, in which every level comes to have something to decide. */
const A_WHILE = 4_000;

/** A level that was just opened, as it stands when nobody has done anything for a while; paused, its lesson skipped. */
export async function standAfterAWhile(page: Page): Promise<void> {
  const skip = page.getByRole('button', { name: t('play.button.skipTutorial') });
  await skip.waitFor();
  await clickOn(skip);
  await skip.waitFor({ state: 'detached' });
  await holdClock(page); // before the speed is raised: a slow machine must not come to stand later in the run
  await page.keyboard.press(']');
  await page.keyboard.press(']');
  await stand(page);
}

/** A level that stands, as it stands a while later. */
export async function standLater(page: Page): Promise<void> {
  await holdClock(page);
  await page.keyboard.press('Space');
  await stand(page);
}

async function stand(page: Page): Promise<void> {
  await pass(page.mainFrame(), A_WHILE);
  await page.keyboard.press('Space');
  await page.clock.resume();
  await page.getByRole('button', { name: t('play.button.resume') }).waitFor();
  await page.evaluate(async () => {
    const passing = document.getAnimations().filter((one) => one.effect?.getComputedTiming().endTime !== Infinity);
    await Promise.allSettled(passing.map(({ finished }) => finished)); // what is taken off the page never finishes its own
  });
}

/** Reads the machine off the names of the stage's controls. */
export function seenIn(labels: readonly string[]): Seen {
  const decks = labels.flatMap((label) => {
    const found = /^Next on pCPU (\d+): (.*)$/.exec(label);
    return found === null ? [] : [{ index: Number(found[1]), guest: found[2] ?? '' }];
  });
  return {
    guests: labels
      .filter((label) => /patience \d+/.test(label))
      .map((says) => ({ name: says.split(',')[0] ?? '', says })),
    pcpus: labels.flatMap((says) => {
      const found = /^pCPU (\d+), (.*)$/.exec(says);
      if (found === null || /no power/.test(says)) return [];
      const index = Number(found[1]);
      const guest = /free|idle/.test(says) ? null : (found[2]?.split(',')[0] ?? null);
      const deck = decks.find((entry) => entry.index === index)?.guest ?? 'nobody';
      return [{ index, says, guest, deck: deck === 'nobody' ? null : deck }];
    }),
  };
}

/** Reads the machine off the page. */
export async function look(game: Frame): Promise<Seen> {
  const controls = game.locator('main li button[aria-label]');
  return seenIn(await controls.evaluateAll((all) => all.map((control) => control.getAttribute('aria-label') ?? '')));
}

export type Move = { guest: string; pcpu: number; deck: boolean };

/** Points of patience that a guest has left, as its control says. */
const patienceOf = ({ guests }: Seen, name: string | null): number =>
  Number(/patience (\d+)/.exec(guests.find((guest) => guest.name === name)?.says ?? '')?.[1] ?? 0);

/**
 * What a careful newcomer does next: fills free processors, the least patient first, gives a short guest that waits the
 * processor of the most patient batch guest, if that is the more patient of the two, and else plans ahead.
 */
export function nextMove(seen: Seen): Move | null {
  const { guests, pcpus } = seen;
  const patience = (name: string | null): number => patienceOf(seen, name);
  const ready = guests
    .filter(({ says }) => /\bready\b/.test(says))
    .map(({ name }) => name)
    .sort((a, b) => patience(a) - patience(b));
  const [first] = ready;
  const free = pcpus.find((pcpu) => pcpu.guest === null);
  if (free !== undefined && first !== undefined) return { guest: first, pcpu: free.index, deck: false };
  const [long] = pcpus
    .filter(({ guest }) => guest !== null && BATCH.includes(guest))
    .sort((a, b) => patience(b.guest) - patience(a.guest));
  const short = ready.find((name) => !BATCH.includes(name));
  if (short !== undefined && long !== undefined && patience(long.guest) > patience(short))
    return { guest: short, pcpu: long.index, deck: false };
  const open = pcpus.find((pcpu) => pcpu.deck === null);
  const next = ready.find((name) => !pcpus.some((pcpu) => pcpu.deck === name));
  return next !== undefined && open !== undefined ? { guest: next, pcpu: open.index, deck: true } : null;
}

/**
 * Presses the mouse in the middle of a control, and on whatever lies over it there. Waits for no frame to be drawn, unlike
 * Playwright's own click: after a level in a hurry, a machine that draws in software has many to catch up with.
 */
export async function clickOn(control: Locator): Promise<void> {
  const box = await vi.waitFor(async () => {
    const found = await control.boundingBox(); // none while it is being put anew
    if (found === null) throw new Error(`${control} is not to be seen`);
    return found;
  }, 10_000);
  await control.page().mouse.click(box.x + box.width / 2, box.y + box.height / 2);
}

export type Hand = (game: Frame, move: Move, seen: Seen) => Promise<void>;

export const withMouse: Hand = async (game, { guest, pcpu, deck }) => {
  const named = (beginning: string): Locator => game.locator(`button[aria-label^="${beginning}"]`);
  await clickOn(named(`${guest},`));
  await clickOn(named(deck ? `Next on pCPU ${pcpu}` : `pCPU ${pcpu},`));
};

/** The keys of level 1: one for each guest in the order of the towers, for each socket, and for each place on deck. */
const KEYS = { guests: 'asdfg', sockets: 'zx', decks: 'ui' } as const;

export const withKeys: Hand = async (game, { guest, pcpu, deck }, { guests }) => {
  const { keyboard } = game.page();
  await keyboard.press(KEYS.guests.charAt(guests.findIndex(({ name }) => name === guest)));
  await keyboard.press((deck ? KEYS.decks : KEYS.sockets).charAt(pcpu));
};

/** Has the run ended, one way or the other? */
export const isOver = async (game: Frame): Promise<boolean> => (await game.locator('.ending').count()) > 0;

/** The lesson's line while time stands for it, '' where time passes. */
async function lessonHolds(game: Frame): Promise<string> {
  const line = game.locator('.tutorial p', { has: game.locator('.holds') });
  return (await line.count()) > 0 ? await line.first().innerText() : '';
}

/** What a line of level 1 asks for while time stands; null where it asks for nothing of the kind. */
export function askedMove(line: string, { pcpus }: Seen): Move | null {
  const [, guest] = /^(\w+) waits\. Swap/.exec(line) ?? [];
  const busy = pcpus.find((pcpu) => pcpu.guest !== null);
  return guest === undefined || busy === undefined ? null : { guest, pcpu: busy.index, deck: false };
}

/** Plays until the run has ended, or for `seconds` of the page's time; without a hand it goes on by itself. */
export async function playOn(game: Frame, hand: Hand | null, seconds: number): Promise<void> {
  for (let spent = 0; spent < seconds * 1000; spent += LOOK) {
    if (await isOver(game)) return;
    const seen = await look(game);
    const line = hand === null ? '' : await lessonHolds(game);
    const move = hand === null ? null : (askedMove(line, seen) ?? nextMove(seen));
    if (hand !== null && move !== null) await hand(game, move, seen);
    // what the lesson leaves open may stay as it is
    else if (line !== '' && (await game.locator('.tutorial .leave').count()) > 0)
      await game.page().keyboard.press('Space');
    await pass(game, LOOK);
  }
}

/** How many stars the card at the end shows, or the debrief; waits for either. */
export async function starsShown(game: Frame): Promise<number> {
  const label = await game
    .getByRole('img', { name: /of 3 stars/ })
    .first()
    .getAttribute('aria-label');
  return Number(label?.charAt(0));
}
