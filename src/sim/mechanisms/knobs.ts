/**
 * Knobs that may be turned in play. A knob is a number that some mechanism declares, with its range (mechanism.ts); the
 * level says which of them a player may turn, among which values, and whether each guest has its own.
 */
import type { Context } from '../access.ts';
import type { Mechanism } from '../mechanism.ts';
import type { World } from '../state.ts';
import { type Id, type Int, NONE } from '../types.ts';

declare module '../messages.ts' {
  interface Events {
    /** `guest` NONE: for the whole machine */
    knobTurned: { knob: Id; guest: Int; value: Int };
  }
}
declare module '../state.ts' {
  interface Kept {
    /** by guest: its own values of knobs that are per guest, in the order of the level's tunables */
    tuned?: Int[][];
  }
}

const place = (w: World, id: Id): Int => w.setup.tunables?.findIndex(({ knob }) => knob === id) ?? NONE;

/** What a knob stands at for guest g (NONE: for the machine). */
export function knobOf(w: World, id: Id, g: Int): Int {
  const own = w.kept.tuned?.[g]?.[place(w, id)] ?? NONE;
  return own === NONE ? (w.knobs[id] ?? 0) : own;
}

/** Of a knob that is dealt out on a machine, what nobody has of those beside guest g; null where it is not. */
export function leftFor(w: World, id: Id, g: Int): Int | null {
  const total = w.setup.tunables?.[place(w, id)]?.total;
  const machine = w.guests[g]?.machine;
  if (total === undefined || machine === undefined) return null;
  const others = w.guests.flatMap((guest, other) =>
    guest.machine === machine && other !== g ? [knobOf(w, id, other)] : [],
  );
  return total - others.reduce((sum, value) => sum + value, 0);
}

/** Turns a knob; whoever reads it does so anew each time. */
export function turnKnob(context: Context, id: Id, g: Int, value: Int): void {
  const { w, sink } = context;
  const row = w.kept.tuned?.[g];
  if (g === NONE || row === undefined) w.knobs[id] = value;
  else row[place(w, id)] = value;
  sink?.({ type: 'knobTurned', at: w.now, knob: id, guest: g, value });
  for (const turned of w.hooks.turned) turned(context, id, g, value);
}

export const knobs: Mechanism = {
  id: 'knobs',
  uses: ({ tunables }) => (tunables ?? []).length > 0,
  keeps: ({ setup }) => ({ tuned: setup.guests.map(() => (setup.tunables ?? []).map(() => NONE)) }),
  events: ['knobTurned'],
};
