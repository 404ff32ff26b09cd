/** Guests that land on processors, processors that change their guest, caches that warm up. */
import { BY_ITSELF, type SoundPart } from '../part.ts';

export const scheduling: SoundPart = {
  cues: ({ guestOf }) => ({
    taskPlaced: ({ task, byHand }) => ({ id: 'place', variant: guestOf(task), gain: byHand ? 1 : BY_ITSELF }),
    taskPreempted: () => ({ id: 'pickUp' }),
    taskWarm: () => ({ id: 'warm' }),
    modeChanged: ({ mode }) => (mode === 'switch' ? { id: 'switch' } : null),
    pcpuPowered: () => ({ id: 'boot' }),
  }),
};
