/** Letters on their way. */
import { hypercalls as hypercallsLayer } from '../layers/hypercalls.ts';
import type { PicturePart } from '../part.ts';

export const hypercalls: PicturePart = {
  layers: [{ depth: 220, layer: hypercallsLayer }],
};
