/**
 * The same page-table work on both sides. On the left every step traps; on the right a ported kernel asks: four calls
 * come and go while one trap is served.
 */
import { type Actor, actor, beat, pose, type Scene } from './score.ts';

const LEFT = 96;
const RIGHT = 224;
const BAND = 98;
const SOCKET = 152;
const CALLS = [0.6, 2.3, 4, 5.7];

function call(at: number): Actor {
  return actor(`call-${at}`, { kind: 'exit', sign: 'call' }, pose(RIGHT, 52, { opacity: 0 }), [
    beat(at, 0.1, { opacity: 1 }),
    beat(at + 0.1, 0.3, { y: BAND }),
    beat(at + 0.7, 0.3, { y: 52 }),
    beat(at + 1, 0.15, { opacity: 0 }),
  ]);
}

export const hypercalls: Scene = {
  width: 320,
  height: 180,
  seconds: 8,
  still: 4.5,
  actors: [
    actor('host', { kind: 'band', width: 300, height: 40, look: 'host' }, pose(160, 154)),
    actor('monitor', { kind: 'band', width: 300, height: 40, look: 'monitor' }, pose(160, BAND)),
    actor('a', { kind: 'tower', width: 80, height: 58, badge: 'circle', colour: 1, floors: 3 }, pose(LEFT, 35)),
    actor('b', { kind: 'tower', width: 80, height: 58, badge: 'triangle', colour: 3, floors: 3 }, pose(RIGHT, 35)),
    actor('socket-a', { kind: 'socket', width: 78 }, pose(LEFT, SOCKET)),
    actor('socket-b', { kind: 'socket', width: 78 }, pose(RIGHT, SOCKET)),
    actor('stream-a', { kind: 'stream', path: `M${LEFT} 68V136`, colour: 1 }, pose(0, 0), [
      beat(0.6, 0.1, { opacity: 0 }),
      beat(7, 0.2, { opacity: 1 }),
    ]),
    actor(
      'stream-b',
      { kind: 'stream', path: `M${RIGHT} 68V136`, colour: 3 },
      pose(0, 0),
      CALLS.flatMap((at) => [beat(at, 0.1, { opacity: 0.12 }), beat(at + 1.1, 0.1, { opacity: 1 })]),
    ),
    actor('chip-a', { kind: 'chip', colour: 1, filled: true }, pose(LEFT, SOCKET)),
    actor('chip-b', { kind: 'chip', colour: 3, filled: true }, pose(RIGHT, SOCKET)),
    actor('trap', { kind: 'exit', sign: 'exception' }, pose(LEFT, 52, { opacity: 0 }), [
      beat(0.6, 0.1, { opacity: 1 }),
      beat(0.7, 1.4, { y: BAND }),
      beat(5.2, 1.4, { y: 52 }),
      beat(6.7, 0.2, { opacity: 0 }),
    ]),
    actor('served', { kind: 'gauge', width: 60, colour: 'var(--orange)' }, pose(LEFT, BAND + 14, { fill: 0 }), [
      beat(2.1, 3, { fill: 1 }),
      beat(5.4, 0.1, { fill: 0 }),
    ]),
    ...CALLS.map(call),
    actor(
      'asked',
      { kind: 'gauge', width: 60, colour: 'var(--pink)' },
      pose(RIGHT, BAND + 14, { fill: 0 }),
      CALLS.flatMap((at) => [beat(at + 0.4, 0.3, { fill: 1 }), beat(at + 0.9, 0.1, { fill: 0 })]),
    ),
  ],
};
