/**
 * What the playfield and the overlay draw: the world as intervals and ids, with no strings in any language.
 *
 * Read-only, made by view.ts once per change of the world. Times are cycles. An interval [since, until] is evaluated by
 * the renderer at the view's `now`, which is fractional and never later than the world's own time.
 */
import type { PartViews } from './parts/index.ts';
import type { Board } from './view-base.ts';

export type { DeviceView } from './parts/devices.ts';
export type { WireView } from './parts/exits.ts';
export type { PartName, PartViews } from './parts/index.ts';
export type { AheadView, Blocks, GearView, ModesView } from './parts/modes.ts';
export type { KernelView, RestartView } from './parts/porting.ts';
export type { MoodCause, Move } from './past/moods.ts';
export * from './view-base.ts';

/** `parts`: what each mechanism shows, null where the level has none of it. */
export type View = Board & { parts: PartViews };
