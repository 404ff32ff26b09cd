/** Events of the simulation → sounds: each part knows what of its own is heard. */
import type { SimEvent } from '../sim/index.ts';
import type { AudioDoor } from './door.ts';
import type { Cue, SoundParts, Surroundings } from './part.ts';
import { ALL_SOUND_PARTS } from './parts/index.ts';

/** Returns a listener for the events of one run. */
export function createEventSounds(
  audio: Pick<AudioDoor, 'play'>,
  surroundings: Omit<Surroundings, 'play'>,
  parts: SoundParts = ALL_SOUND_PARTS,
): (event: SimEvent) => void {
  const tables = parts.flatMap((part) => part.cues?.({ ...surroundings, play: (id) => audio.play(id) }) ?? []);
  return (event) => {
    for (const table of tables) {
      // the row fits the event by its very key, which the compiler cannot follow through an index
      const row = table[event.type] as ((event: SimEvent) => Cue | null) | undefined;
      const cue = row?.(event) ?? null;
      if (cue !== null) audio.play(cue.id, cue);
    }
  };
}
