/** A wall breaks, holds, or was the last; somebody is turned out, or done. */
import type { SoundPart } from '../part.ts';

export const walls: SoundPart = {
  cues: () => ({
    wallBroke: ({ left }) => (left === 0 ? null : { id: 'warning' }),
    brokeOut: () => ({ id: 'panic' }),
    jobDone: ({ guest }) => ({ id: 'served', variant: guest }),
  }),
};
