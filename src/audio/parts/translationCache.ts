/** A full shelf comes down, a store traps, a store is adapted. Blocks that are translated are too many to be heard. */
import { BY_ITSELF, type SoundPart } from '../part.ts';

export const translationCache: SoundPart = {
  cues: () => ({
    cacheFlushed: ({ cause }) => (cause === 'full' ? { id: 'drain', gain: BY_ITSELF } : { id: 'uiBack' }),
    storeFaulted: () => ({ id: 'exitPageTable', gain: BY_ITSELF }),
    storeAdapted: () => ({ id: 'wired', gain: BY_ITSELF }),
  }),
};
