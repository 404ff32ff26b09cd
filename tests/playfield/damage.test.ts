import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Box, Damage } from '../../src/playfield/damage.ts';

const WIDTH = 200;
const HEIGHT = 130;

const boxes = fc
  .record({
    left: fc.integer({ min: -50, max: 250 }),
    top: fc.integer({ min: -50, max: 180 }),
    w: fc.integer({ min: 1, max: 120 }),
    h: fc.integer({ min: 1, max: 120 }),
  })
  .map(({ left, top, w, h }): Box => ({ left, top, right: left + w, bottom: top + h }));

const overlap = (a: Box, b: Box): boolean =>
  a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
const onCanvas = ({ left, top, right, bottom }: Box): Box => ({
  left: Math.max(0, left),
  top: Math.max(0, top),
  right: Math.min(WIDTH, right),
  bottom: Math.min(HEIGHT, bottom),
});
const isEmpty = ({ left, top, right, bottom }: Box): boolean => left >= right || top >= bottom;

test('a new canvas has nothing to paint, a cleared one neither', () => {
  const damage = new Damage(WIDTH, HEIGHT);
  expect([damage.none, damage.areas()]).toEqual([true, []]);
  damage.all();
  expect(damage.none).toBe(false);
  damage.clear();
  expect([damage.none, damage.areas()]).toEqual([true, []]);
});

test('every pixel that was damaged is painted, and whatever lies on one that is painted is drawn', () => {
  fc.assert(
    fc.property(fc.array(boxes, { maxLength: 6 }), boxes, (damaged, mark) => {
      const damage = new Damage(WIDTH, HEIGHT);
      for (const box of damaged) damage.add(box);
      const areas = damage.areas();
      for (const box of damaged.map(onCanvas).filter((box) => !isEmpty(box)))
        for (const [x, y] of [
          [box.left, box.top],
          [box.right - 1, box.bottom - 1],
        ] as const)
          expect(areas.some((area) => overlap(area, { left: x, top: y, right: x + 1, bottom: y + 1 }))).toBe(true);
      if (areas.some((area) => overlap(area, mark))) expect(damage.touches(mark)).toBe(true);
    }),
  );
});

test('what lies far from all damage is left alone', () => {
  const damage = new Damage(WIDTH, HEIGHT);
  damage.add({ left: 0, top: 0, right: 10, bottom: 10 });
  expect(damage.touches({ left: 100, top: 100, right: 110, bottom: 110 })).toBe(false);
});
