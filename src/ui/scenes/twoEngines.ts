/**
 * One lever, two engines. Translated, a guest that changes its page tables runs on; in hardware each change is an exit that
 * holds it up, and its gauge falls. Beside it a guest that only calls its kernel: there the same lever shines.
 */
import { actor, beat, pose, type Scene } from './score.ts';

const LEFT = 96;
const RIGHT = 224;
const TRANSLATOR = 84;
const MONITOR = 106;
const SOCKET = 152;
const GAUGE = 64;

const stream = (x: number) => `M${x} 72V136`;
/** seconds at which the levers are pulled, and pulled back */
const [PULLED, BACK] = [2, 7] as const;

/** An exit that falls out of the left guest and climbs back. */
const exit = (n: number, at: number) =>
  actor(`exit-${n}`, { kind: 'exit', sign: 'exception' }, pose(LEFT, 66, { opacity: 0 }), [
    beat(at, 0.1, { opacity: 1 }),
    beat(at + 0.1, 0.3, { y: MONITOR }),
    beat(at + 0.9, 0.3, { y: 66 }),
    beat(at + 1.2, 0.1, { opacity: 0 }),
  ]);

/** The knob of a lever: to the right is hardware. */
const knob = (id: string, x: number, colour: number, back: number) =>
  actor(id, { kind: 'chip', colour, filled: true }, pose(x - 14, 46, { scale: 0.55 }), [
    beat(PULLED, 0.4, { x: x + 14 }),
    beat(back, 0.4, { x: x - 14 }),
  ]);

export const twoEngines: Scene = {
  width: 320,
  height: 180,
  seconds: 10,
  still: 4.5,
  actors: [
    actor('host', { kind: 'band', width: 300, height: 40, look: 'host' }, pose(160, 154)),
    actor('monitor', { kind: 'band', width: 300, height: 22, look: 'monitor' }, pose(160, MONITOR)),
    actor('translator', { kind: 'band', width: 300, height: 14, look: 'thin' }, pose(160, TRANSLATOR)),
    actor('a', { kind: 'tower', width: 84, height: 62, badge: 'square', colour: 0, floors: 1 }, pose(LEFT, 38)),
    actor('b', { kind: 'tower', width: 84, height: 62, badge: 'hexagon', colour: 1, floors: 1 }, pose(RIGHT, 38)),
    actor('socket-a', { kind: 'socket', width: 78 }, pose(LEFT, SOCKET)),
    actor('socket-b', { kind: 'socket', width: 78 }, pose(RIGHT, SOCKET)),
    actor('chip-a', { kind: 'chip', colour: 0, filled: true }, pose(LEFT, SOCKET)),
    actor('chip-b', { kind: 'chip', colour: 1, filled: true }, pose(RIGHT, SOCKET)),
    actor('stream-a', { kind: 'stream', path: stream(LEFT), colour: 0 }, pose(0, 0), [
      beat(PULLED + 0.6, 0.1, { opacity: 0 }),
      beat(BACK + 0.4, 0.2, { opacity: 1 }),
    ]),
    actor('stream-b', { kind: 'stream', path: stream(RIGHT), colour: 1 }, pose(0, 0, { opacity: 0.45 }), [
      beat(PULLED + 0.5, 0.2, { opacity: 1 }),
      beat(9, 0.3, { opacity: 0.45 }),
    ]),
    knob('lever-a', LEFT, 0, BACK),
    knob('lever-b', RIGHT, 1, 9),
    actor('speed-a', { kind: 'gauge', width: 60, colour: 'var(--green)' }, pose(LEFT, GAUGE, { fill: 0.8 }), [
      beat(PULLED + 0.6, 0.9, { fill: 0.25 }),
      beat(BACK + 0.5, 0.9, { fill: 0.8 }),
    ]),
    actor('speed-b', { kind: 'gauge', width: 60, colour: 'var(--green)' }, pose(RIGHT, GAUGE, { fill: 0.44 }), [
      beat(PULLED + 0.6, 0.9, { fill: 1 }),
      beat(9.05, 0.8, { fill: 0.44 }),
    ]),
    ...[2.8, 4.2, 5.6].map((at, n) => exit(n, at)),
  ],
};
