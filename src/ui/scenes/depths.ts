/**
 * Three tenants on one floor: three walls, two, one. What goes wrong in the second breaks one wall and lies on the next; in the
 * third it is through the floor, and takes everybody.
 */
import { type Actor, actor, beat, pose, type Scene } from './score.ts';

const COLUMNS = [64, 160, 256] as const;
/** by column: heights of its walls, the last of them the floor */
const WALLS = [[90, 112, 136], [90, 136], [136]] as const;
const TOP = 66;
const FIRST = 1.2;
const THROUGH = 4.2;
const AGAIN = 8.2;

const tints = ['var(--green)', 'var(--sky)', 'var(--pink)'] as const;
const breaks = (at: number) => [beat(at, 0.2, { opacity: 0.15 }), beat(AGAIN, 0.4, { opacity: 1 })];

function tenant(x: number, i: number): Actor[] {
  const walls = WALLS[i] ?? [];
  return [
    actor(`tower-${i}`, { kind: 'tower', width: 48, height: 46, badge: 'square', colour: i, floors: 2 }, pose(x, 34)),
    ...walls.map((y, n) => {
      const broken = i === 1 && n === 0 ? breaks(FIRST + 0.6) : i === 2 ? breaks(THROUGH + 0.8) : [];
      return actor(
        `wall-${i}-${n}`,
        { kind: 'gauge', width: 56, colour: tints[y === 136 ? 2 : n] ?? tints[0] },
        pose(x, y),
        broken,
      );
    }),
    actor(`dark-${i}`, { kind: 'dark', width: 50, height: 48 }, pose(x, 34, { opacity: 0 }), [
      beat(THROUGH + 1.2 + 0.15 * (2 - i), 0.2, { opacity: 1 }),
      beat(AGAIN, 0.4, { opacity: 0 }),
    ]),
  ];
}

const falls = (i: 1 | 2, at: number, to: number): Actor =>
  actor(`fault-${i}`, { kind: 'exit', sign: 'exception' }, pose(COLUMNS[i], TOP, { opacity: 0, scale: 0.8 }), [
    beat(at, 0.1, { opacity: 1 }),
    beat(at + 0.1, 0.8, { y: to }),
    beat(AGAIN, 0.3, { opacity: 0 }),
    beat(AGAIN + 0.4, 0.1, { y: TOP }),
  ]);

export const depths: Scene = {
  width: 320,
  height: 180,
  seconds: 9.4,
  still: 3.2,
  actors: [
    actor('host', { kind: 'band', width: 310, height: 34, look: 'host' }, pose(160, 158)),
    ...COLUMNS.flatMap(tenant),
    falls(1, FIRST, 126),
    falls(2, THROUGH, 136),
    actor('crack', { kind: 'crack' }, pose(COLUMNS[2], 140, { opacity: 0, scale: 0.6 }), [
      beat(THROUGH + 0.9, 0.2, { opacity: 1 }),
      beat(THROUGH + 1.1, 0.5, { scale: 1.5 }),
      beat(AGAIN, 0.3, { opacity: 0 }),
      beat(AGAIN + 0.4, 0.1, { scale: 0.6 }),
    ]),
  ],
};
