/** A port begins and is done. */
import type { SoundPart } from '../part.ts';

export const porting: SoundPart = {
  cues: () => ({
    kernelPortStarted: () => ({ id: 'pickUp' }),
    kernelPorted: () => ({ id: 'served' }),
  }),
};
