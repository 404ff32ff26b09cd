/** Which program sees which part of memory; and whoever reaches for the map bounces off. */
import { addressMap as layer } from '../layers/addressMap.ts';
import type { PicturePart } from '../part.ts';

export const addressMap: PicturePart = { layers: [{ depth: 128, layer }] };
