/** A host has its platform, or begins to get one. */
import type { SoundPart } from '../part.ts';

export const platforms: SoundPart = {
  cues: () => ({
    platformChosen: () => ({ id: 'place' }),
    platformReady: ({ machine }) => ({ id: 'served', variant: machine }),
  }),
};
