import { describe, expect, it } from 'vitest';
import { FLOORS, windowAt, windowsPerFloor } from '../../src/playfield/bake/boxes.ts';
import { progress } from '../../src/playfield/moment.ts';
import {
  approach,
  bounceOut,
  breathe,
  easeIn,
  easeInOut,
  easeOut,
  FALL,
  GLIDE,
  SHAKE,
  shake,
} from '../../src/playfield/motion.ts';
import { randomStream } from '../../src/playfield/random.ts';
import { NEVER } from '../../src/sim/types.ts';

describe('motion', () => {
  it.each([
    ['easeOut', easeOut],
    ['easeIn', easeIn],
    ['easeInOut', easeInOut],
    ['bounceOut', bounceOut],
  ])('%s begins at 0, ends at 1 and stays between', (_, ease) => {
    expect(ease(0)).toBe(0);
    expect(ease(1)).toBeCloseTo(1, 9);
    for (let t = 0; t <= 1; t += 0.01) {
      expect(ease(t)).toBeGreaterThanOrEqual(-1e-9);
      expect(ease(t)).toBeLessThanOrEqual(1 + 1e-9);
    }
  });

  it('approaches a goal alike in short and in long frames', () => {
    let value = 0;
    for (let i = 0; i < 10; i++) value = approach(value, 100, 10, 50);
    expect(value).toBeCloseTo(approach(0, 100, 100, 50), 9);
    expect(approach(0, 100, 50, 50)).toBeCloseTo(50, 9);
  });

  it('shakes what is refused for a moment and leaves it where it was', () => {
    expect(shake(SHAKE / 4)).toBeGreaterThan(1);
    expect(shake(-1)).toBe(0);
    expect(shake(10 * SHAKE)).toBe(0);
  });

  it('sends a hypercall down in a quarter of the time that an exit falls', () => {
    expect(GLIDE * 4).toBe(FALL);
  });

  it('breathes between 0 and 1', () => {
    expect(breathe(0, 1000)).toBe(0);
    expect(breathe(500, 1000)).toBe(1);
  });
});

describe('intervals', () => {
  it('have passed by a share, and not at all while nobody knows their end', () => {
    expect(progress(100, 200, 150)).toBe(0.5);
    expect(progress(100, 200, 50)).toBe(0);
    expect(progress(100, 200, 999)).toBe(1);
    expect(progress(100, NEVER, 150)).toBe(0);
    expect(progress(100, 100, 150)).toBe(0);
  });
});

describe('windows', () => {
  it.each([
    ['wide', { x: 0, y: 0, w: 24, h: 118 }],
    ['narrow', { x: 10, y: 5, w: 14, h: 136 }],
    ['dense', { x: 4, y: 21, w: 54, h: 4 }],
  ])('lie inside their strip and never on each other: %s', (_, strip) => {
    const panes = Array.from({ length: FLOORS }, (_, floor) =>
      Array.from({ length: windowsPerFloor(strip) }, (_, n) => windowAt(strip, floor, n)),
    ).flat();
    panes.forEach((a, i) => {
      expect(a.w).toBeGreaterThan(1);
      expect(a.x).toBeGreaterThanOrEqual(strip.x);
      expect(a.x + a.w).toBeLessThanOrEqual(strip.x + strip.w);
      expect(a.y + a.h).toBeLessThanOrEqual(strip.y + strip.h);
      for (const b of panes.slice(i + 1)) {
        const apart = a.x + a.w <= b.x || b.x + b.w <= a.x || a.y + a.h <= b.y || b.y + b.h <= a.y;
        expect(apart).toBe(true);
      }
    });
  });
});

describe("the picture's own randomness", () => {
  it('is the same for the same seed, and lies in [0, 1)', () => {
    const a = randomStream(7);
    const b = randomStream(7);
    const drawn = Array.from({ length: 1000 }, () => a());
    expect(drawn).toEqual(Array.from({ length: 1000 }, () => b()));
    expect(Math.min(...drawn)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...drawn)).toBeLessThan(1);
    expect(new Set(drawn).size).toBeGreaterThan(990);
  });
});
