/** Every knock is heard, twelve for a packet; a letter is one soft call. */
import { BY_ITSELF, type SoundPart } from '../part.ts';

export const drivers: SoundPart = {
  cues: () => ({
    registerKnocked: () => ({ id: 'exitIoWrite', gain: BY_ITSELF }),
    lettersDropped: () => ({ id: 'hypercall', gain: BY_ITSELF }),
    driverInstalled: () => ({ id: 'wired' }),
  }),
};
