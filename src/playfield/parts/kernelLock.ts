/** The kernel's lock as a turnstile. */
import { locks } from '../layers/locks.ts';
import { sharedCard } from '../layers/sharedCard.ts';
import type { PicturePart } from '../part.ts';

export const kernelLock: PicturePart = {
  layers: [
    {
      depth: 50,
      layer: sharedCard(
        (parts) => parts.kernelLock,
        ({ parts }) => parts.kernelLock !== null,
        'locks',
      ),
    },
    { depth: 80, layer: locks },
  ],
  cards: ({ parts }) => (parts.kernelLock ? [parts.kernelLock.rect] : []),
};
