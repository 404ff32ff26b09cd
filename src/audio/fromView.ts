/**
 * The state of the machine → the bed of sound, and what the parts make of how things are: what sounds not because
 * something has just happened.
 */
import type { View } from '../session/view-model.ts';
import type { BedState } from './bed.ts';
import type { AudioDoor } from './door.ts';
import type { Heard, SoundParts } from './part.ts';
import { ALL_SOUND_PARTS } from './parts/index.ts';

/** What of the machine is in the bed, beside what the parts listen to. */
export type HeardMachine = Heard & {
  guests: readonly Pick<View['guests'][number], 'present' | 'patience' | 'mood'>[];
  pcpus: readonly Pick<View['pcpus'][number], 'on' | 'recent'>[];
};

const mean = (values: readonly number[], empty: number): number =>
  values.length === 0 ? empty : values.reduce((sum, value) => sum + value, 0) / values.length;

/** One unhappy guest among many is heard, so its patience counts as much as the mean. */
export function bedOf({ guests, pcpus }: HeardMachine, paused: boolean): BedState {
  const here = guests.filter(({ present }) => present);
  const patience = here.map((guest) => guest.patience / 100);
  return {
    health: (mean(patience, 1) + Math.min(1, ...patience)) / 2,
    steal: mean(
      here.map(({ mood }) => (mood === 'drain' ? 1 : 0)),
      0,
    ),
    activity: mean(
      pcpus.filter(({ on }) => on).map(({ recent }) => recent.useful / 10_000),
      0,
    ),
    paused,
  };
}

/** Returns a listener for the views of one run after another; call it with the time in ms, at best every frame. */
export function createViewSounds(
  audio: Pick<AudioDoor, 'play' | 'bed'>,
  parts: SoundParts = ALL_SOUND_PARTS,
): (view: HeardMachine, paused: boolean, now: number) => void {
  const ears = parts.flatMap((part) => part.ear?.((id) => audio.play(id)) ?? []);
  let level = '';
  return (view, paused, now) => {
    if (view.level !== level) {
      level = view.level;
      for (const ear of ears) ear.enter(view);
    }
    audio.bed(bedOf(view, paused));
    if (!paused) for (const ear of ears) ear.hear(view, now);
  };
}
