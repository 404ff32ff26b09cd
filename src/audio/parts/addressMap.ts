/** Whoever reaches for the map bounces off. */
import type { SoundPart } from '../part.ts';

export const addressMap: SoundPart = { cues: () => ({ mapRefused: () => ({ id: 'panic' }) }) };
