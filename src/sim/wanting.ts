/**
 * What a guest wants of the things that a machine's guests share, by what its workload is written to do: no run is needed
 * to tell, and none changes it. Of an applicant it is what its customer would say at the door.
 *
 * A workload that turns by itself (no requests come from outside) takes, per turn, a burst, its calls into the kernel, and
 * a sleep whenever it halts. Costs of single operations besides the lock's are left out: they are small beside a burst.
 */
import { isHere } from './access.ts';
import { arrivalFactor, factorAt, UNIT } from './mechanisms/episodes.ts';
import { cyclesOf } from './program.ts';
import type { World } from './state.ts';
import { type Bp, type Cycles, type Int, NEVER, OPS } from './types.ts';

/** Shares of the machine: of its processors' time, of its page cache, and of the time for which its lock may be held. */
export type Wants = { cpu: Bp; cache: Bp; locks: Bp };

const FULL: Bp = 10_000;

const isFlood = (w: World, g: Int, at: Cycles): boolean => factorAt(w, g, 'cacheFlood', at) > UNIT;

type Ops = Readonly<Record<string, Int | undefined>>;

/** By the operations of a phase, which never change: the sum of their weights. */
const weights = new WeakMap<Ops, Int>();

function weightOf(ops: Ops): Int {
  const known = weights.get(ops);
  if (known !== undefined) return known;
  const sum = OPS.reduce((all, op) => all + (ops[op] ?? 0), 0);
  weights.set(ops, sum);
  return sum;
}

/** What a turn of guest g's work takes, or one round of a request that arrives at `at`, on the average of its operations. */
function turnOf(w: World, g: Int, at: Cycles): { all: Int; runs: Cycles; held: Cycles; sleeps: Cycles } | null {
  const { workload } = w.setup.guests[g] ?? {};
  if (workload === undefined || !('phases' in workload)) return null;
  const phase = workload.phases.find(({ until }) => until === undefined || at < until);
  const all = phase === undefined ? 0 : weightOf(phase.ops);
  if (phase === undefined || all === 0) return null;
  const m = w.guests[g]?.machine ?? 0;
  const hold = cyclesOf(w.program, m, w.setup.machines[m]?.shared?.lockHold ?? '') ?? 0;
  const sleep = phase.sleep === undefined || !('mean' in phase.sleep) ? 0 : phase.sleep.mean;
  const calls = Math.floor(((phase.count?.lock ?? 1) * factorAt(w, g, 'callStorm', at)) / UNIT);
  const held = (phase.ops.lock ?? 0) * calls * hold;
  const runs = all * ('mean' in phase.burst ? phase.burst.mean : 0) + held;
  return { all, runs, held, sleeps: (phase.ops.halt ?? 0) * sleep };
}

/** A part of all processors' time, of the lock's, and pages of the cache. */
function wanted(w: World, g: Int, runs: number, held: number, pages: Int): Wants {
  const m = w.guests[g]?.machine ?? 0;
  const pcpus = w.pcpus.filter(({ machine }) => machine === m).length;
  const all = w.kept.caches?.[m]?.pages ?? 0;
  return {
    cpu: Math.floor((FULL * runs) / Math.max(1, pcpus)),
    cache: all === 0 ? 0 : Math.floor((FULL * Math.min(all, pages)) / all),
    locks: Math.floor(FULL * held),
  };
}

/** Null where requests decide how much there is to do. */
export function wantsOf(w: World, g: Int): Wants | null {
  const spec = w.setup.guests[g];
  if (spec === undefined || !('phases' in spec.workload) || spec.workload.arrivals !== undefined) return null;
  const turn = turnOf(w, g, 0);
  if (turn === null) return null;
  const { runs, held, sleeps } = turn;
  const per = spec.vcpus / Math.max(1, runs + sleeps);
  return wanted(w, g, runs * per, held * per, spec.pages ?? 0);
}

/**
 * What is asked of guest g now, whether it gets it or not: by whoever sends it requests, what comes within a stretch of
 * `span` cycles and what has come and is not done. It may be more than there is.
 */
export function askedOf(w: World, g: Int, span: Cycles): Wants | null {
  const spec = w.setup.guests[g];
  const guest = w.guests[g];
  if (spec === undefined || guest === undefined || !('phases' in spec.workload)) return null;
  const { arrivals } = spec.workload;
  if (arrivals === undefined) return wantsOf(w, g);
  const { firstTask = 0 } = w.program.guests[g] ?? {};
  const open = [...guest.inbox, ...guest.irqs.flatMap(({ requests }) => requests)];
  const rounds = [
    { at: w.now, n: (arrivals.rounds * span * arrivalFactor(w, g, w.now)) / (UNIT * arrivals.every.mean) },
    ...open.map(({ at }) => ({ at, n: arrivals.rounds })),
    ...w.tasks
      .slice(firstTask, firstTask + spec.vcpus)
      .flatMap(({ request }) => (request.at === NEVER ? [] : [{ at: request.at, n: request.rounds }])),
  ];
  let runs = 0;
  let held = 0;
  for (const { at, n } of rounds) {
    const turn = turnOf(w, g, at);
    if (turn === null) continue;
    runs += (n * turn.runs) / (turn.all * span);
    held += (n * turn.held) / (turn.all * span);
  }
  return wanted(w, g, runs, held, rounds.some(({ at }) => isFlood(w, g, at)) ? NEVER : (spec.pages ?? 0));
}

/** Of the page cache, what none of those who are here usually uses. */
export function cacheFree(w: World, m: Int): Bp {
  const pages = w.kept.caches?.[m]?.pages ?? 0;
  const used = w.guests.reduce(
    (sum, { stage, machine }, g) => sum + (machine === m && isHere(stage) ? (w.setup.guests[g]?.pages ?? 0) : 0),
    0,
  );
  return pages === 0 ? 0 : Math.floor((FULL * Math.max(0, pages - used)) / pages);
}
