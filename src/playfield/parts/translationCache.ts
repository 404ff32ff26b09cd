/** Shelves of translated blocks, the bench of what is interpreted, and what stores hit. */
import { shelves } from '../layers/shelves.ts';
import type { PicturePart } from '../part.ts';

export const translationCache: PicturePart = { layers: [{ depth: 120, layer: shelves }] };
