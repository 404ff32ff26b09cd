/** It rings. */
import type { SoundPart } from '../part.ts';

export const bell: SoundPart = { cues: () => ({ bellRang: () => ({ id: 'starAgain' }) }) };
