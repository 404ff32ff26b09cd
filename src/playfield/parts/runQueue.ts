/** The run queue: who waits for a pCPU. */
import { runQueue as runQueueLayer } from '../layers/runQueue.ts';
import { sharedCard } from '../layers/sharedCard.ts';
import type { PicturePart } from '../part.ts';

export const runQueue: PicturePart = {
  layers: [
    {
      depth: 50,
      layer: sharedCard(
        (parts) => parts.runQueue,
        ({ parts }) => parts.runQueue !== null,
        'runQueue',
      ),
    },
    { depth: 60, layer: runQueueLayer },
  ],
  cards: ({ parts }) => (parts.runQueue ? [parts.runQueue.rect] : []),
};
