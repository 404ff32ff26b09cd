/** Somebody knocks, and is let in or not. */
import type { SoundPart } from '../part.ts';

export const admission: SoundPart = {
  cues: () => ({
    guestAsked: () => ({ id: 'interruptHeld' }),
    guestAdmitted: ({ guest }) => ({ id: 'place', variant: guest }),
    guestRefused: () => ({ id: 'uiBack' }),
  }),
};
