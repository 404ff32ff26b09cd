/**
 * One machine fills the picture: a guest, and a processor. It shrinks, and is one box of three in a rack; in the other two
 * there are guests as well.
 */
import { type Actor, actor, beat, pose, type Scene } from './score.ts';

const BOXES = [34, 90, 146] as const;
const OUT = 2;
const IN = 8;
const LEFT = 96;

/** From the middle of the picture, where it is large, into the first box and back. */
const shrinks = (x: number, y: number, scale: number, home: { x: number; y: number }) => [
  beat(OUT, 1.1, { x, y, scale }),
  beat(IN, 1, { x: home.x, y: home.y, scale: 1 }),
];
const appears = (late: number) => [beat(OUT + 0.7 + late, 0.5, { opacity: 1 }), beat(IN, 0.4, { opacity: 0 })];

const inside = (n: number): Actor[] =>
  [0, 1, 2].map((i) =>
    actor(
      `tenant-${n}-${i}`,
      { kind: 'tower', width: 34, height: 30, badge: i === 1 ? 'hexagon' : 'square', colour: 2 + n * 3 + i, floors: 1 },
      pose(LEFT + 70 + 46 * i, BOXES[n] ?? 0, { opacity: 0 }),
      appears(0.25 * n + 0.12 * i),
    ),
  );

export const zoomOut: Scene = {
  width: 320,
  height: 180,
  seconds: 9.6,
  still: 5,
  actors: [
    ...BOXES.map((y, n) =>
      actor(
        `box-${n}`,
        { kind: 'band', width: 300, height: 50, look: n === 0 ? 'host' : 'monitor' },
        pose(160, y, { opacity: 0 }),
        appears(0.2 * n),
      ),
    ),
    actor(
      'guest',
      { kind: 'tower', width: 110, height: 92, badge: 'square', colour: 0, floors: 3 },
      pose(110, 56),
      shrinks(LEFT - 44, BOXES[0], 0.36, { x: 110, y: 56 }),
    ),
    actor(
      'other',
      { kind: 'tower', width: 110, height: 92, badge: 'hexagon', colour: 1, floors: 3 },
      pose(226, 56),
      shrinks(LEFT, BOXES[0], 0.36, { x: 226, y: 56 }),
    ),
    actor(
      'socket',
      { kind: 'socket', width: 150 },
      pose(168, 146),
      shrinks(LEFT + 180, BOXES[0], 0.34, { x: 168, y: 146 }),
    ),
    ...inside(1),
    ...inside(2),
  ],
};
