/**
 * Whether this machine can move pictures: without a graphics card software draws every frame of them, which takes more than
 * a processor for a whole window, and all the rest of the page waits for it.
 */

/** Milliseconds that a page may take to settle, then those in which frames are counted, and the mean between two that is late. */
const SETTLES = 1000;
const WATCHED = 2000;
const LATE = 40;
/** Whoever did not draw for so long was hidden, or asleep: that says nothing. */
const AWAY = 1000;

let isKnown: boolean | null = null;

/** Known to be too slow; false as long as nobody has looked. */
export const isLate = (): boolean => isKnown === true;

/** Counts frames once for the life of the page, and tells if they are late. @returns stops it; undefined where it is known */
export function watchPace(late: () => void): (() => void) | undefined {
  if (isKnown !== null) return undefined;
  let frame = 0;
  let [began, last, frames] = [Number.NaN, Number.NaN, 0];
  function count(now: number): void {
    if (!(now - last < AWAY)) [began, frames] = [now, 0];
    last = now;
    const watched = now - began - SETTLES;
    if (watched >= 0) frames++;
    if (watched < WATCHED) {
      frame = requestAnimationFrame(count);
      return;
    }
    isKnown = watched / frames > LATE;
    if (isKnown) late();
  }
  frame = requestAnimationFrame(count);
  return () => cancelAnimationFrame(frame);
}
