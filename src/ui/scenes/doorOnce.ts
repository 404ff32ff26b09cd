/**
 * Two guests, and the domain that has the drivers. The one on the left tells of each request: the door opens every time,
 * and its stream stands still meanwhile. The other fills a ring, and the door opens once for all of it.
 */
import { type Actor, actor, beat, pose, type Scene } from './score.ts';

const LEFT = 70;
const RIGHT = 160;
const DOMAIN = 264;
const DOOR = 224;
const CHANNEL = 84;
const SOCKET = 156;
const EACH = [0.5, 2.4, 4.3, 6.2];
const MANY = 8;
const TOLD = 5.4;

/** A request of the first guest: there, through the door, gone. */
const single = (at: number): Actor =>
  actor(`single-${at}`, { kind: 'exit', sign: 'call' }, pose(LEFT, CHANNEL, { opacity: 0 }), [
    beat(at, 0.1, { opacity: 1 }),
    beat(at + 0.2, 0.7, { x: DOMAIN }),
    beat(at + 1.1, 0.2, { opacity: 0 }),
  ]);

export const doorOnce: Scene = {
  width: 320,
  height: 180,
  seconds: 8.5,
  still: 5.9,
  actors: [
    actor('host', { kind: 'band', width: 300, height: 36, look: 'host' }, pose(160, 158)),
    actor('monitor', { kind: 'band', width: 300, height: 26, look: 'monitor' }, pose(160, 118)),
    actor('a', { kind: 'tower', width: 72, height: 52, badge: 'hexagon', colour: 1, floors: 2 }, pose(LEFT, 36)),
    actor('b', { kind: 'tower', width: 72, height: 52, badge: 'diamond', colour: 2, floors: 2 }, pose(RIGHT, 36)),
    actor('domain', { kind: 'tower', width: 72, height: 72, badge: 'square', colour: 0, floors: 3 }, pose(DOMAIN, 46)),
    actor('channel', { kind: 'stream', path: `M${LEFT} ${CHANNEL}H${DOOR}`, colour: 0 }, pose(0, 0, { opacity: 0.15 })),
    actor('socket-a', { kind: 'socket', width: 72 }, pose(LEFT, SOCKET)),
    actor('socket-b', { kind: 'socket', width: 72 }, pose(RIGHT, SOCKET)),
    actor('socket-c', { kind: 'socket', width: 72 }, pose(DOMAIN, SOCKET)),
    actor('chip-a', { kind: 'chip', colour: 1, filled: true }, pose(LEFT, SOCKET)),
    actor('chip-b', { kind: 'chip', colour: 2, filled: true }, pose(RIGHT, SOCKET)),
    actor('chip-c', { kind: 'chip', colour: 0, filled: true }, pose(DOMAIN, SOCKET, { opacity: 0.3 }), [
      ...[...EACH, TOLD]
        .sort((a, b) => a - b)
        .flatMap((at) => [beat(at + 0.6, 0.1, { opacity: 1 }), beat(at + 0.9, 0.1, { opacity: 0.3 })]),
    ]),
    actor(
      'stream-a',
      { kind: 'stream', path: `M${LEFT} 66V138`, colour: 1 },
      pose(0, 0),
      EACH.flatMap((at) => [beat(at, 0.1, { opacity: 0.12 }), beat(at + 1.2, 0.1, { opacity: 1 })]),
    ),
    actor('stream-b', { kind: 'stream', path: `M${RIGHT} 66V138`, colour: 2 }, pose(0, 0), [
      beat(TOLD, 0.1, { opacity: 0.12 }),
      beat(TOLD + 1.2, 0.1, { opacity: 1 }),
    ]),
    actor('ring', { kind: 'ring', colour: 'var(--yellow)' }, pose(RIGHT, CHANNEL, { fill: 0 }), [
      ...Array.from({ length: MANY }, (_, n) => beat(0.6 + n * 0.6, 0.2, { fill: (n + 1) / MANY })),
      beat(TOLD + 0.5, 0.2, { fill: 0 }),
    ]),
    ...EACH.map(single),
    actor('together', { kind: 'exit', sign: 'call' }, pose(RIGHT, CHANNEL, { opacity: 0, scale: 1.7 }), [
      beat(TOLD, 0.1, { opacity: 1 }),
      beat(TOLD + 0.2, 0.7, { x: DOMAIN }),
      beat(TOLD + 1.1, 0.2, { opacity: 0 }),
    ]),
    actor(
      'door',
      { kind: 'gauge', width: 26, colour: 'var(--yellow)' },
      pose(DOOR, CHANNEL + 8, { fill: 0 }),
      [...EACH, TOLD]
        .sort((a, b) => a - b)
        .flatMap((at) => [beat(at + 0.4, 0.1, { fill: 1 }), beat(at + 0.8, 0.1, { fill: 0 })]),
    ),
  ],
};
