/** Where the inspector stands, and how far up it may grow. All in design pixels. */
import type { Layout, Rect } from '../../session/layout.ts';
import { rulesOf } from './inspect.ts';
import type { PlayPart } from './play.ts';
import type { Target } from './target.ts';

/** between the inspector and what it may not cover, at its side and above it */
const GAP = 14;
const ABOVE = 6;
/** where it has less than this it says less */
const ROOMY = 190;

/** Beside what is inspected, where that stands in the inspector's own place. */
export function inspectorPlace(parts: readonly PlayPart[], layout: Layout, target: Target | null): Rect {
  const { inspector } = layout;
  const left = target === null ? null : (rulesOf(parts, target.kind)?.beside?.(layout) ?? null);
  return left === null ? inspector : { ...inspector, x: left.x + left.w + GAP, y: left.y + left.h - inspector.h };
}

/**
 * Not over anything above it that something chosen can be taken to, nor over answers. `ceiling` null: nothing is in its way.
 * `tight`: there is so little room that it has to say less.
 */
export function inspectorBounds(
  parts: readonly PlayPart[],
  layout: Layout,
  { x, y, w, h }: Rect,
  taken: readonly Target[],
): { ceiling: number | null; tight: boolean } {
  const places = taken.flatMap((target) => rulesOf(parts, target.kind)?.rect?.(layout, target) ?? []);
  const answers = parts.flatMap((part) => part.answers?.(layout) ?? []);
  const bottoms = [...places, ...answers]
    .filter((rect) => rect.x < x + w && rect.x + rect.w > x && rect.y + rect.h <= y)
    .map((rect) => rect.y + rect.h + ABOVE);
  const ceiling = bottoms.length === 0 ? null : Math.max(...bottoms);
  return { ceiling, tight: ceiling !== null && y + h - ceiling < ROOMY };
}
