/** What becomes of guests: they come up, they warn, they give up. */
import { BY_ITSELF, type SoundPart } from '../part.ts';

export const guests: SoundPart = {
  cues: () => ({
    guestWarned: () => ({ id: 'warning' }),
    guestRebooted: () => ({ id: 'giveUp' }),
    guestRose: () => ({ id: 'boot' }),
    guestUp: () => ({ id: 'boot', gain: BY_ITSELF }),
    violated: () => ({ id: 'warning' }),
  }),
};
