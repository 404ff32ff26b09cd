/** What leaves a guest's host for its drivers: through the door between the worlds, or to the domain that has them. */
import { ways } from '../layers/ways.ts';
import type { PicturePart } from '../part.ts';

export const hosts: PicturePart = {
  layers: [{ depth: 150, layer: ways }],
  cards: ({ parts }) => (parts.hosts ? [parts.hosts] : []),
};
