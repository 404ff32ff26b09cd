/** Another technique is chosen, and begins. */
import { BY_ITSELF, type SoundPart } from '../part.ts';

export const modes: SoundPart = {
  cues: () => ({
    modeChosen: () => ({ id: 'wired' }),
    modeEntered: () => ({ id: 'served' }),
    guestPhase: () => ({ id: 'uiHover', gain: BY_ITSELF }),
  }),
};
