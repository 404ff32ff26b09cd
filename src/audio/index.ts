/** The door of audio: what main.ts wires together. */
export type { BedState } from './bed.ts';
export { browserAudio } from './browser.ts';
export { type AudioDoor, type AudioOptions, createAudio } from './door.ts';
export { createEventSounds } from './fromEvents.ts';
export { createViewSounds } from './fromView.ts';
export { BUSES, type Bus, type CaptionKey, type SoundId } from './sounds.ts';
export type { AudioState, AudioStatus } from './status.ts';
