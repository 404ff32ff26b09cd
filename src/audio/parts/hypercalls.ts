/** A call and its answer; and the code of a new one is there: a door opens. */
import type { SoundPart } from '../part.ts';

export const hypercalls: SoundPart = {
  cues: () => ({ hypercallMade: () => ({ id: 'hypercall' }) }),
};
