/** The shared kernel panics. */
import type { SoundPart } from '../part.ts';

export const sharedKernel: SoundPart = { cues: () => ({ kernelPanicked: () => ({ id: 'panic' }) }) };
