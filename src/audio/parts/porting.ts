/** A part of a port is begun, and is written. */
import type { SoundPart } from '../part.ts';

export const porting: SoundPart = {
  cues: () => ({
    partBegun: () => ({ id: 'pickUp' }),
    partWritten: () => ({ id: 'served' }),
  }),
};
