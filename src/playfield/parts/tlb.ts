/** One walk below each tower: a grid where it goes through two sets of tables, two ladders where a shadow is kept. */
import { walks } from '../layers/walks.ts';
import type { PicturePart } from '../part.ts';

export const tlb: PicturePart = { layers: [{ depth: 165, layer: walks }] };
