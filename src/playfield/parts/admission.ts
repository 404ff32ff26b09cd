/** Whoever asks to enter, outside the machine. */
import { applicant } from '../layers/applicant.ts';
import type { PicturePart } from '../part.ts';

export const admission: PicturePart = {
  layers: [{ depth: 150, layer: applicant }],
  cards: ({ parts }) => (parts.admission ? [parts.admission] : []),
};
