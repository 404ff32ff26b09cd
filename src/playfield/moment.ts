/** What a layer gets in each frame, and what a layer is. */
import type { Layout } from '../session/layout.ts';
import type { GuestView, VcpuView, View } from '../session/view-model.ts';
import type { Cycles, Int, SimEvent } from '../sim/index.ts';
import type { Cast } from './cast.ts';
import type { Colour, Palette } from './colours.ts';
import type { Random } from './random.ts';
import type { Ghost, Target } from './types.ts';

export type Moment = {
  view: View;
  layout: Layout;
  palette: Palette;
  cast: Cast;
  random: Random;
  /** seconds of play since the level began: everything that belongs to the machine moves by it and stands still with it */
  beat: number;
  /** cycles per second of play */
  beatCycles: Cycles;
  /** the picture's own clock and the length of this frame, ms: feedback moves by it even while the machine is paused */
  time: number;
  dt: number;
  /** ms by which the machine has moved since the last frame, at one second of play per second: 0 while it is paused */
  moved: number;
  /** whether one kernel deals many tenants to the pCPUs of a machine many times a second: flows instead of journeys */
  crowdedAt(machine: Int): boolean;
  /** reduced motion: things fade instead of flying */
  calm: boolean;
  target: Target | null;
  ghost: Ghost | null;
  vcpuOf(task: Int): VcpuView | undefined;
  guestOf(task: Int): GuestView | undefined;
  colourOf(guest: Int): Colour;
};

export interface Layer {
  draw(moment: Moment): void;
  event?(event: SimEvent, moment: Moment): void;
}

/** How much of [since, until] has passed, 0 … 1. An interval without an end counts as not begun. */
export function progress(since: Cycles, until: Cycles, now: Cycles): number {
  if (until <= since || until >= Number.MAX_SAFE_INTEGER) return 0;
  return Math.min(1, Math.max(0, (now - since) / (until - since)));
}
