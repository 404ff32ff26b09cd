/**
 * Patience, read from a world: what a guest waits for, whether it gets it, and how its patience moves meanwhile. Nothing
 * here changes anything; `refreshMood` (core.ts) does.
 */
import { CATEGORY, goalOf, guestOf, pcpuOf, taskOf } from './access.ts';
import type { Mood, World } from './state.ts';
import { type Cycles, type Int, NEVER, NONE } from './types.ts';

/** Is the guest's demanded work being done on some pCPU right now? Cold cache and hypervisor work do not count. */
function isDoing(w: World, g: Int): boolean {
  const compiled = w.program.guests[g];
  if (compiled === undefined) return false;
  for (let t = compiled.firstTask; t < compiled.firstTask + compiled.vcpus; t++) {
    const { pcpu } = taskOf(w, t);
    if (pcpu === NONE) continue;
    const { interval, mode } = pcpuOf(w, pcpu);
    if (interval === 'burst' || (interval === 'step' && (mode === CATEGORY.guestUser || mode === CATEGORY.guestKernel)))
      return true;
  }
  return false;
}

/** Does the guest want something that it does not have: a pCPU, an answer to its exit, its latched request? */
function isWanting(w: World, g: Int): boolean {
  const compiled = w.program.guests[g];
  if (compiled === undefined) return false;
  if (guestOf(w, g).irqs.some((irq) => irq.requests.length > 0)) return true;
  for (let t = compiled.firstTask; t < compiled.firstTask + compiled.vcpus; t++) {
    const { state, block } = taskOf(w, t);
    if (state !== 'blocked' && state !== 'dead') return true;
    if (block === 'served' || block === 'throttled') return true;
  }
  return false;
}

/** Arrival of the oldest request that is not finished, NEVER if there is none. */
export function oldestRequest(w: World, g: Int): Cycles {
  const compiled = w.program.guests[g];
  const guest = guestOf(w, g);
  let oldest = guest.inbox[0]?.at ?? NEVER;
  for (const irq of guest.irqs) oldest = Math.min(oldest, irq.requests[0]?.at ?? NEVER);
  for (const { task, answers } of w.latch.requests) if (taskOf(w, task).guest === g) oldest = Math.min(oldest, answers);
  if (compiled !== undefined)
    for (let t = compiled.firstTask; t < compiled.firstTask + compiled.vcpus; t++)
      oldest = Math.min(oldest, taskOf(w, t).request.at);
  return oldest;
}

/** When the oldest latched request of the guest was put off, NEVER if none is. */
function oldestLatched(w: World, g: Int): Cycles {
  for (const { task, at } of w.latch.requests) if (taskOf(w, task).guest === g) return at;
  return NEVER;
}

/** How patience moves now, since when the guest has been waiting for it, and when that has to be looked at again. */
type Present = { mood: Mood; waitSince: Cycles; again: Cycles };

/**
 * The mood that fits the present. What counts as waiting depends on what the guest expects: its oldest request, or any
 * demanded work that is not being done. Output that has been put off too long counts for everybody.
 */
export function moodNow(w: World, g: Int): Present {
  const guest = guestOf(w, g);
  const goal = goalOf(w, g);
  if (goal === null || guest.stage !== 'up') return { mood: 'rest', waitSince: NEVER, again: NEVER };
  const latched = oldestLatched(w, g);
  const latchedUntil = latched === NEVER ? NEVER : latched + (w.knobs.latchTolerance ?? NEVER - latched);
  if (w.now >= latchedUntil) return { mood: 'drain', waitSince: latched, again: NEVER };
  if (goal.metric === 'request') {
    const oldest = oldestRequest(w, g);
    if (oldest !== NEVER && w.now >= oldest + goal.tolerance) return { mood: 'drain', waitSince: oldest, again: NEVER };
    const again = Math.min(latchedUntil, oldest === NEVER ? NEVER : oldest + goal.tolerance);
    return { mood: isDoing(w, g) ? 'earn' : oldest === NEVER ? 'rest' : 'grace', waitSince: oldest, again };
  }
  if (isDoing(w, g)) return { mood: 'earn', waitSince: NEVER, again: latchedUntil };
  if (!isWanting(w, g)) return { mood: 'rest', waitSince: NEVER, again: latchedUntil };
  const since = guest.waitSince === NEVER ? w.now : guest.waitSince;
  if (w.now >= since + goal.tolerance) return { mood: 'drain', waitSince: since, again: NEVER };
  return { mood: 'grace', waitSince: since, again: Math.min(latchedUntil, since + goal.tolerance) };
}

/** Patience at a time in the guest's present mood; not below 0, not above the whole. */
export function patienceAt(w: World, g: Int, at: Cycles): Cycles {
  const guest = guestOf(w, g);
  const goal = goalOf(w, g);
  if (goal === null) return guest.patience;
  const elapsed = at - guest.patienceAt;
  if (guest.mood === 'drain') return Math.max(0, guest.patience - elapsed);
  if (guest.mood === 'earn')
    return Math.min(goal.patience, guest.patience + Math.floor((elapsed * goal.regain) / 10_000));
  return guest.patience;
}
