/** Sites that leak: their bars, their fuses, and what drips through the band. */
import { leaks as layer } from '../layers/leaks.ts';
import type { PicturePart } from '../part.ts';

export const leaks: PicturePart = { layers: [{ depth: 122, layer }] };
