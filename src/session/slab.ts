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

/** Of three cards the one in the middle is the widest. Null where there is no slab. */
export function cardIn({ slab, main }: Ground, which: 0 | 1 | 2): SharedPanel | null {
  if (slab === null) return null;
  const { left, right } = main;
  const y = slab.y + 36;
  const h = slab.h - 46;
  const width = right - left - 48;
  const side = width * 0.29;
  const middle = width - 2 * side;
  const x = left + 12;
  switch (which) {
    case 0:
      return panel({ x, y, w: side, h });
    case 1:
      return panel({ x: x + side + 12, y, w: middle, h });
    case 2:
      return panel({ x: x + side + middle + 24, y, w: side, h });
  }
}
