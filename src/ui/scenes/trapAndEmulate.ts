/**
 * An exit falls into the hypervisor and holds its processor until somebody answers. On the right a wire answers at once.
 */
import { actor, beat, pose, type Scene, shown } from './score.ts';

const LEFT = 96;
const RIGHT = 224;
const BAND = 98;
const SOCKET = 152;

const stream = (x: number) => `M${x} 66V136`;

export const trapAndEmulate: Scene = {
  width: 320,
  height: 180,
  seconds: 10,
  still: 3.4,
  actors: [
    actor('host', { kind: 'band', width: 300, height: 40, look: 'host' }, pose(160, 154)),
    actor('monitor', { kind: 'band', width: 300, height: 46, look: 'monitor' }, pose(160, BAND)),
    actor('a', { kind: 'tower', width: 76, height: 56, badge: 'diamond', colour: 2, floors: 3 }, pose(LEFT, 34)),
    actor('b', { kind: 'tower', width: 76, height: 56, badge: 'square', colour: 0, floors: 3 }, pose(RIGHT, 34)),
    actor('socket-a', { kind: 'socket', width: 78 }, pose(LEFT, SOCKET)),
    actor('socket-b', { kind: 'socket', width: 78 }, pose(RIGHT, SOCKET)),
    actor('bay-a', { kind: 'bay', width: 50 }, pose(LEFT + 58, BAND)),
    actor('bay-b', { kind: 'bay', width: 50 }, pose(RIGHT + 58, BAND)),
    actor('wire', { kind: 'wire', path: `M${RIGHT + 9} ${BAND}H${RIGHT + 33}` }, pose(0, 0)),
    actor('stream-a', { kind: 'stream', path: stream(LEFT), colour: 2 }, pose(0, 0), [
      beat(1.5, 0.1, { opacity: 0 }),
      beat(7, 0.2, { opacity: 1 }),
    ]),
    actor('stream-b', { kind: 'stream', path: stream(RIGHT), colour: 0 }, pose(0, 0), [
      beat(1.5, 0.1, { opacity: 0 }),
      beat(3.1, 0.2, { opacity: 1 }),
      beat(5.5, 0.1, { opacity: 0 }),
      beat(7.1, 0.2, { opacity: 1 }),
    ]),
    // held: the chip hangs in the band and its socket stands empty
    actor('chip-a', { kind: 'chip', colour: 2, filled: true }, pose(LEFT, SOCKET), [
      beat(1.8, 0.3, { y: BAND + 20 }),
      beat(6.7, 0.3, { y: SOCKET }),
    ]),
    actor('chip-b', { kind: 'chip', colour: 0, filled: true }, pose(RIGHT, SOCKET), []),
    actor('waiting', { kind: 'ring', colour: 'var(--red)' }, pose(LEFT, BAND - 8, { fill: 0, opacity: 0 }), [
      beat(2, 0.1, { opacity: 1 }),
      beat(2.1, 2.9, { fill: 1 }),
      beat(5, 0.15, { opacity: 0 }),
      beat(5.3, 0.1, { fill: 0 }),
    ]),
    actor('exit-a', { kind: 'exit', sign: 'instruction' }, pose(LEFT, 48, { opacity: 0 }), [
      beat(1.4, 0.1, { opacity: 1 }),
      beat(1.5, 0.4, { y: BAND - 8 }),
      beat(5.1, 0.3, { x: LEFT + 58, y: BAND }),
      beat(6.4, 0.2, { opacity: 0 }),
      beat(7, 0.1, { x: LEFT, y: 48 }),
    ]),
    actor('serve-a', { kind: 'gauge', width: 42, colour: 'var(--sky)' }, pose(LEFT + 58, BAND + 15, { fill: 0 }), [
      beat(5.4, 1, { fill: 1 }),
      beat(6.7, 0.1, { fill: 0 }),
    ]),
    ...[1.4, 5.4].map((at, i) =>
      actor(`exit-b${i}`, { kind: 'exit', sign: 'instruction' }, pose(RIGHT, 48, { opacity: 0 }), [
        beat(at, 0.1, { opacity: 1 }),
        beat(at + 0.1, 0.4, { y: BAND }),
        beat(at + 0.5, 0.25, { x: RIGHT + 58 }),
        ...shown(at + 1.6, at + 1.65, 0.02).slice(1),
        beat(at + 2, 0.1, { x: RIGHT, y: 48 }),
      ]),
    ),
    actor('serve-b', { kind: 'gauge', width: 42, colour: 'var(--sky)' }, pose(RIGHT + 58, BAND + 15, { fill: 0 }), [
      beat(2.2, 0.8, { fill: 1 }),
      beat(3.2, 0.1, { fill: 0 }),
      beat(6.2, 0.8, { fill: 1 }),
      beat(7.2, 0.1, { fill: 0 }),
    ]),
  ],
};
