/**
 * A part of what is heard: the events and states of one mechanism → sounds. What happens in the machine sounds from here,
 * also what the player's own command has caused, in the same frame. Screens play only what never reaches the machine:
 * picking up, hovering, clicking, a refusal.
 */
import type { View } from '../session/view-model.ts';
import type { Int, SimEvent } from '../sim/index.ts';
import type { SoundId } from './sounds.ts';

export type Surroundings = {
  /** the guest of a task: its pitch */
  guestOf(task: Int): Int;
  /** stars of the run, asked when it has ended */
  stars(): Int;
  /** for a sound beside the one that a cue answers with */
  play(id: SoundId): void;
};

export type Cue = { id: SoundId; variant?: number; gain?: number };

/** By type of event: what is heard, null where it is nothing this time. What has no row is silent. */
export type Cues = {
  readonly [T in SimEvent['type']]?: (event: Extract<SimEvent, { type: T }>) => Cue | null;
};

/** What of a view is listened to. */
export type Heard = Pick<View, 'level' | 'now' | 'hz' | 'playSecondNs' | 'goals'> & {
  parts: Pick<View['parts'], 'exits'>;
};

/** Sounds because of how things are, not because something has just happened. */
export type Ear = {
  /** another run begins, with this view */
  enter(view: Heard): void;
  /** @param now milliseconds; not called while the run is paused */
  hear(view: Heard, now: number): void;
};

export type SoundPart = {
  /** cues of one run */
  cues?(surroundings: Surroundings): Cues;
  ear?(play: (id: SoundId) => void): Ear;
};

export type SoundParts = readonly SoundPart[];

/** What happens by itself (a scheduler places, a wire answers) is heard from further away than what a hand does. */
export const BY_ITSELF = 0.4;
