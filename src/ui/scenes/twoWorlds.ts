/**
 * One packet, twice. First its card's model stands in the other world, and knock after knock goes through the door. Then
 * the model stands in the monitor: the knocks end there, and only the last goes through.
 */
import { actor, beat, pose, type Scene } from './score.ts';

const X = 84;
const BAND = 98;
const FAR = 262;
const NEAR = 176;
const OUTSIDE = [0.8, 1.4, 2, 2.6, 3.2, 3.8] as const;
const MOVES = 4.8;
const INSIDE = [6, 6.3, 6.6, 6.9, 7.2] as const;
const SENDS = 7.6;

export const twoWorlds: Scene = {
  width: 320,
  height: 180,
  seconds: 10,
  still: 6.6,
  actors: [
    actor('host', { kind: 'band', width: 300, height: 40, look: 'host' }, pose(160, 154)),
    actor('monitor', { kind: 'band', width: 206, height: 46, look: 'monitor' }, pose(113, BAND)),
    actor('world', { kind: 'band', width: 80, height: 92, look: 'host' }, pose(FAR, 74)),
    actor('a', { kind: 'tower', width: 76, height: 56, badge: 'square', colour: 0, floors: 3 }, pose(X, 34)),
    actor('socket', { kind: 'socket', width: 78 }, pose(X, 152)),
    actor('stream', { kind: 'stream', path: `M${X} 66V136`, colour: 0 }, pose(0, 0), [
      beat(OUTSIDE[0] - 0.2, 0.1, { opacity: 0.15 }),
      beat(4.5, 0.1, { opacity: 1 }),
      beat(INSIDE[0] - 0.2, 0.1, { opacity: 0.15 }),
      beat(SENDS + 0.8, 0.1, { opacity: 1 }),
    ]),
    actor('card', { kind: 'chip', colour: 1, filled: true }, pose(FAR, BAND - 14, { scale: 0.8 }), [
      beat(MOVES, 0.7, { x: NEAR, y: BAND }),
      beat(9.4, 0.4, { x: FAR, y: BAND - 14 }),
    ]),
    ...OUTSIDE.map((at, n) =>
      actor(`far-${n}`, { kind: 'exit', sign: 'device' }, pose(X, BAND, { opacity: 0, scale: 0.6 }), [
        beat(at, 0.05, { opacity: 1 }),
        beat(at + 0.05, 0.22, { x: FAR, y: BAND - 14 }),
        beat(at + 0.3, 0.22, { x: X, y: BAND }),
        beat(at + 0.55, 0.05, { opacity: 0 }),
      ]),
    ),
    ...INSIDE.map((at, n) =>
      actor(`near-${n}`, { kind: 'exit', sign: 'device' }, pose(X, BAND, { opacity: 0, scale: 0.6 }), [
        beat(at, 0.05, { opacity: 1 }),
        beat(at + 0.05, 0.1, { x: NEAR }),
        beat(at + 0.16, 0.1, { x: X }),
        beat(at + 0.27, 0.03, { opacity: 0 }),
      ]),
    ),
    actor('sent', { kind: 'exit', sign: 'device' }, pose(X, BAND, { opacity: 0, scale: 0.6 }), [
      beat(SENDS, 0.05, { opacity: 1 }),
      beat(SENDS + 0.05, 0.22, { x: FAR, y: BAND - 14 }),
      beat(SENDS + 0.3, 0.22, { x: X, y: BAND }),
      beat(SENDS + 0.55, 0.05, { opacity: 0 }),
    ]),
  ],
};
