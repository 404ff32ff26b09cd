/** The page cache as a tank. */
import { cache } from '../layers/cache.ts';
import { sharedCard } from '../layers/sharedCard.ts';
import type { PicturePart } from '../part.ts';

export const pageCache: PicturePart = {
  layers: [
    {
      depth: 50,
      layer: sharedCard(
        (parts) => parts.pageCache,
        ({ parts }) => parts.pageCache !== null,
        'cache',
      ),
    },
    { depth: 70, layer: cache },
  ],
  cards: ({ parts }) => (parts.pageCache ? [parts.pageCache.rect] : []),
};
