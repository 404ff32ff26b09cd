/** Levers in the towers, what tells how they should stand, and the mills of an interpreter. */
import { gears } from '../layers/gears.ts';
import { mills } from '../layers/mills.ts';
import type { PicturePart } from '../part.ts';

export const modes: PicturePart = {
  layers: [
    { depth: 35, layer: mills },
    { depth: 150, layer: gears },
  ],
};
