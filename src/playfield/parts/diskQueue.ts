/** The disk under the shared kernel, and its one door. */
import { diskQueue as reads } from '../layers/diskQueue.ts';
import { sharedCard } from '../layers/sharedCard.ts';
import type { PicturePart } from '../part.ts';

export const diskQueue: PicturePart = {
  layers: [
    {
      depth: 50,
      layer: sharedCard(
        (parts) => parts.diskQueue,
        ({ parts }) => parts.diskQueue !== null,
        'disk',
      ),
    },
    { depth: 80, layer: reads },
  ],
  cards: ({ parts }) => (parts.diskQueue ? [parts.diskQueue.rect] : []),
};
