/** Arrivals: requests come to a guest by themselves, and each is announced by an interrupt. */
import { type Context, compiledOf, guestOf } from '../access.ts';
import { setGuestSlot } from '../core.ts';
import { phaseAt } from '../demand.ts';
import { MAX_OPEN } from '../params.ts';
import { sampleAt } from '../rng.ts';
import { ARRIVAL } from '../slots.ts';
import type { World } from '../state.ts';
import { type Cycles, type Dist, type Int, NEVER } from '../types.ts';
import { arrivalFactor, UNIT } from './episodes.ts';
import { pend } from './interrupts.ts';

/** what lies behind so many turns of the work is too far away to be looked for */
const MOST_TURNS = 8;

/**
 * From now to the next request of guest g, by its ordinal. Where phases say how far apart requests are, what does not come in
 * the one that is there comes as the next one says, from its beginning on.
 */
function gapOf(w: World, g: Int, { every, n }: { every: Dist; n: Int }): Cycles {
  const compiled = compiledOf(w, g);
  const { phases, period, arrivalStream: stream } = compiled;
  let at = w.now;
  for (let turn = 0; turn < MOST_TURNS; turn++) {
    const phase = phaseAt(compiled, at);
    const gap = sampleAt(phase?.every ?? every, stream, n);
    const end = phase === undefined || phase.until === NEVER ? NEVER : phase.until - (period > 0 ? at % period : at);
    if (gap <= end || end <= 0 || phases.every((one) => one.every === null)) return at + gap - w.now;
    at += end;
  }
  return at - w.now;
}

/** Schedules the next arrival, its distance drawn by its ordinal and shortened by what is going on. */
export function scheduleArrival(w: World, g: Int): void {
  const { arrivals } = compiledOf(w, g);
  if (arrivals === null) return;
  const gap = gapOf(w, g, { every: arrivals.every, n: guestOf(w, g).arrived });
  setGuestSlot(w, g, ARRIVAL, w.now + Math.max(1, Math.floor((gap * UNIT) / arrivalFactor(w, g, w.now))));
}

/** Nothing is open of guest g any more. Where somebody has awaited that, the next request comes in a while. */
export function scheduleAwaited(w: World, g: Int): void {
  if (compiledOf(w, g).arrivals?.awaits === true) scheduleArrival(w, g);
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
  if (arrivals.awaits === true && guest.stage === 'up') setGuestSlot(w, g, ARRIVAL, NEVER);
  else scheduleArrival(w, g);
  if (guest.stage === 'up') pend(context, g, arrivals.line, { at: w.now, n });
  else guest.dropped++;
  if (n % COUNTED_EVERY === COUNTED_EVERY - 1 && openRequests(w) > MAX_OPEN) w.status = 'budget';
}
