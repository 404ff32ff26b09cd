/**
 * Four faders, one guest: all down is the paravirtual kernel of 2003, and its speed falls when it calls a lot. Two go up
 * again, and it is fast.
 */
import { actor, beat, pose, type Scene } from './score.ts';

const HOST = 158;
const GUEST = 72;
const FADERS = [168, 202, 236, 270] as const;
const [UP, MIDDLE, DOWN] = [38, 74, 110] as const;
/** when the load turns, when the faders move, and when everything is as it was */
const TURNS = 2;
const MOVES = 4.6;
const AGAIN = 8.6;

const rail = (x: number) => `M${x} ${UP}V${DOWN}`;
/** board, kernel, interrupts, devices: where PVHVM has them */
const STANDS = [UP, MIDDLE, DOWN, DOWN] as const;

export const spectrum: Scene = {
  width: 320,
  height: 180,
  seconds: 10,
  still: 6.5,
  actors: [
    actor('host', { kind: 'band', width: 300, height: 36, look: 'host' }, pose(160, HOST)),
    actor('guest', { kind: 'tower', width: 84, height: 60, badge: 'square', colour: 0, floors: 3 }, pose(GUEST, 46)),
    actor('stream', { kind: 'stream', path: `M${GUEST} 80V138`, colour: 0 }, pose(0, 0), [
      beat(TURNS, 0.3, { opacity: 0.25 }),
      beat(MOVES + 0.8, 0.3, { opacity: 1 }),
    ]),
    actor('speed', { kind: 'gauge', width: 76, colour: 'var(--green)' }, pose(GUEST, 90), [
      beat(TURNS, 0.8, { fill: 0.62 }),
      beat(MOVES + 0.8, 0.8, { fill: 0.94 }),
      beat(AGAIN, 0.8, { fill: 1 }),
    ]),
    ...[TURNS + 0.4, TURNS + 1.1, TURNS + 1.8].map((at, i) =>
      actor(`call-${i}`, { kind: 'exit', sign: 'call' }, pose(GUEST + 18, 84, { opacity: 0, scale: 0.7 }), [
        beat(at, 0.1, { opacity: 1 }),
        beat(at + 0.1, 0.5, { y: 132 }),
        beat(at + 0.6, 0.1, { opacity: 0 }),
        beat(at + 0.7, 0.1, { y: 84 }),
      ]),
    ),
    ...FADERS.map((x, i) => actor(`rail-${i}`, { kind: 'wire', path: rail(x) }, pose(0, 0))),
    ...FADERS.map((x, i) =>
      actor(`fader-${i}`, { kind: 'chip', colour: 0, filled: true }, pose(x, DOWN, { scale: 0.5 }), [
        beat(MOVES, 0.7, { y: STANDS[i] ?? DOWN }),
        beat(AGAIN, 0.7, { y: DOWN }),
      ]),
    ),
  ],
};
