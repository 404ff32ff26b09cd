/** Knocks at emulated cards, and letters of those who have a driver. */
import { drivers as layer } from '../layers/drivers.ts';
import type { PicturePart } from '../part.ts';

export const drivers: PicturePart = { layers: [{ depth: 168, layer }] };
