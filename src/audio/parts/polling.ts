/** Woken while it looked is a tick; a look in vain ends lower. */
import { BY_ITSELF, type SoundPart } from '../part.ts';

export const polling: SoundPart = {
  cues: () => ({
    pollEnded: ({ end }) => (end === 'found' ? { id: 'uiHover', gain: BY_ITSELF } : { id: 'uiBack', gain: BY_ITSELF }),
  }),
};
