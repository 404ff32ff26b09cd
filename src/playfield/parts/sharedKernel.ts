/** One kernel below all: flows instead of journeys, meters instead of tapes, and the cracks of a shared fate. */
import { cracks } from '../layers/cracks.ts';
import { kernelFlows, occupants } from '../layers/kernelFlows.ts';
import { meters } from '../layers/meters.ts';
import { ownMonitors } from '../layers/ownMonitors.ts';
import type { PicturePart } from '../part.ts';

export const sharedKernel: PicturePart = {
  layers: [
    { depth: 20, layer: ownMonitors },
    { depth: 40, layer: kernelFlows },
    // behind the cards, whose words it must not cross
    { depth: 45, layer: cracks },
    { depth: 110, layer: occupants },
    { depth: 142, layer: meters },
  ],
};
