/** A limit is set or lifted. */
import type { SoundPart } from '../part.ts';

export const limits: SoundPart = {
  cues: () => ({ limitChanged: ({ value }) => ({ id: value > 0 ? 'wired' : 'uiBack' }) }),
};
