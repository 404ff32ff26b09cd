/**
 * An instruction drips through the monitor in silence, and its guest goes dark a while later. On the right the same one is
 * patched: it stops in the band, at every run, while a gauge of what that costs fills; when it is full the block is
 * translated, and nothing has to stop any more.
 */
import { actor, beat, pose, type Scene } from './score.ts';

const LEFT = 96;
const RIGHT = 224;
const BAND = 98;
const SOCKET = 152;
/** when the left one drips, and when its guest hangs; when the right one traps; when its block is written */
const DRIP = 1;
const HANGS = 5.2;
const TRAPS = [1, 2.6, 4.2] as const;
const WRITTEN = 6;

const stream = (x: number) => `M${x} 66V136`;

export const leaks: Scene = {
  width: 320,
  height: 180,
  seconds: 10,
  still: 2.1,
  actors: [
    actor('host', { kind: 'band', width: 300, height: 40, look: 'host' }, pose(160, 154)),
    actor('monitor', { kind: 'band', width: 300, height: 46, look: 'monitor' }, pose(160, BAND)),
    actor('a', { kind: 'tower', width: 76, height: 56, badge: 'square', colour: 0, floors: 3 }, pose(LEFT, 34), [
      beat(HANGS, 0.3, { opacity: 0.25 }),
      beat(9.4, 0.3, { opacity: 1 }),
    ]),
    actor('b', { kind: 'tower', width: 76, height: 56, badge: 'hexagon', colour: 1, floors: 3 }, pose(RIGHT, 34)),
    actor('socket-a', { kind: 'socket', width: 78 }, pose(LEFT, SOCKET)),
    actor('socket-b', { kind: 'socket', width: 78 }, pose(RIGHT, SOCKET)),
    actor('stream-a', { kind: 'stream', path: stream(LEFT), colour: 0 }, pose(0, 0), [
      beat(HANGS, 0.2, { opacity: 0 }),
      beat(9.4, 0.3, { opacity: 1 }),
    ]),
    actor('stream-b', { kind: 'stream', path: stream(RIGHT), colour: 1 }, pose(0, 0), [
      ...TRAPS.flatMap((at) => [beat(at + 0.4, 0.1, { opacity: 0.15 }), beat(at + 1.1, 0.1, { opacity: 1 })]),
    ]),
    // nothing stops it: from the tower to the hardware
    actor('drip', { kind: 'exit', sign: 'instruction' }, pose(LEFT, 48, { opacity: 0, scale: 0.8 }), [
      beat(DRIP, 0.1, { opacity: 1 }),
      beat(DRIP + 0.1, 1.3, { y: SOCKET + 20 }),
      beat(DRIP + 1.5, 0.2, { opacity: 0 }),
      beat(DRIP + 2, 0.1, { y: 48 }),
    ]),
    actor('fuse', { kind: 'gauge', width: 56, colour: 'var(--red)' }, pose(LEFT, BAND, { opacity: 0 }), [
      beat(DRIP + 0.8, 0.1, { opacity: 1 }),
      beat(DRIP + 0.9, HANGS - DRIP - 0.9, { fill: 0 }),
      beat(HANGS + 0.1, 0.1, { opacity: 0 }),
      beat(HANGS + 0.4, 0.1, { fill: 1 }),
    ]),
    ...TRAPS.map((at, n) =>
      actor(`trap-${n}`, { kind: 'exit', sign: 'instruction' }, pose(RIGHT, 48, { opacity: 0, scale: 0.8 }), [
        beat(at, 0.1, { opacity: 1 }),
        beat(at + 0.1, 0.4, { y: BAND - 6 }),
        beat(at + 1, 0.2, { opacity: 0 }),
        beat(at + 1.3, 0.1, { y: 48 }),
      ]),
    ),
    actor('cost', { kind: 'gauge', width: 56, colour: 'var(--orange)' }, pose(RIGHT, BAND + 16, { fill: 0 }), [
      ...TRAPS.map((at, n) => beat(at + 0.6, 0.4, { fill: (n + 1) / TRAPS.length })),
      beat(WRITTEN + 0.5, 0.3, { opacity: 0 }),
      beat(9.3, 0.1, { fill: 0 }),
      beat(9.5, 0.2, { opacity: 1 }),
    ]),
    actor('block', { kind: 'chip', colour: 1, filled: true }, pose(RIGHT, BAND - 4, { opacity: 0, scale: 0.7 }), [
      beat(WRITTEN, 0.3, { opacity: 1 }),
      beat(9.5, 0.3, { opacity: 0 }),
    ]),
  ],
};
