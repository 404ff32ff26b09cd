/** When guests give up, and what waiting costs them: patience seen from outside, as everybody may see it. */
import { type Cycles, type Int, NEVER, patienceAt, type World } from '../sim/index.ts';

/** Patience in points, 0 … 100. A guest without expectations is always patient. */
export function points(w: World, guest: Int, patience: Cycles): Int {
  const goal = w.setup.guests[guest]?.goal;
  return goal === undefined ? 100 : Math.floor((100 * patience) / goal.patience);
}

/** How long the guest bears being down, from now on; NEVER: it expects nothing. */
export function bears(w: World, guest: Int): Cycles {
  const goal = w.setup.guests[guest]?.goal;
  return goal === undefined ? NEVER : goal.tolerance + patienceAt(w, guest, w.now);
}

/** From when on the guest's patience falls if nothing changes, NEVER if it does not. */
function drainsFrom(w: World, guest: Int): Cycles {
  const goal = w.setup.guests[guest]?.goal;
  const now = w.guests[guest];
  if (goal === undefined || now === undefined || now.mood === 'rest') return NEVER;
  if (now.mood === 'drain') return now.patienceAt;
  return now.waitSince === NEVER ? NEVER : now.waitSince + goal.tolerance;
}

/** Patience at a later cycle if nothing changes until then. */
export function patienceThen(w: World, guest: Int, at: Cycles): Cycles {
  const from = drainsFrom(w, guest);
  if (from === NEVER || at <= from) return patienceAt(w, guest, at);
  const left = w.guests[guest]?.mood === 'drain' ? (w.guests[guest]?.patience ?? 0) : patienceAt(w, guest, from);
  return Math.max(0, left - (at - from));
}

/** The cycle at which the guest gives up if nothing changes, NEVER if it does not. */
export function givesUpAt(w: World, guest: Int): Cycles {
  const from = drainsFrom(w, guest);
  if (from === NEVER) return NEVER;
  const left = w.guests[guest]?.mood === 'drain' ? (w.guests[guest]?.patience ?? 0) : patienceAt(w, guest, from);
  return from + left;
}
