/** Requests pop into the latch, higher with each, and are swallowed together. */
import type { SoundPart } from '../part.ts';

export const latch: SoundPart = {
  cues: () => ({
    requestLatched: ({ n }) => ({ id: 'latch', variant: n - 1 }),
    latchDrained: () => ({ id: 'drain' }),
  }),
};
