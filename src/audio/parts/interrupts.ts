/** Interrupts that wait, are injected, or ride along with an exit. */
import { BY_ITSELF, type SoundPart } from '../part.ts';

export const interrupts: SoundPart = {
  cues: () => ({
    interruptPended: () => ({ id: 'interruptHeld', gain: BY_ITSELF }),
    interruptInjected: ({ forced }) => ({ id: forced ? 'exitInterrupt' : 'interruptHitched' }),
  }),
};
