/** Levers in the towers, and what tells how they should stand. */
import { gears } from '../layers/gears.ts';
import type { PicturePart } from '../part.ts';

export const modes: PicturePart = { layers: [{ depth: 150, layer: gears }] };
