/**
 * Patience, read from a world: what a guest waits for, whether it gets it, and how its patience moves meanwhile. Nothing
 * here changes anything; `refreshMood` (core.ts) does.
 */
import { CATEGORY, compiledOf, goalOf, guestOf, isPolling, pcpuOf, taskOf } from './access.ts';
import type { Mood, World } from './state.ts';
import { type Cycles, type Int, NEVER, NONE } from './types.ts';

/** Is the guest's demanded work being done on some pCPU right now? Cold cache and hypervisor work do not count. */
function isDoing(w: World, g: Int): boolean {
  const { firstTask, vcpus } = compiledOf(w, g);
  for (let t = firstTask; t < firstTask + vcpus; t++) {
    const { pcpu } = taskOf(w, t);
    if (pcpu === NONE) continue;
    const { interval, mode } = pcpuOf(w, pcpu);
    if (interval === 'burst' || (interval === 'step' && (mode === CATEGORY.guestUser || mode === CATEGORY.guestKernel)))
      return true;
  }
  return false;
}

/** Does the guest want something that it does not have: a pCPU, an answer to its exit, what a mechanism holds of it? */
function isWanting(w: World, g: Int): boolean {
  for (const want of w.hooks.wants) if (want(w, g)) return true;
  const { firstTask, vcpus } = compiledOf(w, g);
  for (let t = firstTask; t < firstTask + vcpus; t++) {
    const { state, block } = taskOf(w, t);
    if (state !== 'blocked' && state !== 'dead' && !isPolling(w, t)) return true;
    if (state === 'blocked' && w.hooks.wishes.includes(block)) return true;
  }
  return false;
}

/** Arrival of the oldest request that is not finished, NEVER if there is none. */
export function oldestRequest(w: World, g: Int): Cycles {
  const { firstTask, vcpus } = compiledOf(w, g);
  let oldest = guestOf(w, g).inbox[0]?.at ?? NEVER;
  for (const held of w.hooks.oldest) oldest = Math.min(oldest, held(w, g));
  for (let t = firstTask; t < firstTask + vcpus; t++) oldest = Math.min(oldest, taskOf(w, t).request.at);
  return oldest;
}

/** What of the guest's has been put off longest, and until when its patience bears that; null = nothing. */
function putOff(w: World, g: Int): { since: Cycles; until: Cycles } | null {
  let first: { since: Cycles; until: Cycles } | null = null;
  for (const overdue of w.hooks.overdue) {
    const found = overdue(w, g);
    if (found !== null && (first === null || found.until < first.until)) first = found;
  }
  return first;
}

/** How patience moves now, since when the guest has been waiting for it, and when that has to be looked at again. */
type Present = { mood: Mood; waitSince: Cycles; again: Cycles };

/** It has been waiting since then: its patience bears that for a while, and then it falls. */
function waiting({ now }: World, since: Cycles, tolerance: Cycles, lateFrom: Cycles): Present {
  if (now >= since + tolerance) return { mood: 'drain', waitSince: since, again: NEVER };
  return { mood: 'grace', waitSince: since, again: Math.min(lateFrom, since + tolerance) };
}

/**
 * The mood that fits the present. What counts as waiting depends on what the guest expects: its oldest request, or any
 * demanded work that is not being done. What has been put off too long (output in a queue) counts for everybody, and so
 * does being down: a restart is no rest.
 */
export function moodNow(w: World, g: Int): Present {
  const guest = guestOf(w, g);
  const goal = goalOf(w, g);
  if (goal === null || (guest.stage !== 'up' && guest.stage !== 'booting'))
    return { mood: 'rest', waitSince: NEVER, again: NEVER };
  // whatever it expects, a guest that is down gets nothing done
  if (guest.stage === 'booting') return waiting(w, guest.stageAt, goal.tolerance, NEVER);
  const late = putOff(w, g);
  const lateFrom = late?.until ?? NEVER;
  if (late !== null && w.now >= lateFrom) return { mood: 'drain', waitSince: late.since, again: NEVER };
  if (goal.metric === 'request') {
    const oldest = oldestRequest(w, g);
    if (oldest !== NEVER && w.now >= oldest + goal.tolerance) return { mood: 'drain', waitSince: oldest, again: NEVER };
    const again = Math.min(lateFrom, oldest === NEVER ? NEVER : oldest + goal.tolerance);
    return { mood: isDoing(w, g) ? 'earn' : oldest === NEVER ? 'rest' : 'grace', waitSince: oldest, again };
  }
  if (isDoing(w, g)) return { mood: 'earn', waitSince: NEVER, again: lateFrom };
  if (!isWanting(w, g)) return { mood: 'rest', waitSince: NEVER, again: lateFrom };
  return waiting(w, guest.waitSince === NEVER ? w.now : guest.waitSince, goal.tolerance, lateFrom);
}

/**
 * Why patience falls: the guest is down, what was put off for it has been so for too long, a request of it has not been
 * answered, or it waits for something else.
 */
export type Drain = 'down' | 'putOff' | 'request' | 'waits';

/** Why the patience of guest g falls now, null = it does not. */
export function drainOf(w: World, g: Int): Drain | null {
  return guestOf(w, g).mood === 'drain' ? wouldDrain(w, g) : null;
}

/** Why it would fall as things stand. */
export function wouldDrain(w: World, g: Int): Drain {
  if (guestOf(w, g).stage === 'booting') return 'down';
  const late = putOff(w, g);
  if (late !== null && w.now >= late.until) return 'putOff';
  return goalOf(w, g)?.metric === 'request' ? 'request' : 'waits';
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
