/** The ground is one picture of its own; the light of the band above it falls and rises with what happens there. */
import type { Layer } from '../moment.ts';
import { approach } from '../motion.ts';
import type { Pen } from '../pen.ts';

export function bandLight(pen: Pen): Layer {
  let shade = 0;
  return {
    draw(moment) {
      const { layout, view, palette } = moment;
      if (layout.band !== 'monitor') return;
      // once everything is wired and nothing waits, the band goes dark: the quiet is the reward
      const quiet = view.wires.length > 0 && !view.exits.some((exit) => exit.waiting);
      shade = approach(shade, quiet ? 1 : 0, moment.dt, 320);
      const { x, y, w, h } = layout.middle;
      pen.rect(x - 2000, y + 2, w + 4000, h - 4, palette.ground, 0.45 * shade);
    },
  };
}
