/**
 * One kernel for all: streams pass straight through it, and a sixth tenant is up at once. Then one crack takes everyone.
 */
import { type Actor, actor, beat, pose, type Scene } from './score.ts';

const COLUMNS = [36, 86, 136, 186, 236, 286];
const LAST = COLUMNS.length - 1;
const BADGES = ['square', 'hexagon', 'diamond', 'triangle', 'circle', 'pentagon'] as const;
const KERNEL = 98;
const CRACK = 5.4;

/** Everything goes dark at the crack and comes back at the end. */
const dies = [beat(CRACK + 0.9, 0.2, { opacity: 0 }), beat(8.6, 0.4, { opacity: 1 })];

function tenant(x: number, i: number): Actor[] {
  const late = i === LAST;
  const colour = i;
  return [
    actor(
      `tower-${i}`,
      { kind: 'tower', width: 40, height: 50, badge: BADGES[i] ?? 'square', colour, floors: 2 },
      pose(x, late ? -40 : 36),
      late ? [beat(1.6, 0.6, { y: 36 }), beat(8.6, 0.3, { y: -40 })] : [],
    ),
    actor(
      `stream-${i}`,
      { kind: 'stream', path: `M${x} 62V134`, colour },
      pose(0, 0, { opacity: late ? 0 : 1 }),
      late ? [beat(2.3, 0.2, { opacity: 1 }), beat(CRACK + 0.9, 0.2, { opacity: 0 })] : dies,
    ),
    actor(`dark-${i}`, { kind: 'dark', width: 42, height: 52 }, pose(x, 36, { opacity: 0 }), [
      beat(CRACK + 0.9 + 0.05 * i, 0.15, { opacity: 1 }),
      beat(8.4, 0.2, { opacity: 0 }),
    ]),
  ];
}

export const containers: Scene = {
  width: 320,
  height: 180,
  seconds: 9.2,
  still: 5.9,
  actors: [
    actor('host', { kind: 'band', width: 310, height: 40, look: 'host' }, pose(160, 154)),
    actor('kernel', { kind: 'band', width: 310, height: 36, look: 'kernel' }, pose(160, KERNEL)),
    ...COLUMNS.flatMap(tenant),
    ...[73, 160, 247].map((x) => actor(`socket-${x}`, { kind: 'socket', width: 70 }, pose(x, 152))),
    actor('crack', { kind: 'crack' }, pose(COLUMNS[2] ?? 0, KERNEL, { opacity: 0, scale: 0.6 }), [
      beat(CRACK, 0.2, { opacity: 1 }),
      beat(CRACK + 0.3, 0.5, { scale: 1.6 }),
      beat(8.4, 0.2, { opacity: 0 }),
      beat(8.8, 0.1, { scale: 0.6 }),
    ]),
  ],
};
