/** The card of a thing that containers share. Streams pass through the kernel behind it; in trouble it is outlined. */
import type { Layout, Rect, SharedPanel } from '../../session/layout.ts';
import { supplyOf } from '../../session/parts/sharedKernel.ts';
import type { View } from '../../session/view-model.ts';
import type { Bp, SharedPart } from '../../sim/index.ts';
import { cardKey, outlineKey } from '../bake/boxes.ts';
import type { Layer, Moment } from '../moment.ts';
import { approach, breathe } from '../motion.ts';
import type { Pen } from '../pen.ts';

/** ms of play in which half of a change for the worse (or better) shows: what is over at once is not worth a warning */
const CALM = 600;

/** @param isIn whether the level has the thing */
export const sharedCard =
  (placeIn: (parts: Layout['parts']) => SharedPanel | null, isIn: (view: View) => boolean, which: SharedPart) =>
  (pen: Pen): Layer => {
    let pain = 0;
    return {
      draw({ layout, view, palette, time, moved }) {
        const place = placeIn(layout.parts);
        if (place === null || !isIn(view)) return;
        pain = approach(pain, supplyOf(view, which) === 'short' ? 1 : 0, moved, CALM);
        const { rect } = place;
        const cx = rect.x + rect.w / 2;
        const cy = rect.y + rect.h / 2;
        pen.put(cardKey(rect), cx, cy, 0.87, palette.deep);
        pen.put('glow', cx, cy, 0.12 * pain, palette.red, rect.w / 60, rect.h / 60);
        pen.put(outlineKey(rect), cx, cy, 0.9, palette.line);
        pen.put(outlineKey(rect), cx, cy, pain * (0.7 + 0.3 * breathe(time, 1500)), palette.red);
      },
    };
  };

/** A bar at the foot of a card: whose part of the thing is how large, guest by guest, in basis points. */
export function drawShares(pen: Pen, body: Rect, shares: readonly Bp[], moment: Moment): void {
  const bar = { x: body.x, y: body.y + body.h - 16, w: body.w, h: 14 };
  pen.rect(bar.x, bar.y, bar.w, bar.h, moment.palette.faint);
  let from = bar.x;
  for (const [guest, share] of shares.entries()) {
    const w = Math.min(bar.w - (from - bar.x), (bar.w * share) / 10_000);
    if (w < 0.5) continue;
    pen.rect(from, bar.y, Math.max(0.5, w - 1), bar.h, moment.colourOf(guest));
    from += w;
  }
}
