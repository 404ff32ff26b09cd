/** The toy's sound: a wire is set, and the bell rings beside it. */
import type { SoundPart } from '../../../src/audio/part.ts';

export const bell: SoundPart = { cues: () => ({ ruleChanged: () => ({ id: 'starAgain' }) }) };
