/** The door of the playfield: a picture that is shown views and told events, and that answers nothing back. */

import type { View } from '../session/view-model.ts';
import type { Id, Int, SimEvent } from '../sim/index.ts';

/** What is selected or focused. `bays`: the ways to answer the exit, in the order in which they stand around it. */
export type Target = {
  guest?: Int;
  pcpu?: Int;
  exit?: { task: Int; bays: readonly { handler: Id; legal: boolean }[] };
};

/** What would happen if the player did what they are pointing at. */
export type Ghost =
  | { kind: 'place' | 'deck'; task: Int; pcpu: Int; legal: boolean }
  | { kind: 'bay'; task: Int; handler: Id; legal: boolean }
  | { kind: 'drain'; pcpu: Int };

export type PlayfieldOptions = {
  reducedMotion(): boolean;
  contrast(): boolean;
  /** multisampling; software renderers are quicker without */
  antialias?: boolean;
};

export interface Playfield {
  /** Call every frame with the newest view. @returns whether anything on the picture still moves */
  show(view: View): boolean;
  /** something happened; only what is seen depends on it */
  event(event: SimEvent): void;
  /** size of the mount in CSS pixels */
  resize(cssWidth: number, cssHeight: number, dpr: number): void;
  select(target: Target | null): void;
  preview(ghost: Ghost | null): void;
  /** milliseconds of script that the last frame took */
  frameCost(): number;
  /** shapes that the last frame was made of */
  shapes(): number;
  /** nothing can be drawn at present: the WebGL context is lost, or the browser has no canvas */
  readonly lost: boolean;
  /** settles when the first frame has been drawn, or when there can be none; rejects when Phaser could not be fetched */
  readonly ready: Promise<void>;
  dispose(): void;
}
