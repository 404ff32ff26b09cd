/** Whoever looks before it sleeps, and how long halts were. */
import { polling as layer } from '../layers/polling.ts';
import type { PicturePart } from '../part.ts';

export const polling: PicturePart = { layers: [{ depth: 167, layer }] };
