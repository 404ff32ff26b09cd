/**
 * What the play screen needs of the parts that it may not know: the picture, the sound, the costs. main.ts brings them
 * together; the shapes are those of playfield/types.ts and audio/door.ts.
 */

import type { View } from '../../session/view-model.ts';
import type { CostModel, Id, Int, SimEvent } from '../../sim/index.ts';
import type { Figures } from '../../text/figures.ts';
import type { Key } from '../../text/index.ts';

/** What the picture lifts, lights or surrounds with bays. */
export type PictureTarget = {
  guest?: Int;
  pcpu?: Int;
  exit?: { task: Int; bays: readonly { handler: Id; legal: boolean }[] };
};

/** What would happen if the player did what they point at. */
export type Ghost =
  | { kind: 'place' | 'deck'; task: Int; pcpu: Int; legal: boolean }
  | { kind: 'bay'; task: Int; handler: Id; legal: boolean }
  | { kind: 'drain'; pcpu: Int };

export interface Picture {
  /** @returns whether anything on it still moves */
  show(view: View): boolean;
  event(event: SimEvent): void;
  /** CSS pixels of the mount, and device pixels per CSS pixel */
  resize(width: number, height: number, dpr: number): void;
  select(target: PictureTarget | null): void;
  preview(ghost: Ghost | null): void;
  dispose(): void;
}

/** Draws into an element that fills the stage. */
export type MountPicture = (host: HTMLElement) => Picture;

/** Sounds of the hand; those of the machine follow from its events and are not asked for here. */
export type HandSound = 'pickUp' | 'refused' | 'uiHover' | 'uiClick' | 'uiBack';

/** The words that stand for a sound (src/text/en/audio.ts). */
export type CaptionKey = Extract<Key, `audio.${string}`>;

export interface Sound {
  play(id: HandSound): void;
  /** whole keys of captions (`audio.served`), as sounds begin; returns the unsubscriber */
  captions(listener: (key: CaptionKey) => void): () => void;
}

/** Where the numbers come from: the level's cost model and the published figures. */
export type CostBook = { model: CostModel; carried: readonly Id[]; figures: Figures };
