/** The ground is one picture of its own; the light of the band above it falls and rises with what happens there. */
import { PICTURE, type Rect } from '../../session/layout.ts';
import type { Layer } from '../moment.ts';
import { approach } from '../motion.ts';
import type { Pen } from '../pen.ts';

/** Bands run on beyond the picture where the window is wider. */
const BEYOND = 2000;

export function bandLight(pen: Pen): Layer {
  let shade = 0;

  function darken({ x, y, w, h }: Rect, tint: number): void {
    const left = x === 0 ? x - BEYOND : x;
    const right = x + w === PICTURE.w ? x + w + BEYOND : x + w;
    pen.rect(left, y + 2, right - left, h - 4, tint, 0.45 * shade);
  }

  return {
    draw(moment) {
      const { layout, view, palette } = moment;
      // once everything is wired and nothing waits, the band goes dark: the quiet is the reward
      const { exits } = view.parts;
      const quiet = exits !== null && exits.wires.length > 0 && !exits.open.some((exit) => exit.waiting);
      shade = approach(shade, quiet ? 1 : 0, moment.dt, 320);
      for (const { bands } of layout.machines)
        for (const { kind, form, rect } of bands)
          if (kind === 'monitor' && form === 'across') darken(rect, palette.ground);
    },
  };
}
