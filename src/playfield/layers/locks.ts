/** A kernel lock as a turnstile: one inside, the others queue and burn their pCPUs while they wait. */
import { supplyOf } from '../../session/parts/sharedKernel.ts';
import { NONE } from '../../sim/types.ts';
import { BADGE_KEY, BADGE_RADIUS } from '../bake/badges.ts';
import { mix } from '../colours.ts';
import type { Layer } from '../moment.ts';
import { approach } from '../motion.ts';
import type { Pen } from '../pen.ts';
import { drawShares } from './sharedCard.ts';

const QUEUE_PITCH = 22;

export function locks(pen: Pen): Layer {
  let holder: number = NONE;
  let turns = 0;
  let turned = 0;
  return {
    draw(moment) {
      const place = moment.layout.parts.kernelLock;
      const state = moment.view.parts.kernelLock;
      if (!place || !state) return;
      const { palette, view } = moment;
      const { body } = place;
      const x = body.x + body.w * 0.68;
      const y = body.y + body.h / 2 - 8;
      if (state.holder !== holder) {
        holder = state.holder;
        if (holder !== NONE) turns++;
      }
      turned = approach(turned, turns, moment.dt, 55);
      const busy = state.busy / 10_000;
      const tint = supplyOf(view, 'locks') === 'short' ? palette.red : mix(palette.line, palette.orange, busy);
      pen.line(body.x, y + 17, x - 34, y + 17, 2, palette.line);
      pen.line(body.x, y - 17, x - 34, y - 17, 2, palette.line);
      pen.line(x + 34, y + 17, body.x + body.w, y + 17, 2, palette.line);
      pen.line(x + 34, y - 17, body.x + body.w, y - 17, 2, palette.line);
      pen.put('ring.large', x, y, 0.8, tint, 1);
      pen.put('turnstile', x, y, 1, mix(tint, palette.text, 0.3), 1, 1, moment.calm ? 0 : (turned * Math.PI) / 2);
      const inside = holder === NONE ? undefined : view.guests[holder];
      if (inside) {
        pen.put('glow', x, y, 0.5, moment.colourOf(inside.index), 0.5);
        pen.put('disc', x, y, 1, palette.deep, 1.5);
        pen.put(BADGE_KEY[inside.badge], x, y, 1, moment.colourOf(inside.index), 8 / BADGE_RADIUS);
      }
      const most = Math.floor((x - 40 - body.x) / QUEUE_PITCH);
      state.waiting.slice(0, most).forEach((index, i) => {
        const guest = view.guests[index];
        if (!guest) return;
        const jitter = moment.calm ? 0 : Math.sin(moment.time / 40 + i * 2) * 0.8;
        pen.put(
          BADGE_KEY[guest.badge],
          x - 46 - i * QUEUE_PITCH + jitter,
          y,
          1,
          moment.colourOf(index),
          8 / BADGE_RADIUS,
        );
      });
      // for how much of the time, and by whom, it is held
      const shares = view.guests.map(({ share }) => share.locks);
      drawShares(pen, body, shares, moment);
    },
  };
}
