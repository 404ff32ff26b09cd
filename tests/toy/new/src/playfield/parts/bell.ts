/** A disc in front of the exits and behind the chips; yellow while somebody has not answered. */
import type { PicturePart } from '../part.ts';

export const bell: PicturePart = {
  layers: [
    {
      depth: 205,
      layer: (pen) => ({
        draw({ view, layout, palette }) {
          const at = layout.parts.bell;
          if (at === null || view.parts.bell === null) return;
          const tint = view.parts.bell.due.includes(true) ? palette.yellow : palette.grey;
          pen.put('disc', at.x + at.w / 2, at.y + at.h / 2, 1, tint);
        },
      }),
    },
  ],
  cards: ({ parts }) => (parts.bell === null ? [] : [parts.bell]),
};
