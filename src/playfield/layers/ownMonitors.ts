/** Among containers a virtual machine brings a kernel of its own and stands on a thin monitor, not on the slab. */
import type { Layer } from '../moment.ts';
import type { Pen } from '../pen.ts';

/** Modes of tenants that share the host's kernel are all called so in the cost models. */
const SHARES_KERNEL = /^container/;

export const ownMonitors = (pen: Pen): Layer => ({
  draw(moment) {
    const { layout, palette, view } = moment;
    if (layout.band !== 'sharedKernel') return;
    for (const guest of view.guests) {
      const place = layout.towers[guest.index];
      if (!place || !guest.present || SHARES_KERNEL.test(guest.mode)) continue;
      const { x, y, w, h } = place.rect;
      const top = y + h + 4;
      const bottom = layout.middle.y - 4;
      pen.rect(x, top, w, bottom - top, palette.ground, 0.95);
      pen.rect(x, top, w, bottom - top, palette.sky, 0.22);
      pen.rect(x, top, w, 1.5, palette.sky, 0.9);
      pen.rect(x, bottom - 1.5, w, 1.5, palette.sky, 0.9);
      for (let tick = x + 6; tick < x + w; tick += 10) pen.rect(tick, top + 3, 1, 4, palette.sky, 0.6);
    }
  },
});
