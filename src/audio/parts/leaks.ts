/** A lost flag warns, what tells is a drip, a hang falls; patches and translations are heard by whoever made them. */
import { BY_ITSELF, type SoundPart } from '../part.ts';

export const leaks: SoundPart = {
  cues: () => ({
    leaked: ({ cause }) => (cause === 'tells' ? { id: 'latch', gain: BY_ITSELF } : { id: 'warning', gain: BY_ITSELF }),
    siteTreated: ({ how }) => ({ id: how === 'left' ? 'uiBack' : 'wired' }),
    siteTranslated: () => ({ id: 'served', gain: BY_ITSELF }),
    sitePaid: () => ({ id: 'interruptHeld', gain: BY_ITSELF }),
    flagHung: () => ({ id: 'panic' }),
  }),
};
