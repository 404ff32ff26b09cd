/** Everything that can be pressed on a page, and how much of it a finger can hit. */
import type { Page } from 'playwright-core';

export type Target = {
  name: string;
  /** CSS pixels around its best point, as far as presses there reach it; none are counted beyond 48 */
  width: number;
  height: number;
  id: string;
  /** pressed while time runs: what answers and places, and what stops or slows the time */
  hurried: boolean;
};

/** In the page. */
function measure(): Target[] {
  const REACH = 24;
  const GRID = [0.5, 0.25, 0.75, 0.1, 0.9];
  const HURRIED = '[id^="guest-"], [id^="vcpu-"], [id^="socket-"], [id^="exit-"], .bay, .controls button';
  const controls = document.querySelectorAll<HTMLElement>('button, a[href], input, select, textarea, summary');

  function reaches(control: HTMLElement, x: number, y: number): boolean {
    const hit = document.elementFromPoint(x, y);
    if (hit === null) return false;
    return control.contains(hit) || hit.closest('label')?.control === control;
  }

  /** How far presses go on reaching it from a point, in one direction and its opposite. */
  function run(control: HTMLElement, x: number, y: number, across: 0 | 1): number {
    let length = 1;
    for (const sign of [-1, 1])
      for (let step = 1; step <= REACH; step += 1) {
        if (!reaches(control, x + sign * step * across, y + sign * step * (1 - across))) break;
        length += 1;
      }
    return length;
  }

  /** a switch or a slider is pressed on the words beside it, too */
  const whole = (control: HTMLElement): DOMRect => (control.closest('label') ?? control).getBoundingClientRect();

  function best(control: HTMLElement): { width: number; height: number } {
    let found = { width: 0, height: 0 };
    const { left, top, width, height } = whole(control);
    for (const across of GRID)
      for (const down of GRID) {
        const x = left + width * across;
        const y = top + height * down;
        if (!reaches(control, x, y)) continue;
        const here = { width: run(control, x, y, 1), height: run(control, x, y, 0) };
        if (Math.min(here.width, here.height) > Math.min(found.width, found.height)) found = here;
        if (Math.min(found.width, found.height) > 2 * REACH - 4) return found;
      }
    return found;
  }

  return [...controls].flatMap((control) => {
    if (!control.checkVisibility({ visibilityProperty: true, opacityProperty: true })) return [];
    if (control.closest('[inert], [hidden]') !== null) return [];
    const { width, height } = whole(control);
    if (width * height === 0) return [];
    control.scrollIntoView({ block: 'nearest', inline: 'nearest' });
    const name = `${control.id || control.className || control.tagName}: ${control.ariaLabel ?? control.textContent}`;
    return [{ id: control.id, name: name.slice(0, 80), ...best(control), hurried: control.matches(HURRIED) }];
  });
}

export const targets = (page: Page): Promise<Target[]> => page.evaluate(measure);

/** CSS pixels by which the widest thing goes beyond its window, or beyond the screen that scrolls in it. */
export const spill = (page: Page): Promise<number> =>
  page.evaluate(() => {
    const scrolls = [document.documentElement, ...document.querySelectorAll('.screen')];
    return Math.max(...scrolls.map(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth));
  });
