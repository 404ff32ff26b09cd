/** The pieces of a host's own work that wait, oldest at the left; the oldest turns from sky to red as its time runs out. */
import { hostPlace } from '../../session/hostPlace.ts';
import { mix } from '../colours.ts';
import type { Layer } from '../moment.ts';
import { clamp01 } from '../motion.ts';
import type { Pen } from '../pen.ts';

const SHEET = { w: 13, h: 17, pitch: 17, row: 21 } as const;

export function ownWork(pen: Pen): Layer {
  return {
    draw({ view, layout, palette, beat, calm }) {
      const own = view.parts.hostWork;
      const place = own === null ? null : hostPlace(layout, own.machine);
      if (own === null || place === null) return;
      const { x, y, w, h } = place.pile;
      const across = Math.max(1, Math.floor(w / SHEET.pitch));
      const most = across * Math.max(1, Math.floor(h / SHEET.row));
      const age = clamp01(own.oldest / Math.max(1, own.soon));
      const lift = own.works && !calm ? 1.5 * Math.sin(beat * 9) : 0;
      for (let n = 0; n < Math.min(most, own.waits + own.asked); n++) {
        const isOwn = n < own.waits;
        const tint = isOwn ? mix(palette.sky, palette.red, n === 0 ? age : age * 0.5) : palette.yellow;
        const at = { x: x + (n % across) * SHEET.pitch, y: y + Math.floor(n / across) * SHEET.row };
        pen.rect(at.x, at.y + (n === 0 ? lift : 0), SHEET.w, SHEET.h, tint, 0.95);
        for (let line = 0; line < 3; line++)
          pen.rect(at.x + 2, at.y + 4 + line * 4 + (n === 0 ? lift : 0), SHEET.w - 4, 1.4, palette.deep, 0.7);
      }
      pen.rect(x, y + h - 4, w, 3, palette.faint, 1);
      pen.rect(x, y + h - 4, w * age, 3, mix(palette.sky, palette.red, age), own.waits > 0 ? 1 : 0);
    },
  };
}
