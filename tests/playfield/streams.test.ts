import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Link, lanesOf, StreamPath } from '../../src/playfield/streams.ts';

/** Times that two streams cross, given their lanes. */
function crossings(a: Link & { lane: number }, b: Link & { lane: number }): number {
  const within = (x: number, link: Link): boolean =>
    x > Math.min(link.from, link.to) && x < Math.max(link.from, link.to);
  const [upper, lower] = a.lane < b.lane ? [a, b] : [b, a];
  return (within(lower.from, upper) ? 1 : 0) + (within(upper.to, lower) ? 1 : 0);
}

/** Distinct columns above and below, in any order: at most four streams, as there are four wide sockets. */
const links = fc
  .integer({ min: 1, max: 4 })
  .chain((n) =>
    fc.tuple(
      fc.shuffledSubarray([240, 340, 440, 540, 640, 740, 840, 940], { minLength: n, maxLength: n }),
      fc.shuffledSubarray([290, 490, 690, 890], { minLength: n, maxLength: n }),
    ),
  )
  .map(([from, to]) => from.map((x, i): Link => ({ from: x, to: to[i] ?? 0 })));

describe('streams', () => {
  it('cross only where tower and socket stand in opposite order', () => {
    fc.assert(
      fc.property(links, (all) => {
        const lanes = lanesOf(all);
        all.forEach((a, i) => {
          all.slice(i + 1).forEach((b, k) => {
            const opposite = a.from < b.from !== a.to < b.to;
            const met = crossings({ ...a, lane: lanes[i] ?? 0 }, { ...b, lane: lanes[i + 1 + k] ?? 0 });
            if (opposite) expect(met % 2).toBe(1);
            else expect(met).toBe(0);
          });
        });
      }),
    );
  });

  it('have a lane each', () => {
    fc.assert(
      fc.property(links, (all) => {
        expect([...lanesOf(all)].sort()).toEqual(all.map((_, i) => i));
      }),
    );
  });

  it('run from the tower to the socket without a jump', () => {
    const path = new StreamPath();
    Object.assign(path, { fromX: 600, fromY: 250, laneY: 270, toX: 420, toY: 570 });
    const spot = { x: 0, y: 0, angle: 0 };
    let before = { x: 600, y: 250 };
    for (let d = 0; d <= path.length; d += 1) {
      path.at(d, spot);
      expect(Math.abs(spot.x - before.x) + Math.abs(spot.y - before.y)).toBeLessThanOrEqual(1 + 1e-9);
      before = { x: spot.x, y: spot.y };
    }
    expect(before).toEqual({ x: 420, y: 570 });
  });
});
