/**
 * What a guest wants of the things that a machine's guests share, by what its workload is written to do: no run is needed
 * to tell, and none changes it. Of an applicant it is what its customer would say at the door.
 *
 * A workload that turns by itself (no requests come from outside) takes, per turn, a burst, its calls into the kernel, and
 * a sleep whenever it halts. Costs of single operations besides the lock's are left out: they are small beside a burst.
 */
import { cyclesOf } from './program.ts';
import type { World } from './state.ts';
import { type Bp, type Int, OPS } from './types.ts';

/** Shares of the machine: of its processors' time, of its page cache, and of the time for which its lock may be held. */
export type Wants = { cpu: Bp; cache: Bp; locks: Bp };

const FULL: Bp = 10_000;

/** Null where requests decide how much there is to do. */
export function wantsOf(w: World, g: Int): Wants | null {
  const spec = w.setup.guests[g];
  const m = w.guests[g]?.machine ?? 0;
  if (spec === undefined || !('phases' in spec.workload) || spec.workload.arrivals !== undefined) return null;
  const [phase] = spec.workload.phases;
  const all = OPS.reduce((sum, op) => sum + (phase?.ops[op] ?? 0), 0);
  if (phase === undefined || all === 0) return null;
  const hold = cyclesOf(w.program, m, w.setup.machines[m]?.shared?.lockHold ?? '') ?? 0;
  const sleep = phase.sleep === undefined || !('mean' in phase.sleep) ? 0 : phase.sleep.mean;
  const held = (phase.ops.lock ?? 0) * (phase.count?.lock ?? 1) * hold;
  const runs = all * ('mean' in phase.burst ? phase.burst.mean : 0) + held;
  const turn = Math.max(1, runs + (phase.ops.halt ?? 0) * sleep);
  const pcpus = w.pcpus.filter(({ machine }) => machine === m).length;
  const pages = w.kept.caches?.[m]?.pages ?? 0;
  return {
    cpu: Math.floor((FULL * runs * spec.vcpus) / (turn * Math.max(1, pcpus))),
    cache: pages === 0 ? 0 : Math.floor((FULL * (spec.pages ?? 0)) / pages),
    locks: Math.floor((FULL * held * spec.vcpus) / turn),
  };
}

/** Of the page cache, what none of those who are here usually uses. */
export function cacheFree(w: World, m: Int): Bp {
  const pages = w.kept.caches?.[m]?.pages ?? 0;
  const here = ['starting', 'booting', 'up'];
  const used = w.guests.reduce(
    (sum, { stage, machine }, g) => sum + (machine === m && here.includes(stage) ? (w.setup.guests[g]?.pages ?? 0) : 0),
    0,
  );
  return pages === 0 ? 0 : Math.floor((FULL * Math.max(0, pages - used)) / pages);
}
