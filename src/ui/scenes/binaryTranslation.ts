/**
 * A block of code is interpreted, run after run, while its gauge fills; then it is translated and stands on the shelf, and
 * the guest runs from there. When the shelf is full, the next block empties all of it.
 */
import { type Actor, actor, beat, pose, type Scene } from './score.ts';

const TOWER = 100;
const COLUMN = 190;
const BENCH = { x: 62, y: 92 } as const;
const SHELF = [128, 174, 220] as const;
const BAND = 96;
const SOCKET = 156;
/** when each block is first met; the last one finds no place */
const MET = [0.6, 3, 5.4] as const;
const FULL = 7.8;

/** Three runs by the interpreter, then the way to the shelf; in the end all of them go. */
function block(n: number): Actor {
  const at = MET[n] ?? 0;
  const to = SHELF[n] ?? 0;
  return actor(
    `block-${n}`,
    { kind: 'chip', colour: 1, filled: true },
    pose(BENCH.x, BENCH.y, { opacity: 0, scale: 0.8 }),
    [
      beat(at, 0.2, { opacity: 1 }),
      beat(at + 1.5, 0.4, { x: to }),
      beat(FULL, 0.3, { y: BENCH.y + 18, opacity: 0 }),
      beat(FULL + 0.5, 0.1, { x: BENCH.x, y: BENCH.y }),
    ],
  );
}

/** The block for which there is no place: it is met, and the shelf goes. */
const last = actor(
  'block-last',
  { kind: 'chip', colour: 1, filled: false },
  pose(BENCH.x, BENCH.y, { opacity: 0, scale: 0.8 }),
  [beat(FULL - 0.6, 0.2, { opacity: 1 }), beat(FULL + 0.7, 0.4, { opacity: 0 })],
);

export const binaryTranslation: Scene = {
  width: 320,
  height: 190,
  seconds: 9.4,
  still: 5,
  actors: [
    actor('host', { kind: 'band', width: 300, height: 40, look: 'host' }, pose(160, 162)),
    actor('translator', { kind: 'band', width: 300, height: 46, look: 'monitor' }, pose(160, BAND)),
    actor('guest', { kind: 'tower', width: 96, height: 58, badge: 'hexagon', colour: 1, floors: 3 }, pose(TOWER, 35)),
    ...SHELF.map((x, n) => actor(`place-${n}`, { kind: 'bay', width: 40 }, pose(x, BENCH.y))),
    actor('socket', { kind: 'socket', width: 78 }, pose(COLUMN, SOCKET)),
    // slow while a block is interpreted, bright while the guest runs from the shelf
    actor(
      'stream',
      { kind: 'stream', path: `M${TOWER} 64V71H${COLUMN}V138`, colour: 1 },
      pose(0, 0, { opacity: 0.2 }),
      [...MET.flatMap((at) => [beat(at + 1.9, 0.2, { opacity: 1 }), beat(at + 2.3, 0.1, { opacity: 0.2 })])],
    ),
    actor(
      'runs',
      { kind: 'gauge', width: 44, colour: 'var(--orange)' },
      pose(BENCH.x, BENCH.y + 17, { fill: 0 }),
      MET.flatMap((at) => [
        beat(at + 0.3, 0.2, { fill: 0.34 }),
        beat(at + 0.7, 0.2, { fill: 0.67 }),
        beat(at + 1.1, 0.2, { fill: 1 }),
        beat(at + 1.6, 0.1, { fill: 0 }),
      ]),
    ),
    ...MET.map((_, n) => block(n)),
    last,
  ],
};
