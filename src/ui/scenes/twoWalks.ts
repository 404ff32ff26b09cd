/**
 * Two ways to look an address up. Left, in two dimensions: a grid of tables, walked step by step. Right, in one: a short
 * ladder, walked quickly, and held up by an exit whenever the guest has changed its tables.
 */
import { actor, beat, pose, type Scene } from './score.ts';

const LEFT = 96;
const RIGHT = 224;
const MONITOR = 104;
const SOCKET = 158;
const LEVELS = 4;
const PITCH = { x: 13, y: 8 } as const;
/** seconds: a step of the long walk, and when the short one is walked and held up */
const STEP = 0.3;
const SHORT = [0.4, 2, 6.2] as const;
const CHANGED = [3.2, 7.4] as const;

/** A table entry that is read `n` steps after each beginning. */
const cell = (id: string, x: number, y: number, colour: string, begins: readonly number[], n: number) =>
  actor(
    id,
    { kind: 'gauge', width: 10, colour },
    pose(x, y, { fill: 0.25 }),
    begins.flatMap((at) => [
      beat(at + n * STEP, 0.05, { fill: 1 }),
      beat(at + n * STEP + STEP + 0.2, 0.1, { fill: 0.25 }),
    ]),
  );

/** Column by column: the host's tables, then the guest's; at the end the host's once more. */
const grid = Array.from({ length: LEVELS + 1 }, (_, column) =>
  Array.from({ length: column < LEVELS ? LEVELS + 1 : LEVELS }, (_, row) => {
    const n = column * (LEVELS + 1) + row;
    const colour = row === LEVELS ? 'var(--green)' : 'var(--pink)';
    return cell(`step-${n}`, LEFT + (column - 2) * PITCH.x, MONITOR + (row - 2) * PITCH.y, colour, [0.4], n);
  }),
).flat();

const ladder = Array.from({ length: LEVELS }, (_, row) =>
  cell(`rung-${row}`, RIGHT, MONITOR + (row - 1.5) * PITCH.y, 'var(--pink)', SHORT, row),
);

/** A change that leaves the guest, and is copied. */
const change = (n: number, at: number) =>
  actor(`change-${n}`, { kind: 'exit', sign: 'exception' }, pose(RIGHT, 62, { opacity: 0 }), [
    beat(at, 0.1, { opacity: 1 }),
    beat(at + 0.1, 0.4, { x: RIGHT + 26, y: MONITOR }),
    beat(at + 1.2, 0.4, { x: RIGHT, y: 62 }),
    beat(at + 1.6, 0.1, { opacity: 0 }),
  ]);

export const twoWalks: Scene = {
  width: 320,
  height: 180,
  seconds: 10,
  still: 3.6,
  actors: [
    actor('host', { kind: 'band', width: 300, height: 36, look: 'host' }, pose(160, 160)),
    actor('monitor', { kind: 'band', width: 300, height: 52, look: 'monitor' }, pose(160, MONITOR)),
    actor('a', { kind: 'tower', width: 84, height: 58, badge: 'square', colour: 0, floors: 2 }, pose(LEFT, 36)),
    actor('b', { kind: 'tower', width: 84, height: 58, badge: 'hexagon', colour: 1, floors: 2 }, pose(RIGHT, 36)),
    actor('socket-a', { kind: 'socket', width: 78 }, pose(LEFT, SOCKET)),
    actor('socket-b', { kind: 'socket', width: 78 }, pose(RIGHT, SOCKET)),
    actor('chip-a', { kind: 'chip', colour: 0, filled: true }, pose(LEFT, SOCKET)),
    actor('chip-b', { kind: 'chip', colour: 1, filled: true }, pose(RIGHT, SOCKET)),
    ...grid,
    ...ladder,
    ...CHANGED.map((at, n) => change(n, at)),
  ],
};
