/** The jobs at the printer's door, and the file. */
import { printing as layer } from '../layers/printing.ts';
import type { PicturePart } from '../part.ts';

export const printing: PicturePart = {
  layers: [{ depth: 205, layer }],
  cards: ({ parts }) => (parts.printing === null ? [] : [...parts.printing.slots, parts.printing.file]),
};
