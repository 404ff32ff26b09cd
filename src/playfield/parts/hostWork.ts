/** A host's own work, as a pile in its user space. */
import { ownWork } from '../layers/ownWork.ts';
import type { PicturePart } from '../part.ts';

export const hostWork: PicturePart = {
  layers: [{ depth: 150, layer: ownWork }],
};
