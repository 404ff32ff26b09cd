/** Where what was refused says why. All in design pixels. */
import { type Layout, PICTURE, type Rect } from '../../session/layout.ts';

const WIDTH = 340;
/** of one line of it, and what it keeps from the key cap on the edge of what it is about */
const HEIGHT = 42;
const CLEAR = 12;
/** so many lines at most stand above what was pressed */
const LINES = 2;
/** in the left margin: from the edge, from what follows, and the least that words need */
const MARGIN = { x: 12, right: 12, least: 170 } as const;
/** what begins so far below the strip has no room for words above it */
const HIGH = 110;
const EDGE = 8;

/** `above`: it grows upwards from `y`, else downwards. */
export type NoticePlace = Rect & { above: boolean };

/** The free part of the left margin beside the guests, below their storey's name; null where the margin is narrow. */
function marginOf({ labels, main }: Layout): Rect | null {
  const rect = labels[0]?.rect;
  const w = main.left - MARGIN.x - MARGIN.right;
  return rect === undefined || w < MARGIN.least ? null : { x: MARGIN.x, y: rect.y + rect.h + CLEAR, w, h: HEIGHT };
}

/**
 * Above what was pressed, where it grows upwards. What has no room above it, since guests or controls stand there, is
 * spoken of in the margin beside the guests, where nothing stands; in a narrow picture below it, or below the strip. Never
 * outside the picture. What came out all the same hurries nobody, and is told in the margin wherever there is one, so that
 * it covers nothing that the next decision is made by.
 * @param about null: nothing in the picture was pressed
 * @param told nothing was refused
 */
export function noticePlace(layout: Layout, about: Rect | null, told = false): NoticePlace {
  const centre = about === null ? (layout.main.left + layout.main.right) / 2 : about.x + about.w / 2;
  const margin = marginOf(layout);
  const crowded = told || about === null || about.y <= layout.strip.h + HIGH || about.x + about.w <= layout.main.left;
  if (margin !== null && crowded) return { ...margin, above: false };
  const x = Math.min(Math.max(centre - WIDTH / 2, EDGE), PICTURE.w - WIDTH - EDGE);
  if (about === null) return { x, y: layout.strip.h + EDGE, w: WIDTH, h: HEIGHT, above: false };
  const above = about.y - CLEAR - LINES * HEIGHT > layout.strip.h;
  return { x, y: above ? about.y - CLEAR : about.y + about.h + CLEAR, w: WIDTH, h: HEIGHT, above };
}
