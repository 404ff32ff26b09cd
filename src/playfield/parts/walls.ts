/** Walls below each tower, the floor that all stand on, and what each job has come to. */
import { jobs, walls as layer } from '../layers/walls.ts';
import type { PicturePart } from '../part.ts';

export const walls: PicturePart = {
  layers: [
    { depth: 46, layer },
    { depth: 142, layer: jobs },
  ],
  cards({ parts: { walls: own } }) {
    if (own === null) return [];
    return own.depths === null ? [own.card] : [own.depths.pit, own.card];
  },
};
