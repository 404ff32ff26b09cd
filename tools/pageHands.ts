/** Simple hands that play any level through the page's own controls, for measuring it. */

/** of the hands, in milliseconds: twice as fast as a person in a hurry */
export const REACTION = 250;

/** Runs in the page: no lesson, whenever one comes; ports and restarts first, then answers and places, over and over. @returns the timer that stops them */
export function play(reaction: number): number {
  const open = ':not([aria-disabled="true"])';
  const press = (selector: string, says = /(?:)/): boolean => {
    const found = [...document.querySelectorAll<HTMLElement>(selector)].find((control) =>
      says.test(control.getAttribute('aria-label') ?? ''),
    );
    found?.click();
    return found !== undefined;
  };
  return window.setInterval(() => {
    if (
      press('.skip') ||
      press(`.bay${open}`) ||
      press(`.answer${open}`) ||
      press(`.port-part.open${open}`) ||
      press(`.restart${open}`)
    )
      return;
    if (press('[id^="guest-"]', /\bready\b/)) press('[id^="socket-"]', /\b(free|idle)\b/);
  }, reaction);
}
