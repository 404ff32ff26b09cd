/** The faders of each guest, in its tower; the mixer itself is a panel of words and buttons. */
import { faders } from '../layers/faders.ts';
import type { PicturePart } from '../part.ts';

export const mixer: PicturePart = {
  layers: [{ depth: 150, layer: faders }],
  cards: ({ parts }) => (parts.mixer ? [parts.mixer] : []),
};
