/** A call and its answer. */
import type { SoundPart } from '../part.ts';

export const hypercalls: SoundPart = { cues: () => ({ hypercallMade: () => ({ id: 'hypercall' }) }) };
