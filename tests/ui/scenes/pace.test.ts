import { afterEach, beforeEach, expect, test, vi } from 'vitest';

type Pace = typeof import('../../../src/ui/scenes/pace.ts');

let pace: Pace;
let next: ((now: number) => void) | null;

beforeEach(async () => {
  next = null;
  vi.stubGlobal('requestAnimationFrame', (step: (now: number) => void) => {
    next = step;
    return 1;
  });
  vi.stubGlobal('cancelAnimationFrame', () => {
    next = null;
  });
  vi.resetModules();
  pace = await import('../../../src/ui/scenes/pace.ts');
});

afterEach(() => vi.unstubAllGlobals());

/** Draws frames so many milliseconds apart, from a time on, until somebody has counted enough or the time is over. */
function draw(from: number, to: number, apart: number): void {
  for (let now = from; now <= to && next !== null; now += apart) {
    const step = next;
    next = null;
    step(now);
  }
}

test.each([
  [16, false],
  [33, false],
  [60, true],
  [400, true],
])('frames every %i ms: too slow is %s', (apart, slow) => {
  const late = vi.fn();
  pace.watchPace(late);
  draw(0, 10_000, apart);
  expect(next).toBeNull();
  expect(pace.isLate()).toBe(slow);
  expect(late).toHaveBeenCalledTimes(slow ? 1 : 0);
  // nobody looks twice
  expect(pace.watchPace(late)).toBeUndefined();
});

test('what is late while a page settles, or while nobody sees it, says nothing', () => {
  const late = vi.fn();
  pace.watchPace(late);
  draw(0, 900, 300);
  draw(60_000, 60_900, 300);
  draw(61_000, 70_000, 16);
  expect(pace.isLate()).toBe(false);
  expect(late).not.toHaveBeenCalled();
});

test('whoever leaves before it is known is not told, and the next one looks again', () => {
  const late = vi.fn();
  const stop = pace.watchPace(late);
  draw(0, 2000, 100);
  stop?.();
  expect(next).toBeNull();
  const again = vi.fn();
  pace.watchPace(again);
  draw(5000, 10_000, 100);
  expect(late).not.toHaveBeenCalled();
  expect(again).toHaveBeenCalledTimes(1);
});
