/**
 * A guest of which everything is interpreted: drop by drop, and slow. Its lever is pulled: its programs flow past, only its
 * kernel still drips, and its gauge rises. Beside it a guest of another processor, none of which can ever pass.
 */
import { actor, beat, pose, type Scene } from './score.ts';

const LEFT = 96;
const RIGHT = 224;
const MILL = 98;
const SOCKET = 152;
const GAUGE = 64;
const PULLED = 3.4;

/** A piece of code on its way through the mill: down into it, a moment, and out below. */
const drop = (id: string, x: number, at: number) =>
  actor(id, { kind: 'exit', sign: 'instruction' }, pose(x - 22, 66, { opacity: 0, scale: 0.7 }), [
    beat(at, 0.1, { opacity: 1 }),
    beat(at + 0.1, 0.4, { y: MILL }),
    beat(at + 0.9, 0.3, { y: 130 }),
    beat(at + 1.2, 0.1, { opacity: 0 }),
  ]);

const drops = (id: string, x: number, times: readonly number[]) => times.map((at, n) => drop(`${id}-${n}`, x, at));

export const mill: Scene = {
  width: 320,
  height: 180,
  seconds: 10,
  still: 6.5,
  actors: [
    actor('host', { kind: 'band', width: 300, height: 40, look: 'host' }, pose(160, 154)),
    actor('mill', { kind: 'band', width: 300, height: 30, look: 'monitor' }, pose(160, MILL)),
    actor('a', { kind: 'tower', width: 84, height: 62, badge: 'square', colour: 0, floors: 1 }, pose(LEFT, 38)),
    actor('b', { kind: 'tower', width: 84, height: 62, badge: 'triangle', colour: 3, floors: 1 }, pose(RIGHT, 38)),
    actor('socket-a', { kind: 'socket', width: 78 }, pose(LEFT, SOCKET)),
    actor('socket-b', { kind: 'socket', width: 78 }, pose(RIGHT, SOCKET)),
    actor('chip-a', { kind: 'chip', colour: 0, filled: true }, pose(LEFT, SOCKET)),
    actor('chip-b', { kind: 'chip', colour: 3, filled: true }, pose(RIGHT, SOCKET)),
    actor('stream', { kind: 'stream', path: `M${LEFT} 72V136`, colour: 0 }, pose(0, 0, { opacity: 0 }), [
      beat(PULLED + 0.6, 0.3, { opacity: 1 }),
      beat(9.4, 0.3, { opacity: 0 }),
    ]),
    actor('lever', { kind: 'chip', colour: 0, filled: true }, pose(LEFT - 14, 46, { scale: 0.55 }), [
      beat(PULLED, 0.4, { x: LEFT + 14 }),
      beat(9.4, 0.3, { x: LEFT - 14 }),
    ]),
    actor('speed-a', { kind: 'gauge', width: 60, colour: 'var(--green)' }, pose(LEFT, GAUGE, { fill: 0.06 }), [
      beat(PULLED + 0.6, 0.9, { fill: 0.5 }),
      beat(9.4, 0.4, { fill: 0.06 }),
    ]),
    actor('speed-b', { kind: 'gauge', width: 60, colour: 'var(--green)' }, pose(RIGHT, GAUGE, { fill: 0.06 })),
    ...drops('a', LEFT, [0.2, 1.1, 2, 2.9, 5.6, 7.9]),
    ...drops('b', RIGHT, [0.6, 1.5, 2.4, 3.3, 4.2, 5.1, 6, 6.9, 7.8]),
  ],
};
