/** Exits that fall into the band, the bays and wires that answer them, and the monitor at work where nothing asks. */
import { baysOf, MOST_BAYS } from '../../session/layout.ts';
import { bays } from '../layers/bays.ts';
import { exits as exitsLayer } from '../layers/exits.ts';
import { bandLight } from '../layers/ground.ts';
import { parked } from '../layers/parked.ts';
import { wires } from '../layers/wires.ts';
import { work } from '../layers/work.ts';
import type { PicturePart } from '../part.ts';

export const exits: PicturePart = {
  layers: [
    { depth: 10, layer: bandLight },
    { depth: 143, layer: parked },
    { depth: 170, layer: wires },
    { depth: 180, layer: bays },
    { depth: 190, layer: work },
    { depth: 200, layer: exitsLayer },
  ],
  cards: ({ machines, main, parts }) => [
    ...(parts.exits?.boxes ?? []).map(({ rect }) => rect),
    ...Array.from({ length: MOST_BAYS }, (_, i) =>
      machines.flatMap(({ workRow }) => baysOf(workRow, main.left, i + 1)),
    ).flat(),
  ],
};
