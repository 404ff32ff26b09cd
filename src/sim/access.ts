/** Short ways to the rows of a world. An index that is no row is a mistake of the caller, so none of them checks. */
import type { Sink } from './messages.ts';
import type { CompiledGuest, CompiledMode } from './program.ts';
import type { Guest, Pcpu, Task, World } from './state.ts';
import { CATEGORIES, type Category, type Expectation, type Int } from './types.ts';

export const CATEGORY = Object.fromEntries(CATEGORIES.map((name, index) => [name, index])) as Readonly<
  Record<Category, Int>
>;

/** What the handlers of one event share: the world and somebody who listens, if anybody does. */
export type Context = { readonly w: World; readonly sink: Sink | undefined };

export const pcpuOf = (w: World, p: Int): Pcpu => w.pcpus[p] as Pcpu;
export const taskOf = (w: World, t: Int): Task => w.tasks[t] as Task;
export const guestOf = (w: World, g: Int): Guest => w.guests[g] as Guest;
export const goalOf = (w: World, g: Int): Expectation | null => (w.program.guests[g] as CompiledGuest).goal;
export const modeOf = (w: World, g: Int): CompiledMode => w.program.modes[guestOf(w, g).mode] as CompiledMode;
