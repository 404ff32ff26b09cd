/**
 * The address map: each program sees a part of memory as if it were all, and only the machine's own supervisor may load
 * the map. A program that tries to is stopped by the hardware, and is thrown out. So a program runs, and an operating
 * system, which has programs of its own to map, does not: address spaces alone are no machine (the M44/44X).
 */
import { type Context, guestOf, pcpuOf, taskOf } from '../access.ts';
import type { Mechanism } from '../mechanism.ts';
import { NONE } from '../types.ts';
import { stopGuest } from './restarts.ts';

declare module '../messages.ts' {
  interface Events {
    /** a guest reached for the map, and is gone */
    mapRefused: { guest: number };
  }
}
declare module '../state.ts' {
  interface Kept {
    /** by guest: reached for the map at this cycle, NONE = it has not */
    reached?: number[];
  }
}

/** The task on pCPU p has reached for the map: its guest is thrown out, for good. */
function throwOut(context: Context, p: number): 'gone' {
  const { w, sink } = context;
  const { guest: g } = taskOf(w, pcpuOf(w, p).task);
  const guest = guestOf(w, g);
  stopGuest(context, g, 'dead');
  guest.stage = 'gone';
  guest.stageAt = w.now;
  guest.mood = 'rest';
  if (w.kept.reached !== undefined) w.kept.reached[g] = w.now;
  sink?.({ type: 'mapRefused', at: w.now, guest: g });
  return 'gone';
}

export const addressMap: Mechanism = {
  id: 'addressMap',
  keeps: ({ setup }) => ({ reached: setup.guests.map(() => NONE) }),
  waits: { map: throwOut },
  events: ['mapRefused'],
};
