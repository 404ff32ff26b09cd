/**
 * Two closed guests send a packet each. The left one knocks twelve times at its card, and its stream stands still at each;
 * the right one has a driver: one letter, one knock. Then both halt. The left one's processor goes dark and takes its time to
 * wake; the right one's looks round, and goes on at once.
 */
import { type Actor, actor, beat, pose, type Scene } from './score.ts';

const LEFT = 92;
const RIGHT = 228;
const BAND = 92;
const SOCKET = 156;
const KNOCKS = 12;
const FIRST = 0.5;
const EACH = 0.4;
const LETTER = 2.6;
/** both halt, and somebody comes */
const HALT = 5.8;
const COMES = 7.2;

const stream = (x: number) => `M${x} 66V138`;

const knock = (n: number): Actor => {
  const at = FIRST + n * EACH;
  return actor(`knock-${n}`, { kind: 'exit', sign: 'call' }, pose(LEFT, 70, { opacity: 0, scale: 0.7 }), [
    beat(at, 0.05, { opacity: 1 }),
    beat(at + 0.05, 0.15, { y: BAND }),
    beat(at + 0.25, 0.1, { opacity: 0 }),
  ]);
};

export const twelveKnocks: Scene = {
  width: 320,
  height: 180,
  seconds: 10,
  still: 2.9,
  actors: [
    actor('host', { kind: 'band', width: 300, height: 36, look: 'host' }, pose(160, 158)),
    actor('monitor', { kind: 'band', width: 300, height: 6, look: 'thin' }, pose(160, BAND)),
    actor('a', { kind: 'tower', width: 84, height: 54, badge: 'square', colour: 0, floors: 2 }, pose(LEFT, 36)),
    actor('b', { kind: 'tower', width: 84, height: 54, badge: 'hexagon', colour: 1, floors: 2 }, pose(RIGHT, 36)),
    actor('socket-a', { kind: 'socket', width: 78 }, pose(LEFT, SOCKET)),
    actor('socket-b', { kind: 'socket', width: 78 }, pose(RIGHT, SOCKET)),
    actor('chip-a', { kind: 'chip', colour: 0, filled: true }, pose(LEFT, SOCKET), [
      beat(HALT, 0.3, { opacity: 0.15 }),
      beat(COMES + 1.4, 0.2, { opacity: 1 }),
    ]),
    actor('chip-b', { kind: 'chip', colour: 1, filled: true }, pose(RIGHT, SOCKET)),
    actor('stream-a', { kind: 'stream', path: stream(LEFT), colour: 0 }, pose(0, 0), [
      beat(FIRST, 0.1, { opacity: 0.12 }),
      beat(FIRST + KNOCKS * EACH, 0.1, { opacity: 1 }),
      beat(HALT, 0.1, { opacity: 0 }),
      beat(COMES + 1.5, 0.1, { opacity: 1 }),
    ]),
    actor('stream-b', { kind: 'stream', path: stream(RIGHT), colour: 1 }, pose(0, 0), [
      beat(LETTER, 0.1, { opacity: 0.12 }),
      beat(LETTER + 0.4, 0.1, { opacity: 1 }),
      beat(HALT, 0.1, { opacity: 0 }),
      beat(COMES + 0.1, 0.1, { opacity: 1 }),
    ]),
    // it looks as long as nobody comes
    actor('looks', { kind: 'ring', colour: 'var(--sky)' }, pose(RIGHT, SOCKET, { opacity: 0, fill: 0 }), [
      beat(HALT, 0.1, { opacity: 1 }),
      beat(HALT + 0.1, COMES - HALT - 0.1, { fill: 1 }),
      beat(COMES, 0.1, { opacity: 0 }),
    ]),
    // so many knocks of a packet are done
    actor('packet-a', { kind: 'gauge', width: 72, colour: 'var(--red)' }, pose(LEFT, BAND + 16, { fill: 0 }), [
      beat(FIRST, KNOCKS * EACH, { fill: 1 }),
      beat(HALT + 0.4, 0.3, { fill: 0 }),
    ]),
    actor('packet-b', { kind: 'gauge', width: 72, colour: 'var(--green)' }, pose(RIGHT, BAND + 16, { fill: 0 }), [
      beat(LETTER, 0.4, { fill: 1 }),
      beat(HALT + 0.4, 0.3, { fill: 0 }),
    ]),
    ...Array.from({ length: KNOCKS }, (_, n) => knock(n)),
    actor('letter', { kind: 'exit', sign: 'call' }, pose(RIGHT, 70, { opacity: 0 }), [
      beat(LETTER, 0.1, { opacity: 1 }),
      beat(LETTER + 0.1, 0.2, { y: BAND }),
      beat(LETTER + 0.4, 0.2, { opacity: 0 }),
    ]),
  ],
};
