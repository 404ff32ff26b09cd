/** What lies in the rings, the notices that run to the domain's door, and what goes through it in one go. */
import { rings as layer } from '../layers/rings.ts';
import type { PicturePart } from '../part.ts';

export const rings: PicturePart = { layers: [{ depth: 166, layer }] };
