/**
 * Arrow keys and the d-pad move the focus the way the picture lies, not the way the document is written.
 */

export type Box = { left: number; top: number; right: number; bottom: number };
export const DIRECTIONS = ['left', 'right', 'up', 'down'] as const;
export type Direction = (typeof DIRECTIONS)[number];

/** How much worse a step aside is than a step ahead. */
const ASIDE = 2.5;
/** Beyond this, and beyond twice the way ahead, a thing does not lie that way at all, pixels. */
const FAR_ASIDE = 120;
/** Overlap that still counts as beyond: controls that touch must not hide each other, pixels. */
const TOUCH = 4;

/** A box seen from a direction: `near`/`far` along it, `low`/`high` across it, so that "ahead" always means larger. */
function turned(box: Box, direction: Direction): { near: number; far: number; low: number; high: number } {
  switch (direction) {
    case 'right':
      return { near: box.left, far: box.right, low: box.top, high: box.bottom };
    case 'left':
      return { near: -box.right, far: -box.left, low: box.top, high: box.bottom };
    case 'down':
      return { near: box.top, far: box.bottom, low: box.left, high: box.right };
    case 'up':
      return { near: -box.bottom, far: -box.top, low: box.left, high: box.right };
  }
}

/** Distance from one interval to another; 0 when they overlap. */
const gap = (low: number, high: number, otherLow: number, otherHigh: number): number =>
  Math.max(0, otherLow - high, low - otherHigh);

/**
 * The index of the box to go to, or null when nothing lies that way. A box inside `from` (a slot in its socket) counts as
 * ahead when its middle does.
 */
export function nextInDirection(from: Box, boxes: readonly Box[], direction: Direction): number | null {
  const start = turned(from, direction);
  const middle = (start.near + start.far) / 2;
  const centre = (start.low + start.high) / 2;
  let best: number | null = null;
  let bestScore = Number.POSITIVE_INFINITY;
  boxes.forEach((box, index) => {
    const end = turned(box, direction);
    const endMiddle = (end.near + end.far) / 2;
    if (endMiddle <= middle + TOUCH) return;
    const ahead = Math.max(0, end.near - start.far);
    const aside = gap(start.low, start.high, end.low, end.high);
    if (aside > Math.max(FAR_ASIDE, 2 * ahead)) return;
    const offset = Math.abs((end.low + end.high) / 2 - centre);
    // Beside the gaps, prefer what lies straight ahead, then what is near.
    const score = ahead + ASIDE * aside + 0.15 * offset + 0.05 * (endMiddle - middle);
    if (score < bestScore) {
      bestScore = score;
      best = index;
    }
  });
  return best;
}
