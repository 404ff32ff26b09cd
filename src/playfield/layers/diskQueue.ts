/** The disk: so many reads at a time, above them who waits for one, below them whose reads they have been lately. */
import { supplyOf } from '../../session/parts/sharedKernel.ts';
import { BADGE_KEY, BADGE_RADIUS } from '../bake/badges.ts';
import { DEVICE_KEY } from '../bake/icons.ts';
import type { Layer, Moment } from '../moment.ts';
import type { Pen } from '../pen.ts';
import { drawShares } from './sharedCard.ts';

const PITCH = 22;
const SLOT = 24;

export function diskQueue(pen: Pen): Layer {
  function badge(index: number, x: number, y: number, moment: Moment): void {
    const guest = moment.view.guests[index];
    if (guest) pen.put(BADGE_KEY[guest.badge], x, y, 1, moment.colourOf(index), 7 / BADGE_RADIUS);
  }

  return {
    draw(moment) {
      const place = moment.layout.parts.diskQueue;
      const state = moment.view.parts.diskQueue;
      if (!place || !state) return;
      const { palette } = moment;
      const { body } = place;
      const columns = Math.max(1, Math.floor((body.w - 28) / PITCH));
      // who waits stands in rows, the first in line lowest and at the left
      const rows = Math.max(1, Math.floor((body.h - 64) / PITCH));
      state.waiting.slice(0, columns * rows).forEach((index, i) => {
        const row = Math.floor(i / columns);
        badge(index, body.x + 10 + (i % columns) * PITCH, body.y + body.h - 66 - row * PITCH, moment);
      });
      const y = body.y + body.h - 50;
      pen.put(
        DEVICE_KEY.disk,
        body.x + body.w - 14,
        y + SLOT / 2,
        0.9,
        supplyOf(moment.view, 'disk') === 'short' ? palette.red : palette.muted,
      );
      for (let i = 0; i < state.channels; i++) {
        const x = body.x + i * (SLOT + 2);
        pen.rect(x, y, SLOT, SLOT, palette.faint);
        pen.frame({ x, y, w: SLOT, h: SLOT }, 1.2, palette.line, 0.9);
        const index = state.busy[i];
        if (index !== undefined) badge(index, x + SLOT / 2, y + SLOT / 2, moment);
      }
      drawShares(pen, body, state.by, moment);
    },
  };
}
