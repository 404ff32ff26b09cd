/** Requests that wait together: on their guests' towers, and in the tray. */
import { asked } from '../layers/asked.ts';
import { latch as latchLayer } from '../layers/latch.ts';
import type { PicturePart } from '../part.ts';

export const latch: PicturePart = {
  layers: [
    { depth: 141, layer: asked },
    { depth: 230, layer: latchLayer },
  ],
  cards: ({ parts: { latch: tray } }) => (tray ? [tray.rect, tray.drain] : []),
};
