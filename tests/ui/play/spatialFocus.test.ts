import { describe, expect, test } from 'vitest';
import { layoutOf } from '../../../src/session/layout.ts';
import { shapeOf } from '../../../src/session/layout-shape.ts';
import type { Rect } from '../../../src/session/layout-types.ts';
import { type Box, type Direction, nextInDirection } from '../../../src/ui/play/spatialFocus.ts';
import { trapAndEmulate } from './views.ts';

const box = ({ x, y, w, h }: Rect): Box => ({ left: x, top: y, right: x + w, bottom: y + h });

describe('over the picture of level 4', () => {
  const layout = layoutOf(shapeOf(trapAndEmulate()));
  const places: [string, Rect][] = [
    ...layout.towers.flatMap((tower, i): [string, Rect][] => (tower ? [[`guest ${i}`, tower.rect]] : [])),
    ...layout.sockets.map((place, i): [string, Rect] => [`socket ${i}`, place.rect]),
    ...layout.sockets.map((place, i): [string, Rect] => [`deck ${i}`, place.deck]),
    ...layout.devices.map((place, i): [string, Rect] => [`device ${i}`, place.rect]),
  ];
  const go = (from: string, direction: Direction): string | null => {
    const start = places.find(([name]) => name === from);
    if (start === undefined) throw new Error(`no ${from}`);
    const others = places.filter(([name]) => name !== from);
    const next = nextInDirection(
      box(start[1]),
      others.map(([, rect]) => box(rect)),
      direction,
    );
    return next === null ? null : (others[next]?.[0] ?? null);
  };

  test.each<[string, Direction, string | null]>([
    ['guest 0', 'right', 'guest 1'],
    ['guest 1', 'left', 'guest 0'],
    ['guest 0', 'left', null],
    ['guest 3', 'right', null],
    ['guest 0', 'down', 'socket 0'],
    ['guest 2', 'down', 'socket 1'],
    ['socket 0', 'up', 'guest 0'],
    ['socket 0', 'down', 'deck 0'],
    ['deck 0', 'up', 'socket 0'],
    ['deck 0', 'right', 'socket 1'],
    ['device 0', 'right', 'device 1'],
    ['device 2', 'up', 'guest 3'],
  ])('%s, %s: %s', (from, direction, to) => {
    expect(go(from, direction)).toBe(to);
  });
});

test('what lies straight ahead wins over what is nearer but aside', () => {
  const from = box({ x: 0, y: 0, w: 10, h: 10 });
  const ahead = box({ x: 100, y: 0, w: 10, h: 10 });
  const aside = box({ x: 40, y: 60, w: 10, h: 10 });
  expect(nextInDirection(from, [aside, ahead], 'right')).toBe(1);
});

test('nothing lies behind', () => {
  expect(nextInDirection(box({ x: 50, y: 0, w: 10, h: 10 }), [box({ x: 0, y: 0, w: 10, h: 10 })], 'right')).toBeNull();
});
