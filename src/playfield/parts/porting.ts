/** Kernels that can be ported, as cards. */
import { kernels } from '../layers/kernels.ts';
import type { PicturePart } from '../part.ts';

export const porting: PicturePart = {
  layers: [{ depth: 160, layer: kernels }],
  cards: ({ parts }) => (parts.porting?.cards ?? []).map((place) => place.rect),
};
