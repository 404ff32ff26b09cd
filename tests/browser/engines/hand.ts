/** A player in any engine: sees what the controls of the stage say, and uses the mouse. */
import { expect } from 'vitest';
import { askedMove, LOOK, nextMove, seenIn } from '../player.ts';
import type { EnginePage } from './engine.ts';
import { passFrames } from './frames.ts';

type Place = { x: number; y: number };
type Control = Place & { label: string };

/** Milliseconds. */
const PATIENCE = { timeout: 60_000, interval: 200 };

/**
 * What can be pressed on the stage now, with its middle, and whether the run has ended; the lesson's line while time stands
 * for it, and where it is left as it is.
 */
const look = (page: EnginePage): Promise<{ controls: Control[]; over: boolean; line: string; leave: Place | null }> =>
  page.evaluate(() => {
    const controls = [...document.querySelectorAll('main li button[aria-label]')].map((control) => {
      const { left, top, width, height } = control.getBoundingClientRect();
      return { label: control.getAttribute('aria-label') ?? '', x: left + width / 2, y: top + height / 2 };
    });
    const line = document.querySelector('.tutorial .holds')?.parentElement?.textContent ?? '';
    const box = document.querySelector('.tutorial .leave')?.getBoundingClientRect();
    const leave = box === undefined ? null : { x: box.left + box.width / 2, y: box.top + box.height / 2 };
    return { controls, over: document.querySelector('.ending') !== null, line, leave };
  });

/** Waits until something is there that a selector finds. */
export const shows = (page: EnginePage, selector: string): Promise<void> =>
  expect.poll(() => page.evaluate((sought) => document.querySelector(sought) !== null, selector), PATIENCE).toBe(true);

/** Waits until these words are on the page. */
export const says = (page: EnginePage, words: string): Promise<void> =>
  expect.poll(() => page.evaluate(() => document.body.textContent), PATIENCE).toContain(words);

/** Presses the button of this name, by its words or its label, when it is there and has come to rest. */
export async function press(page: EnginePage, name: string): Promise<void> {
  const place = (): Promise<Place | null> =>
    page.evaluate((sought) => {
      const named = ({ textContent, ariaLabel }: Element) => ariaLabel === sought || textContent?.trim() === sought;
      const found = [...document.querySelectorAll('button, a')].find(named);
      if (found === undefined) return null;
      found.scrollIntoView({ block: 'center' });
      const { left, top, width, height } = found.getBoundingClientRect();
      return { x: left + width / 2, y: top + height / 2 };
    }, name);
  const seen: (Place | null)[] = [];
  const rests = async (): Promise<boolean> => {
    seen.push(await place());
    const [before, now] = seen.slice(-2);
    return now != null && now.x === before?.x && now.y === before.y;
  };
  await expect.poll(rests, PATIENCE).toBe(true);
  const at = seen.at(-1);
  if (at != null) await page.click(at.x, at.y);
}

export const OVER = 'over';

/** Plays for so many seconds of the page's time, held in our hands, or until the run is over; says what stands, if it is not. */
export async function play(page: EnginePage, seconds: number): Promise<string> {
  for (let spent = 0; spent < seconds * 1000; spent += LOOK) {
    const { controls, over, line, leave } = await look(page);
    if (over) return OVER;
    const seen = seenIn(controls.map(({ label }) => label));
    const move = askedMove(line, seen) ?? nextMove(seen);
    const named = (beginning: string): Place | undefined => controls.find(({ label }) => label.startsWith(beginning));
    if (move !== null) {
      const { guest, pcpu, deck } = move;
      for (const target of [named(`${guest},`), named(deck ? `Next on pCPU ${pcpu}` : `pCPU ${pcpu},`)])
        if (target !== undefined) await page.click(target.x, target.y);
    } else if (line !== '' && leave !== null) await page.click(leave.x, leave.y);
    await passFrames(page, LOOK);
  }
  return page.evaluate(() => document.querySelector('main')?.innerText ?? '');
}

/** How many stars are shown; waits for any. */
export async function stars(page: EnginePage): Promise<number> {
  await shows(page, '[role=img][aria-label*="of 3 stars"]');
  const label = await page.evaluate(
    () => document.querySelector('[role=img][aria-label*="of 3 stars"]')?.getAttribute('aria-label') ?? '',
  );
  return Number(label.charAt(0));
}
