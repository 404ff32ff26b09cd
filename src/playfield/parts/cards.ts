/** Emulated cards in the two worlds, and the knocks at them. */
import { cards as cardsLayer } from '../layers/cards.ts';
import type { PicturePart } from '../part.ts';

export const cards: PicturePart = {
  layers: [{ depth: 165, layer: cardsLayer }],
  cards: ({ parts }) => (parts.cards?.seats ?? []).flatMap(({ inside, outside }) => [inside, outside]),
};
