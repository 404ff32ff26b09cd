/** The kernel that all containers share: a title, and below it one card for each thing that they share. */
import type { Ground, Rect } from './layout-types.ts';

/** title and reading are text, `body` is drawn */
export type SharedPanel = { rect: Rect; title: Rect; reading: Rect; body: Rect };

function panel(rect: Rect): SharedPanel {
  return {
    rect,
    title: { x: rect.x + 10, y: rect.y + 4, w: rect.w - 20, h: 24 },
    body: { x: rect.x + 10, y: rect.y + 32, w: rect.w - 20, h: rect.h - 64 },
    reading: { x: rect.x + 10, y: rect.y + rect.h - 28, w: rect.w - 20, h: 22 },
  };
}

/** what the gaps and the widest card leave to each of the others */
const SIDE = 0.21;
const GAP = 10;

/** Of four cards the second is the widest. Null where there is no slab. */
export function cardIn({ slab, main }: Ground, which: 0 | 1 | 2 | 3): SharedPanel | null {
  if (slab === null) return null;
  const { left, right } = main;
  const width = right - left - 24 - 3 * GAP;
  const side = width * SIDE;
  const middle = width - 3 * side;
  const before = [0, side + GAP, side + middle + 2 * GAP, 2 * side + middle + 3 * GAP][which] ?? 0;
  return panel({ x: left + 12 + before, y: slab.y + 36, w: which === 1 ? middle : side, h: slab.h - 46 });
}
