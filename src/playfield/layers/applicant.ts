/** Whoever asks to enter stands outside the machine until it is admitted or goes away. */
import { BADGE_KEY, BADGE_RADIUS } from '../bake/badges.ts';
import { cardKey, outlineKey } from '../bake/boxes.ts';
import { type Layer, progress } from '../moment.ts';
import { breathe } from '../motion.ts';
import type { Pen } from '../pen.ts';

export function applicant(pen: Pen): Layer {
  const since = new Map<number, number>();
  return {
    draw(moment) {
      const rect = moment.layout.parts.admission;
      if (!rect) return;
      const { palette, view, time } = moment;
      const cx = rect.x + rect.w / 2;
      const cy = rect.y + rect.h / 2;
      const asking = view.guests.find((guest) => guest.present && guest.stage === 'asking');
      if (!asking?.asks) {
        pen.put(outlineKey(rect), cx, cy, 0.28, palette.line);
        return;
      }
      const tint = moment.colourOf(asking.index);
      if (!since.has(asking.index)) since.set(asking.index, view.now);
      pen.put(cardKey(rect), cx, cy, 0.9, palette.panel);
      pen.put(outlineKey(rect), cx, cy, 0.6 + 0.4 * breathe(time, 1200), tint);
      pen.put(BADGE_KEY[asking.badge], rect.x + 22, rect.y + 24, 1, tint, 9.6 / BADGE_RADIUS);
      const left = 1 - progress(since.get(asking.index) ?? view.now, asking.asks.until, view.now);
      pen.rect(rect.x + 10, rect.y + rect.h - 9, (rect.w - 20) * left, 3, palette.yellow);
    },
  };
}
