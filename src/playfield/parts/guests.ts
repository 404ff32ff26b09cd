/** Towers, what their guests have been through, and what becomes of their work. */
import { effects } from '../layers/effects.ts';
import { gates } from '../layers/gates.ts';
import { tapes } from '../layers/tapes.ts';
import { towers } from '../layers/towers.ts';
import type { PicturePart } from '../part.ts';

export const guests: PicturePart = {
  layers: [
    { depth: 15, layer: gates },
    { depth: 130, layer: towers },
    { depth: 140, layer: tapes },
    { depth: 250, layer: effects },
  ],
};
