/** Everything that can be pressed on a page, and how much of it a finger can hit. */
import type { Page } from 'playwright-core';

/** CSS pixels that are told apart: what is pressed in a hurry, what is pressed at all, and what is not covered. */
const SIZES = [44, 24, 1] as const;

export type Target = {
  name: string;
  /** the largest of the sizes that a cross has that is all within reach; 0 = something lies over all of it */
  size: (typeof SIZES)[number] | 0;
  id: string;
  /** pressed while time runs: what answers and places, and what stops or slows the time */
  hurried: boolean;
};

/** In the page. */
function measure(sizes: readonly (44 | 24 | 1)[]): Target[] {
  const GRID = [0.5, 0.3, 0.7, 0.1, 0.9, 0.15, 0.85];
  const HURRIED =
    '[id^="guest-"], [id^="vcpu-"], [id^="socket-"], [id^="exit-"], .bay, .answer, .way, .host-card, .evict, .tenant-out, .controls button';
  const controls = document.querySelectorAll<HTMLElement>('button, a[href], input, select, textarea, summary');

  function reaches(control: HTMLElement, x: number, y: number): boolean {
    const hit = document.elementFromPoint(x, y);
    if (hit === null) return false;
    return control.contains(hit) || hit.closest('label')?.control === control;
  }

  /** Does a cross of this size, its arms as long as half of it, lie within reach? */
  function holds(control: HTMLElement, x: number, y: number, size: number): boolean {
    const far = Math.max(0, size / 2 - 1); // edges lie between pixels
    return [far, far / 2, 0].every((arm) =>
      [-arm, arm].every((by) => reaches(control, x + by, y) && reaches(control, x, y + by)),
    );
  }

  /** a switch or a slider is pressed on the words beside it, too */
  const whole = (control: HTMLElement): DOMRect => (control.closest('label') ?? control).getBoundingClientRect();

  function sizeOf(control: HTMLElement): Target['size'] {
    const { left, top, width, height } = whole(control);
    const points = GRID.flatMap((across) => GRID.map((down) => ({ x: left + width * across, y: top + height * down })));
    return sizes.find((size) => points.some(({ x, y }) => holds(control, x, y, size))) ?? 0;
  }

  return [...controls].flatMap((control) => {
    if (!control.checkVisibility({ visibilityProperty: true, opacityProperty: true })) return [];
    if (control.closest('[inert], [hidden]') !== null) return [];
    const { width, height } = whole(control);
    if (width * height === 0) return [];
    (control.closest('label') ?? control).scrollIntoView({ block: 'nearest', inline: 'nearest' });
    const name = `${control.id || control.className || control.tagName}: ${control.ariaLabel ?? control.textContent}`;
    return [{ id: control.id, name: name.slice(0, 80), size: sizeOf(control), hurried: control.matches(HURRIED) }];
  });
}

export const targets = (page: Page): Promise<Target[]> => page.evaluate(measure, SIZES);

/** CSS pixels by which the widest thing goes beyond its window, or beyond the screen that scrolls in it. */
export const spill = (page: Page): Promise<number> =>
  page.evaluate(() => {
    const scrolls = [document.documentElement, ...document.querySelectorAll('.screen')];
    return Math.max(...scrolls.map(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth));
  });

/** Names that are to be read whole and are not: of the level, and of its goals. */
export const cutNames = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const names = [...document.querySelectorAll('.stage :is(h1, .goal-name)')];
    const isCut = (name: Element) =>
      name.scrollWidth > name.clientWidth + 1 || name.scrollHeight > name.clientHeight + 3;
    return names.filter((name) => name.checkVisibility() && isCut(name)).map((name) => name.textContent ?? '');
  });
