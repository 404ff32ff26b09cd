/** A notice knocks; what is served in one go sounds lower the more it is. Single requests are too many to be heard. */
import { BY_ITSELF, type SoundPart } from '../part.ts';

const MANY = 12;

export const rings: SoundPart = {
  cues: () => ({
    ringTold: () => ({ id: 'hypercall', gain: BY_ITSELF }),
    ringServed: ({ n }) => (n >= MANY ? { id: 'drain', gain: BY_ITSELF } : null),
  }),
};
