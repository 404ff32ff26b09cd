/** The bell: who was rung for and has not answered. */
import type { Int } from '../../sim/index.ts';
import type { Rect } from '../layout-types.ts';
import type { SessionPart } from '../part.ts';
import type { Board } from '../view-base.ts';

/** by guest: rung for, and no answer yet */
type BellView = { due: boolean[]; rings: Int };

export const bell: SessionPart<BellView, Board, Int, Rect> = {
  verbs: ['ring'],
  view({ w }) {
    const { bells } = w.kept;
    if (bells === undefined) return null;
    return { due: bells.map(({ due }) => due), rings: bells.reduce((sum, { rings }) => sum + rings, 0) };
  },
  shape: ({ due }) => due.length,
  place: (_, { workRow }) => ({ x: workRow.x + workRow.w / 2 - 20, y: workRow.y + 8, w: 40, h: 40 }),
};
