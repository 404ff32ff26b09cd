/** Knocks at cards: a tap for one that the monitor answers, a lower one for one that crosses; a model that moves. */
import { BY_ITSELF, type SoundPart } from '../part.ts';

export const cards: SoundPart = {
  cues: () => ({
    cardKnocked: ({ crosses }) => ({ id: crosses ? 'exitIoWrite' : 'uiHover', gain: BY_ITSELF }),
    cardMoved: ({ inside }) => ({ id: inside ? 'wired' : 'uiBack' }),
  }),
};
