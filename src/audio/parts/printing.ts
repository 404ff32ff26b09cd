/** A job that goes to the file stacks up; one that is on paper is done. */
import { BY_ITSELF, type SoundPart } from '../part.ts';

export const printing: SoundPart = {
  cues: () => ({
    jobSpooled: ({ records }) => ({ id: 'latch', variant: records }),
    jobPrinted: () => ({ id: 'served', gain: BY_ITSELF }),
    printerAwaited: () => ({ id: 'interruptHeld', gain: BY_ITSELF }),
  }),
};
