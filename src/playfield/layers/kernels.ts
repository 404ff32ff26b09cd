/** Kernels that can be ported: who runs on them; a card is copper while something of its port is being written. */
import type { KernelPlace } from '../../session/layout.ts';
import type { KernelView } from '../../session/view-model.ts';
import { BADGE_KEY, BADGE_RADIUS } from '../bake/badges.ts';
import { cardKey, outlineKey } from '../bake/boxes.ts';
import type { Layer, Moment } from '../moment.ts';
import { breathe } from '../motion.ts';
import type { Pen } from '../pen.ts';

export function kernels(pen: Pen): Layer {
  function drawKernel(place: KernelPlace, kernel: KernelView, moment: Moment): void {
    const { palette, view } = moment;
    const cx = place.rect.x + place.rect.w / 2;
    const cy = place.rect.y + place.rect.h / 2;
    const isInHand = kernel.parts.some(({ state }) => state === 'inHand');
    const isPorted = kernel.parts.some(({ state }) => state === 'written');
    const edge = isInHand ? palette.copper : isPorted ? palette.pink : palette.line;
    pen.put(cardKey(place.rect), cx, cy, 0.92, palette.panel);
    pen.put(outlineKey(place.rect), cx, cy, isInHand ? 0.6 + 0.4 * breathe(moment.time, 1400) : 0.9, edge);
    kernel.guests.forEach((index, i) => {
      const guest = view.guests[index];
      const at = place.badges[i];
      if (guest && at) pen.put(BADGE_KEY[guest.badge], at.x, at.y, 1, moment.colourOf(index), 7 / BADGE_RADIUS);
    });
  }
  return {
    draw(moment) {
      if (moment.target?.exit) return;
      moment.view.parts.porting?.kernels.forEach((kernel, i) => {
        const place = moment.layout.parts.porting?.cards[i];
        if (place) drawKernel(place, kernel, moment);
      });
    },
  };
}
