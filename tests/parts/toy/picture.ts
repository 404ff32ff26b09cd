/** The toy's picture: a disc in front of the exits and behind the chips. */
import type { PicturePart } from '../../../src/playfield/part.ts';

export const bell: PicturePart = {
  layers: [
    {
      depth: 205,
      layer: (pen) => ({ draw: ({ palette }) => pen.put('disc', 620, 320, 1, palette.yellow) }),
    },
  ],
  cards: () => [{ x: 600, y: 300, w: 40, h: 40 }],
};
