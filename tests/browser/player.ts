/**
 * A player in the browser: reads the machine from the names of its controls, as somebody who listens to the page would,
 * and acts with the mouse or with keys. Time is the page's own, driven by hand, so that a level takes seconds.
 */
import type { Page } from 'playwright-core';

export type Seen = {
  /** guests with a tower: what their control says of them */
  guests: { name: string; says: string }[];
  pcpus: { index: number; says: string; guest: string | null; deck: string | null }[];
};

const BATCH = ['ledger', 'research'];
/** milliseconds of the page's time between two looks */
const LOOK = 200;

/** The labels of all controls of guests and of the host. */
async function labels(page: Page): Promise<string[]> {
  return page
    .locator('main li button')
    .evaluateAll((all) => all.map((button) => button.getAttribute('aria-label') ?? button.textContent ?? ''));
}

/** Reads the machine off the page. */
export async function look(page: Page): Promise<Seen> {
  const all = await labels(page);
  const decks = all.flatMap((label) => {
    const found = /^On deck of pCPU (\d+): (.*)$/.exec(label);
    return found === null ? [] : [{ index: Number(found[1]), guest: found[2] ?? '' }];
  });
  return {
    guests: all.filter((label) => /patience \d+/.test(label)).map((says) => ({ name: says.split(',')[0] ?? '', says })),
    pcpus: all.flatMap((says) => {
      const found = /^pCPU (\d+), (.*)$/.exec(says);
      if (found === null || /no power/.test(says)) return [];
      const index = Number(found[1]);
      const guest = /free|idle/.test(says) ? null : (found[2]?.split(',')[0] ?? null);
      const deck = decks.find((entry) => entry.index === index)?.guest ?? 'nobody';
      return [{ index, says, guest, deck: deck === 'nobody' ? null : deck }];
    }),
  };
}

export type Move = { guest: string; pcpu: number; deck: boolean };

/** What a careful newcomer does next: fill, swap a batch guest for a short one that waits, else plan ahead. */
export function nextMove({ guests, pcpus }: Seen): Move | null {
  const waits = guests.filter(({ name, says }) => /\bready\b/.test(says) && !pcpus.some((pcpu) => pcpu.deck === name));
  const free = pcpus.find((pcpu) => pcpu.guest === null);
  const ready = guests.filter(({ says }) => /\bready\b/.test(says));
  const [first] = ready;
  if (free !== undefined && first !== undefined) return { guest: first.name, pcpu: free.index, deck: false };
  const short = ready.find(({ name }) => !BATCH.includes(name));
  const long = pcpus.find(({ guest }) => guest !== null && BATCH.includes(guest));
  if (short !== undefined && long !== undefined) return { guest: short.name, pcpu: long.index, deck: false };
  const open = pcpus.find((pcpu) => pcpu.deck === null);
  const [next] = waits;
  return next !== undefined && open !== undefined ? { guest: next.name, pcpu: open.index, deck: true } : null;
}

/** Presses and releases the mouse on the middle of the control whose name begins like this. */
export async function clickOn(page: Page, beginning: string): Promise<void> {
  const box = await page.locator('button, a, [role=button]').evaluateAll((all, start) => {
    const found = all.find(
      (one) =>
        (one.getAttribute('aria-label') ?? one.textContent ?? '').trim().startsWith(start) &&
        one.getClientRects().length > 0,
    );
    const { x, y, width, height } = found?.getBoundingClientRect() ?? { x: -1, y: -1, width: 0, height: 0 };
    return { x: x + width / 2, y: y + height / 2 };
  }, beginning);
  if (box.x < 0) throw new Error(`no control that begins with “${beginning}”: ${(await labels(page)).join(' | ')}`);
  await page.mouse.click(box.x, box.y);
}

export type Hand = (page: Page, move: Move) => Promise<void>;

export const withMouse: Hand = async (page, { guest, pcpu, deck }) => {
  await clickOn(page, `${guest},`);
  await clickOn(page, deck ? `On deck of pCPU ${pcpu}` : `pCPU ${pcpu},`);
};

/** Level 1's keys: a letter for each guest in the order of the towers, one for each socket, one for each place on deck. */
export const withKeys: Hand = async (page, { guest, pcpu, deck }) => {
  const { guests } = await look(page);
  const place = guests.findIndex(({ name }) => name === guest);
  await page.keyboard.press(['a', 's', 'd', 'f'][place] ?? 'a');
  await page.keyboard.press((deck ? ['u', 'i'] : ['z', 'x'])[pcpu] ?? 'z');
};

/** Has the level ended, one way or the other? */
export async function isOver(page: Page): Promise<boolean> {
  return (await page.locator('.ending').count()) > 0;
}

/** Plays until the level has ended, or for `seconds` of the page's time. */
export async function playOn(page: Page, hand: Hand | null, seconds: number): Promise<void> {
  for (let spent = 0; spent < seconds * 1000; spent += LOOK) {
    if (await isOver(page)) return;
    const move = hand === null ? null : nextMove(await look(page));
    if (hand !== null && move !== null) await hand(page, move);
    await page.clock.runFor(LOOK);
  }
}
