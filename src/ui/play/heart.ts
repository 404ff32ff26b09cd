/**
 * What drives the play screen: a beat in every frame while anything moves. While nothing does, only a few in a second, so
 * that a paused game costs next to nothing; the first touch of anything brings the frames back.
 */

/** Milliseconds without movement after which the heart slows down, and between its beats from then on. */
const PATIENCE = 1000;
const SLOW = 250;

/** Whatever somebody can do to a page. */
const TOUCHES = [
  'pointerdown',
  'pointermove',
  'pointerup',
  'click',
  'keydown',
  'keyup',
  'wheel',
  'input',
  'focusin',
  'resize',
  'visibilitychange',
  'gamepadconnected',
] as const;

/**
 * @param beat is given the time in ms, and says whether anything moves
 * @param slow is told when the heart slows down and when it is quick again
 * @returns stops it
 */
export function startHeart(beat: (now: number) => boolean, slow: (is: boolean) => void): () => void {
  let frame = 0;
  let timer: number | undefined;
  let movedAt = performance.now();

  function pulse(now: number): void {
    if (beat(now)) movedAt = now;
    const isSlow = now - movedAt > PATIENCE;
    if (isSlow !== (timer !== undefined)) slow(isSlow);
    timer = isSlow ? window.setTimeout(() => pulse(performance.now()), SLOW) : undefined;
    frame = isSlow ? 0 : requestAnimationFrame(pulse);
  }

  function wake(): void {
    movedAt = performance.now();
    if (timer === undefined) return;
    window.clearTimeout(timer);
    timer = undefined;
    slow(false);
    frame = requestAnimationFrame(pulse);
  }

  for (const touch of TOUCHES) window.addEventListener(touch, wake, { capture: true, passive: true });
  frame = requestAnimationFrame(pulse);
  return () => {
    cancelAnimationFrame(frame);
    window.clearTimeout(timer);
    for (const touch of TOUCHES) window.removeEventListener(touch, wake, { capture: true });
  };
}
