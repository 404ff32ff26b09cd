/**
 * Idling: a processor on which nobody runs is not left as it is. A type-1 monitor puts a domain of its own there, and
 * whoever wakes is switched to like from any other: that is most of what a request to a driver domain takes, also where
 * that domain has a processor to itself (Dall et al. 2016, section IV).
 *
 * The scheduler charges nothing to a vCPU that comes back to a pCPU where nobody else has run. The register `idle.woken`
 * is 1 for such a one until the effect `idle.seen`, so that a path can charge what was spared.
 */
import { pcpuOf, taskOf } from '../access.ts';
import type { Mechanism } from '../mechanism.ts';
import type { World } from '../state.ts';
import { type Int, NONE } from '../types.ts';

declare module '../state.ts' {
  interface Kept {
    /** by task: it has slept since it was last seen */
    slept?: boolean[];
  }
}

/** Has task t slept, and come back to where nobody but the idle domain has been? */
function isWoken(w: World, t: Int): boolean {
  const { pcpu } = taskOf(w, t);
  return w.kept.slept?.[t] === true && pcpu !== NONE && pcpuOf(w, pcpu).lastTask === t;
}

export const idling: Mechanism = {
  id: 'idling',
  keeps: ({ program }) => ({ slept: Array.from({ length: program.firstMonitor }, () => false) }),
  registers: { 'idle.woken': (w, t) => (isWoken(w, t) ? 1 : 0) },
  expects: { 'idle.woken': () => 1 },
  effects: {
    'idle.seen': ({ w }, t) => {
      if (w.kept.slept !== undefined) w.kept.slept[t] = false;
    },
  },
  moved({ w }, t, from) {
    if (from === 'blocked' && w.kept.slept?.[t] !== undefined) w.kept.slept[t] = true;
  },
};
