/**
 * The page's time in our hands, in any engine: the frames that it asks for come when we say, as long as the game counts any.
 * So a level takes seconds, and a slow machine plays the same game. Timers go on by themselves.
 */
import { LONGEST_FRAME_MS } from '../../../src/session/clock.ts';
import type { EnginePage } from './engine.ts';

type Held = { pass(frames: number, length: number): void; release(): void };

/** In the page. Comes back when the frame that was asked for before has come: from then on all are ours. */
function hold(): Promise<void> {
  const { requestAnimationFrame, cancelAnimationFrame } = window;
  const real = new Promise<void>((resolve) => {
    requestAnimationFrame(() => resolve());
  });
  const began = performance.now();
  const waiting = new Map<number, FrameRequestCallback>();
  let now = began;
  let last = 1e9; // ids beside those of the frames that were asked for before
  window.requestAnimationFrame = (call) => {
    last += 1;
    waiting.set(last, call);
    return last;
  };
  window.cancelAnimationFrame = (id) => {
    if (!waiting.delete(id)) cancelAnimationFrame(id);
  };
  performance.now = () => now;
  const held: Held = {
    pass(frames, length) {
      for (let frame = 0; frame < frames; frame += 1) {
        now += length;
        const due = [...waiting.values()];
        waiting.clear();
        for (const call of due) call(now);
      }
    },
    release() {
      Object.assign(window, { requestAnimationFrame, cancelAnimationFrame });
      Reflect.deleteProperty(performance, 'now'); // shows the prototype's again
      for (const call of waiting.values()) requestAnimationFrame(call);
    },
  };
  Object.assign(window, { held });
  return real;
}

export const holdFrames = (page: EnginePage): Promise<void> => page.evaluate(hold);

/** Lets so many milliseconds pass. */
export const passFrames = (page: EnginePage, milliseconds: number): Promise<void> =>
  page.evaluate(
    (frames, length) => (window as unknown as { held: Held }).held.pass(frames, length),
    Math.ceil(milliseconds / LONGEST_FRAME_MS),
    LONGEST_FRAME_MS,
  );

export const releaseFrames = (page: EnginePage): Promise<void> =>
  page.evaluate(() => (window as unknown as { held: Held }).held.release());
