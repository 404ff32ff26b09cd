/** Arrivals: requests come to a guest by themselves, and each is announced by an interrupt. */
import { type Context, compiledOf, guestOf } from '../access.ts';
import { setGuestSlot } from '../core.ts';
import { MAX_OPEN } from '../params.ts';
import { sampleAt } from '../rng.ts';
import { ARRIVAL } from '../slots.ts';
import type { World } from '../state.ts';
import { type Int, NEVER } from '../types.ts';
import { arrivalFactor, UNIT } from './episodes.ts';
import { pend } from './interrupts.ts';

/** Schedules the next arrival, its distance drawn by its ordinal and shortened by what is going on. */
export function scheduleArrival(w: World, g: Int): void {
  const { arrivals, arrivalStream } = compiledOf(w, g);
  if (arrivals === null) return;
  const gap = sampleAt(arrivals.every, arrivalStream, guestOf(w, g).arrived);
  setGuestSlot(w, g, ARRIVAL, w.now + Math.max(1, Math.floor((gap * UNIT) / arrivalFactor(w, g, w.now))));
}

/** requests of a guest after which all that are open are counted */
const COUNTED_EVERY = 1024;

/** What has arrived, and has been neither served nor dropped. */
const openRequests = (w: World): Int =>
  w.guests.reduce((sum, { arrived, served, dropped }) => sum + arrived - served - dropped, 0);

/** A request arrives. A guest that is not up has nobody to take it: it is dropped, but its ordinal is spent. */
export function arrive(context: Context, g: Int): void {
  const { w } = context;
  const guest = guestOf(w, g);
  const { arrivals } = compiledOf(w, g);
  if (guest.stage === 'gone' || arrivals === null) {
    setGuestSlot(w, g, ARRIVAL, NEVER);
    return;
  }
  const n = guest.arrived++;
  scheduleArrival(w, g);
  if (guest.stage === 'up') pend(context, g, arrivals.line, { at: w.now, n });
  else guest.dropped++;
  if (n % COUNTED_EVERY === COUNTED_EVERY - 1 && openRequests(w) > MAX_OPEN) w.status = 'budget';
}
