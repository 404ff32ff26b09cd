/**
 * Two hosts. At the left the monitor stands on the bare machine: a trap ends in it, and a request goes on to the domain that
 * has the drivers, and back. At the right a host system stands beside it: every trap goes through its world, and a request
 * finds its driver there.
 */
import { type Actor, actor, beat, pose, type Scene } from './score.ts';

const LEFT = { guest: 38, domain: 116, band: 98 } as const;
const RIGHT = { guest: 204, world: 284 } as const;
const TRAPS = [0.6, 2.4] as const;
const ASKS = [4.4, 7] as const;

/** An exit that falls from a guest's column to the band, goes to `to`, and comes back. */
function trip(id: string, at: number, from: number, to: { x: number; y: number } | null, lasts: number): Actor {
  const sign = id.startsWith('ask') ? 'device' : 'instruction';
  return actor(id, { kind: 'exit', sign }, pose(from, LEFT.band, { opacity: 0, scale: 0.6 }), [
    beat(at, 0.05, { opacity: 1 }),
    ...(to === null
      ? []
      : [beat(at + 0.1, lasts / 2 - 0.15, to), beat(at + lasts / 2, lasts / 2 - 0.15, { x: from, y: LEFT.band })]),
    beat(at + lasts, 0.05, { opacity: 0 }),
  ]);
}

const stops = (at: readonly number[], lasts: number) =>
  at.flatMap((time) => [beat(time - 0.1, 0.1, { opacity: 0.15 }), beat(time + lasts, 0.1, { opacity: 1 })]);

export const whereDriversLive: Scene = {
  width: 320,
  height: 180,
  seconds: 10,
  still: 5,
  actors: [
    actor('machine', { kind: 'band', width: 150, height: 36, look: 'host' }, pose(77, 156)),
    actor('other', { kind: 'band', width: 152, height: 36, look: 'host' }, pose(242, 156)),
    actor('bare', { kind: 'band', width: 150, height: 34, look: 'monitor' }, pose(77, LEFT.band)),
    actor('hosted', { kind: 'band', width: 92, height: 34, look: 'monitor' }, pose(212, LEFT.band)),
    actor('world', { kind: 'band', width: 52, height: 92, look: 'host' }, pose(292, 72)),
    actor('a', { kind: 'tower', width: 62, height: 54, badge: 'square', colour: 0, floors: 3 }, pose(LEFT.guest, 36)),
    actor(
      'domain',
      { kind: 'tower', width: 50, height: 54, badge: 'hexagon', colour: 2, floors: 2 },
      pose(LEFT.domain, 36),
    ),
    actor('b', { kind: 'tower', width: 62, height: 54, badge: 'square', colour: 1, floors: 3 }, pose(RIGHT.guest, 36)),
    actor('stream-a', { kind: 'stream', path: `M${LEFT.guest} 66V140`, colour: 0 }, pose(0, 0), [
      ...stops(TRAPS, 0.25),
      ...stops(ASKS, 2),
    ]),
    actor('stream-b', { kind: 'stream', path: `M${RIGHT.guest} 66V140`, colour: 1 }, pose(0, 0), [
      ...stops(TRAPS, 1.3),
      ...stops(ASKS, 1.4),
    ]),
    ...TRAPS.map((at, n) => trip(`trap-a${n}`, at, LEFT.guest, null, 0.25)),
    ...TRAPS.map((at, n) => trip(`trap-b${n}`, at, RIGHT.guest, { x: RIGHT.world, y: 90 }, 1.3)),
    ...ASKS.map((at, n) => trip(`ask-a${n}`, at, LEFT.guest, { x: LEFT.domain, y: 50 }, 2)),
    ...ASKS.map((at, n) => trip(`ask-b${n}`, at, RIGHT.guest, { x: RIGHT.world, y: 90 }, 1.4)),
  ],
};
