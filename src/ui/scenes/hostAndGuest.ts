/**
 * Two guests, one processor: the one that waits is swapped in. The switch takes its time (amber ring), then the cache is
 * cold (frost), and only then does work flow.
 */
import { actor, beat, pose, type Scene, shown } from './score.ts';

const LEFT = 104;
const RIGHT = 216;
const DOCK = 84;
const SOCKET = { x: 160, y: 148 };

const stream = (x: number) =>
  `M${x} 68V100Q${x} 112 ${x < 160 ? x + 12 : x - 12} 112H${x < 160 ? 148 : 172}Q160 112 160 124V132`;

export const hostAndGuest: Scene = {
  width: 320,
  height: 180,
  seconds: 12,
  still: 4.6,
  actors: [
    actor('host', { kind: 'band', width: 300, height: 40, look: 'host' }, pose(160, 150)),
    actor('a', { kind: 'tower', width: 72, height: 60, badge: 'square', colour: 0, floors: 3 }, pose(LEFT, 36)),
    actor('b', { kind: 'tower', width: 72, height: 60, badge: 'hexagon', colour: 1, floors: 3 }, pose(RIGHT, 36)),
    actor('socket', { kind: 'socket', width: 84 }, pose(SOCKET.x, SOCKET.y)),
    actor('stream-a', { kind: 'stream', path: stream(LEFT), colour: 0 }, pose(0, 0, { opacity: 1 }), [
      beat(2, 0.2, { opacity: 0 }),
      beat(10.4, 0.3, { opacity: 1 }),
    ]),
    actor('stream-b', { kind: 'stream', path: stream(RIGHT), colour: 1 }, pose(0, 0, { opacity: 0 }), shown(5, 8)),
    // The faces of design 8 are gauges here: patience drains while a guest waits.
    actor('patience-a', { kind: 'gauge', width: 60, colour: 'var(--guest-0)' }, pose(LEFT, 72), [
      beat(2.4, 8, { fill: 0.5 }),
      beat(10.6, 1.3, { fill: 1 }),
    ]),
    actor('patience-b', { kind: 'gauge', width: 60, colour: 'var(--guest-1)' }, pose(RIGHT, 72, { fill: 0.55 }), [
      beat(0, 2.4, { fill: 0.25 }),
      beat(5, 3, { fill: 0.9 }),
      beat(8.2, 3.8, { fill: 0.55 }),
    ]),
    actor('chip-a', { kind: 'chip', colour: 0, filled: true }, pose(SOCKET.x, SOCKET.y), [
      beat(2, 0.5, { x: LEFT, y: DOCK + 8 }),
      beat(8.6, 0.5, { x: SOCKET.x, y: SOCKET.y }),
    ]),
    actor('chip-b', { kind: 'chip', colour: 1, filled: true }, pose(RIGHT, DOCK + 8), [
      beat(2.3, 0.5, { x: SOCKET.x, y: SOCKET.y }),
      beat(8.3, 0.5, { x: RIGHT, y: DOCK + 8 }),
    ]),
    actor('switch', { kind: 'ring', colour: 'var(--orange)' }, pose(SOCKET.x, SOCKET.y, { fill: 0, opacity: 0 }), [
      beat(2.9, 0.1, { opacity: 1 }),
      beat(3, 1, { fill: 1 }),
      beat(4, 0.2, { opacity: 0 }),
      beat(4.3, 0.1, { fill: 0 }),
      beat(9.1, 0.1, { opacity: 1 }),
      beat(9.2, 0.7, { fill: 1 }),
      beat(9.9, 0.2, { opacity: 0 }),
      beat(10.2, 0.1, { fill: 0 }),
    ]),
    actor('frost', { kind: 'frost' }, pose(SOCKET.x, SOCKET.y, { opacity: 0 }), [
      beat(4, 0.2, { opacity: 1 }),
      beat(4.6, 0.7, { opacity: 0 }),
      beat(9.9, 0.2, { opacity: 1 }),
      beat(10.3, 0.5, { opacity: 0 }),
    ]),
  ],
};
