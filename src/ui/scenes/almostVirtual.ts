/**
 * One printer, two programs: the second waits for as long as the first has it, and its patience drains. The next time it
 * writes to the file instead, which takes a little of its own time, and goes on.
 */
import { actor, beat, pose, type Scene } from './score.ts';

const LEFT = 84;
const RIGHT = 188;
const MAP = 84;
const HOST = 152;
const PRINTER = 282;
const FILE = 240;
/** when the second comes to the printer, first to wait and then to spool */
const COMES = 1;
const SPOOLS = 5.6;

const stream = (x: number) => `M${x} 66V134`;

export const almostVirtual: Scene = {
  width: 320,
  height: 180,
  seconds: 10,
  still: 3,
  actors: [
    actor('host', { kind: 'band', width: 300, height: 44, look: 'host' }, pose(160, HOST)),
    actor('map', { kind: 'band', width: 236, height: 6, look: 'thin' }, pose(136, MAP)),
    actor('a', { kind: 'tower', width: 76, height: 56, badge: 'square', colour: 0, floors: 3 }, pose(LEFT, 34)),
    actor('b', { kind: 'tower', width: 76, height: 56, badge: 'hexagon', colour: 1, floors: 3 }, pose(RIGHT, 34)),
    actor('socket-a', { kind: 'socket', width: 70 }, pose(LEFT, HOST)),
    actor('socket-b', { kind: 'socket', width: 70 }, pose(RIGHT, HOST)),
    actor('printer', { kind: 'device', width: 34 }, pose(PRINTER, HOST)),
    actor('stream-a', { kind: 'stream', path: stream(LEFT), colour: 0 }, pose(0, 0)),
    actor('stream-b', { kind: 'stream', path: stream(RIGHT), colour: 1 }, pose(0, 0), [
      beat(COMES, 0.2, { opacity: 0 }),
      beat(5, 0.2, { opacity: 1 }),
      beat(SPOOLS, 0.2, { opacity: 0.15 }),
      beat(SPOOLS + 1.2, 0.2, { opacity: 1 }),
    ]),
    actor('patience', { kind: 'gauge', width: 60, colour: 'var(--guest-1)' }, pose(RIGHT, 72), [
      beat(COMES, 4, { fill: 0.3 }),
      beat(7.4, 2.4, { fill: 1 }),
    ]),
    // who holds the printer, and what waits at its door
    actor('holds', { kind: 'chip', colour: 0, filled: true }, pose(PRINTER, 116, { scale: 0.6 }), [
      beat(4.6, 0.2, { opacity: 0 }),
      beat(5.4, 0.2, { opacity: 1 }),
    ]),
    actor('waits', { kind: 'chip', colour: 1, filled: false }, pose(FILE, 116, { scale: 0.6, opacity: 0 }), [
      beat(COMES, 0.2, { opacity: 1 }),
      beat(4.6, 0.4, { x: PRINTER }),
      beat(5.2, 0.2, { opacity: 0 }),
      beat(5.5, 0.1, { x: FILE }),
    ]),
    actor('file', { kind: 'gauge', width: 44, colour: 'var(--orange)' }, pose(FILE, 100, { fill: 0 }), [
      beat(SPOOLS + 0.2, 1, { fill: 1 }),
      beat(8.2, 1.4, { fill: 0 }),
    ]),
  ],
};
