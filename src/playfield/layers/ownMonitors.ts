/** Among containers a virtual machine brings a kernel of its own and stands on a thin monitor, not on the slab. */
import type { Layer } from '../moment.ts';
import type { Pen } from '../pen.ts';

export const ownMonitors = (pen: Pen): Layer => ({
  draw(moment) {
    const { layout, palette, view } = moment;
    // where walls hang, that is one of them
    if (view.parts.walls !== null) return;
    for (const guest of view.guests) {
      const place = layout.towers[guest.index];
      const machine = place && layout.machines[place.machine];
      if (!place || !machine?.crowded || !guest.present || guest.carrier === 'sharedKernel') continue;
      const { x, y, w, h } = place.rect;
      const top = y + h + 4;
      const bottom = machine.middle.y - 4;
      pen.rect(x, top, w, bottom - top, palette.ground, 0.95);
      pen.rect(x, top, w, bottom - top, palette.sky, 0.22);
      pen.rect(x, top, w, 1.5, palette.sky, 0.9);
      pen.rect(x, bottom - 1.5, w, 1.5, palette.sky, 0.9);
      for (let tick = x + 6; tick < x + w; tick += 10) pen.rect(tick, top + 3, 1, 4, palette.sky, 0.6);
    }
  },
});
