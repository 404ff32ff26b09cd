/**
 * The living cross-section behind the title: four guests share two processors. One switch, one exit that waits, one
 * interrupt, over and over.
 */
import type { Badge } from '../../session/view-model.ts';
import { actor, type Beat, beat, pose, type Scene, shown } from './score.ts';

const TOWERS: readonly { x: number; badge: Badge }[] = [
  { x: 110, badge: 'square' },
  { x: 250, badge: 'hexagon' },
  { x: 390, badge: 'diamond' },
  { x: 530, badge: 'triangle' },
];
const ROOF = 50;
const DOCK = 146;
const BAND = 200;
const LANE = 268;
const SOCKET = 344;
const SOCKETS = [180, 460] as const;
const BAY = { x: 556, y: BAND };

/** A way from a tower down through the band, along the lane to a socket. */
function way(from: number, to: number): string {
  const turn = from < to ? 12 : -12;
  return `M${from} 164V${LANE - 12}Q${from} ${LANE} ${from + turn} ${LANE}H${to - turn}Q${to} ${LANE} ${to} ${LANE + 12}V${SOCKET - 17}`;
}

/** Patience: drains from `wait` to `run`, is earned back from `run` to `full`. */
const patience = (wait: number, run: number, full: number): Beat[] => [
  beat(wait, run - wait, { fill: 0.35 }),
  beat(run, full - run, { fill: 1 }),
];

const ring = (at: number): Beat[] => [
  beat(at, 0.1, { opacity: 1 }),
  beat(at + 0.1, 0.8, { fill: 1 }),
  beat(at + 0.9, 0.2, { opacity: 0 }),
  beat(at + 1.2, 0.1, { fill: 0 }),
];

const chipPose = (i: number, running: number | null) =>
  running === null ? pose(TOWERS[i]?.x ?? 0, DOCK) : pose(SOCKETS[running] ?? 0, SOCKET);

/** The band lies in the middle of the height, where the tagline stands; the left third is left to the words. */
export const titleScene: Scene = {
  left: -262,
  top: BAND - 253,
  width: 900,
  height: 506,
  seconds: 20,
  still: 5.2,
  actors: [
    actor('host', { kind: 'band', width: 2600, height: 640, look: 'host' }, pose(320, 302 + 320)),
    actor('monitor', { kind: 'band', width: 2600, height: 62, look: 'monitor' }, pose(320, BAND)),
    ...TOWERS.map(({ x, badge }, i) =>
      actor(`tower-${i}`, { kind: 'tower', width: 104, height: 140, badge, colour: i, floors: 8 }, pose(x, ROOF)),
    ),
    actor(
      'patience-0',
      { kind: 'gauge', width: 92, colour: 'var(--guest-0)' },
      pose(110, 127),
      patience(8, 17.6, 19.8),
    ),
    actor('patience-1', { kind: 'gauge', width: 92, colour: 'var(--guest-1)' }, pose(250, 127, { fill: 0.7 }), [
      beat(0, 9.4, { fill: 0.3 }),
      beat(9.6, 5, { fill: 1 }),
      beat(17.2, 2.7, { fill: 0.7 }),
    ]),
    actor('patience-2', { kind: 'gauge', width: 92, colour: 'var(--guest-2)' }, pose(390, 127), [
      beat(4, 3.8, { fill: 0.55 }),
      beat(8, 2.5, { fill: 1 }),
      beat(12.2, 6.8, { fill: 0.6 }),
      beat(19.2, 0.7, { fill: 1 }),
    ]),
    actor('patience-3', { kind: 'gauge', width: 92, colour: 'var(--guest-3)' }, pose(530, 127, { fill: 0.8 }), [
      beat(0, 13.4, { fill: 0.25 }),
      beat(13.6, 4.5, { fill: 0.95 }),
      beat(18.3, 1.6, { fill: 0.8 }),
    ]),
    ...SOCKETS.map((x, i) => actor(`socket-${i}`, { kind: 'socket', width: 120 }, pose(x, SOCKET))),
    actor('device', { kind: 'device', width: 70 }, pose(588, SOCKET)),
    actor('bay', { kind: 'bay', width: 62 }, pose(BAY.x, BAY.y)),
    actor('stream-0', { kind: 'stream', path: way(110, 180), colour: 0 }, pose(0, 0), [
      beat(8, 0.2, { opacity: 0 }),
      beat(18.8, 0.3, { opacity: 1 }),
    ]),
    actor('stream-1', { kind: 'stream', path: way(250, 180), colour: 1 }, pose(0, 0, { opacity: 0 }), shown(9.8, 16.8)),
    actor('stream-2', { kind: 'stream', path: way(390, 460), colour: 2 }, pose(0, 0), [
      beat(4, 0.1, { opacity: 0 }),
      beat(7.9, 0.2, { opacity: 1 }),
      beat(12, 0.2, { opacity: 0 }),
      beat(19.6, 0.3, { opacity: 1 }),
    ]),
    actor('stream-3', { kind: 'stream', path: way(530, 460), colour: 3 }, pose(0, 0, { opacity: 0 }), shown(13.8, 18)),
    actor('chip-0', { kind: 'chip', colour: 0, filled: true }, chipPose(0, 0), [
      beat(8.1, 0.6, { x: 110, y: DOCK }),
      beat(17.2, 0.6, { x: 180, y: SOCKET }),
    ]),
    actor('chip-1', { kind: 'chip', colour: 1, filled: true }, chipPose(1, null), [
      beat(8.2, 0.6, { x: 180, y: SOCKET }),
      beat(17, 0.6, { x: 250, y: DOCK }),
    ]),
    actor('chip-2', { kind: 'chip', colour: 2, filled: true }, chipPose(2, 1), [
      beat(4.2, 0.4, { y: BAND + 16 }),
      beat(7.5, 0.4, { y: SOCKET }),
      beat(12.1, 0.6, { x: 390, y: DOCK }),
      beat(18.4, 0.6, { x: 460, y: SOCKET }),
    ]),
    actor('chip-3', { kind: 'chip', colour: 3, filled: true }, chipPose(3, null), [
      beat(12.2, 0.6, { x: 460, y: SOCKET }),
      beat(18.2, 0.6, { x: 530, y: DOCK }),
    ]),
    actor('ring-0', { kind: 'ring', colour: 'var(--orange)' }, pose(180, SOCKET, { fill: 0, opacity: 0 }), [
      ...ring(8.9),
      ...ring(17.8),
    ]),
    actor('ring-1', { kind: 'ring', colour: 'var(--orange)' }, pose(460, SOCKET, { fill: 0, opacity: 0 }), [
      ...ring(12.9),
    ]),
    actor('frost', { kind: 'frost' }, pose(180, SOCKET, { opacity: 0 }), shown(9.6, 10.4, 0.3)),
    actor('exit', { kind: 'exit', sign: 'device' }, pose(390, 100, { opacity: 0 }), [
      beat(3.9, 0.1, { opacity: 1 }),
      beat(4, 0.5, { x: 460, y: BAND - 12 }),
      beat(6, 0.4, { x: BAY.x, y: BAY.y }),
      beat(7.3, 0.2, { opacity: 0 }),
      beat(7.8, 0.1, { x: 390, y: 100 }),
    ]),
    actor('waiting', { kind: 'ring', colour: 'var(--red)' }, pose(460, BAND - 12, { fill: 0, opacity: 0 }), [
      beat(4.6, 0.1, { opacity: 1 }),
      beat(4.7, 1.2, { fill: 1 }),
      beat(6, 0.2, { opacity: 0 }),
      beat(6.4, 0.1, { fill: 0 }),
    ]),
    actor('serving', { kind: 'gauge', width: 52, colour: 'var(--sky)' }, pose(BAY.x, BAY.y + 19, { fill: 0 }), [
      beat(6.4, 0.9, { fill: 1 }),
      beat(7.5, 0.1, { fill: 0 }),
    ]),
    actor('interrupt', { kind: 'exit', sign: 'interrupt' }, pose(588, SOCKET, { opacity: 0 }), [
      beat(10.6, 0.1, { opacity: 1 }),
      beat(10.7, 0.6, { y: BAND }),
      beat(11.6, 0.6, { x: 250, y: BAND }),
      beat(12.6, 0.5, { y: 120 }),
      beat(13.2, 0.2, { opacity: 0 }),
      beat(13.6, 0.1, { x: 588, y: SOCKET }),
    ]),
  ],
};
