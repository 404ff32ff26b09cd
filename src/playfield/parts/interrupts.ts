/** Bolts that rise from devices and wait below the ceiling of the band. */
import { interrupts as interruptsLayer } from '../layers/interrupts.ts';
import type { PicturePart } from '../part.ts';

export const interrupts: PicturePart = {
  layers: [{ depth: 240, layer: interruptsLayer }],
};
