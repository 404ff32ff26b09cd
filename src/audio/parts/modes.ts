/** Another technique is chosen, and begins. */
import type { SoundPart } from '../part.ts';

export const modes: SoundPart = {
  cues: () => ({
    modeChosen: () => ({ id: 'wired' }),
    modeEntered: () => ({ id: 'switch' }),
  }),
};
