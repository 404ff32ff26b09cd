/** A knob clicks. */
import type { SoundPart } from '../part.ts';

export const knobs: SoundPart = { cues: () => ({ knobTurned: () => ({ id: 'uiClick' }) }) };
