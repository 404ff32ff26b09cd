/**
 * When the overlay must look again. Numbers that merely run (waits, shares, clocks) are written ten times a second;
 * everything that changes what can be pressed or read as a state is caught here and shown in the same frame.
 */
import type { View } from '../../session/view-model.ts';
import type { PlayParts } from './play.ts';

/** Small whole numbers for words that change rarely: the hash needs difference, not meaning. */
const word = (text: string): number =>
  (text.charCodeAt(0) << 8) ^ (text.charCodeAt(text.length - 1) << 3) ^ text.length;

/** A 32-bit hash of what may not wait. Two views that differ in it are shown at once. */
export function signatureOf(parts: PlayParts, view: View): number {
  let hash = 0x811c9dc5;
  const mix = (value: number | string | boolean): void => {
    hash = Math.imul(hash ^ (typeof value === 'string' ? word(value) : Number(value)), 0x01000193);
  };
  mix(view.status);
  mix(view.stars);
  for (const part of parts) part.watches?.(view, mix);
  return hash >>> 0;
}
