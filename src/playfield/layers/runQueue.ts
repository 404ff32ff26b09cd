/** The run queue of the shared kernel: who waits for a pCPU, and below it how the weights divide the machine. */
import { NONE } from '../../sim/types.ts';
import { BADGE_KEY, BADGE_RADIUS } from '../bake/badges.ts';
import type { Layer } from '../moment.ts';
import { approach } from '../motion.ts';
import type { Pen } from '../pen.ts';

const BLOCK = 26;
const GAP = 5;

export function runQueue(pen: Pen): Layer {
  const widths = new Map<number, number>();
  return {
    draw(moment) {
      const place = moment.layout.parts.runQueue;
      const state = moment.view.parts.runQueue;
      if (!place || !state) return;
      const { palette, view } = moment;
      const { body } = place;
      const rowY = body.y + 6;
      pen.rect(body.x, rowY + BLOCK + 4, body.w, 2, palette.line, 0.9);
      for (let i = 0; i < 12; i++) {
        const x = body.x + ((i * (body.w / 12) + moment.beat * 14) % (body.w - 6));
        pen.rect(x, rowY + BLOCK + 3, 6, 4, palette.line, 0.9);
      }
      const most = Math.max(1, Math.floor(body.w / (BLOCK + GAP)));
      const inLine = state.waiting.filter((index) => index !== NONE);
      inLine.slice(0, most).forEach((index, i) => {
        const guest = view.guests[index];
        if (!guest) return;
        // each in its own place at once: the line changes faster than anything could glide
        const x = body.x + body.w - (i + 1) * (BLOCK + GAP) + GAP;
        const tint = moment.colourOf(index);
        pen.rect(x, rowY, BLOCK, BLOCK, tint, 0.28);
        pen.frame({ x, y: rowY, w: BLOCK, h: BLOCK }, 1.5, tint, 0.95);
        pen.put(BADGE_KEY[guest.badge], x + BLOCK / 2, rowY + BLOCK / 2, 1, tint, 7 / BADGE_RADIUS);
      });
      const tenants = view.guests.filter((guest) => guest.present && guest.stage === 'up');
      const total = tenants.reduce((sum, guest) => sum + guest.limits.weight, 0);
      if (total === 0) return;
      const y = body.y + 46;
      const h = body.y + body.h - y - 4;
      let x = body.x;
      for (const guest of tenants) {
        const goal = (body.w * guest.limits.weight) / total;
        const w = approach(widths.get(guest.index) ?? goal, goal, moment.dt, 120);
        widths.set(guest.index, w);
        const due = Math.max(1, view.parts.limits?.due[guest.index] ?? guest.share.fairCpu);
        const level = Math.min(1, guest.share.cpu / (2 * due));
        const tint = moment.colourOf(guest.index);
        pen.rect(x, y, w - 3, h, tint, 0.14);
        pen.rect(x, y + h * (1 - level), w - 3, h * level, tint, 0.8);
        if (guest.limits.cap > 0 || guest.limits.freeze > 0) {
          const pcpus = view.pcpus.filter(({ on }) => on).length;
          const cap = guest.limits.freeze > 0 ? 0 : Math.min(1, guest.limits.cap / (pcpus * 2 * due));
          pen.rect(x, y + h * (1 - cap) - 1, w - 3, 2.4, palette.red);
        }
        x += w;
      }
      // half height: exactly what its weight promises
      pen.rect(body.x, y + h / 2, body.w, 1.4, palette.text, 0.75);
    },
  };
}
