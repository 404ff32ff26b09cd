/** vCPUs, the sockets they go to, the streams between, and where a chosen one could go. */
import { chips } from '../layers/chips.ts';
import { pointing } from '../layers/pointing.ts';
import { sockets } from '../layers/sockets.ts';
import { streams } from '../layers/streams.ts';
import type { PicturePart } from '../part.ts';

export const scheduling: PicturePart = {
  layers: [
    { depth: 30, layer: streams },
    { depth: 100, layer: sockets },
    { depth: 210, layer: chips },
    { depth: 260, layer: pointing },
  ],
};
