/** Answers that were slow because their last output lay in a latch: nobody sees what has not left it. */
import { type Cycles, type Int, NEVER, oldestRequest, type World } from '../sim/index.ts';
import type { Costly, Deed } from './contract.ts';
import { dearestFirst, type Incident, incidentsOf } from './past/incidents.ts';
import type { Past } from './past/past.ts';

/** The part of a wait beyond which it is laid to the latch. */
const MOST = 0.5;

/** A request that is still open has waited until now. */
export function openRequest(w: World, guest: Int): Incident[] {
  const at = oldestRequest(w, guest);
  return at === NEVER ? [] : [{ kind: 'request', guest, reason: '', at, until: w.now, cycles: w.now - at }];
}

/** The last output of an answer that still lies in a latch. */
function stillThere(w: World, guest: Int): Incident[] {
  const all = (w.kept.queues ?? []).flatMap(({ requests }, q) =>
    w.program.queues[q]?.drained === 'command' ? requests : [],
  );
  return all
    .filter(({ task, answers }) => answers !== NEVER && w.tasks[task]?.guest === guest)
    .map(({ at }) => ({ kind: 'putOff', guest, reason: '', at, until: w.now, cycles: w.now - at }));
}

const allOf = (w: World, past: Past, kind: 'request' | 'putOff', guests: readonly Int[]): Incident[] => [
  ...incidentsOf(past.incidents, w, kind).filter(({ guest }) => guests.includes(guest)),
  ...guests.flatMap((guest) => (kind === 'request' ? openRequest(w, guest) : stillThere(w, guest))),
];

const sumOf = (all: readonly Incident[]): Cycles => all.reduce((sum, { cycles }) => sum + cycles, 0);

/** Of all that these guests' requests waited, most was in a latch: of the guest that lost most there, and where it lay longest. */
export function latchedOf(w: World, past: Past, guests: readonly Int[]): Costly | null {
  const lay = allOf(w, past, 'putOff', guests);
  if (sumOf(lay) <= MOST * sumOf(allOf(w, past, 'request', guests))) return null;
  const [own = []] = guests.map((g) => lay.filter(({ guest }) => guest === g)).sort((a, b) => sumOf(b) - sumOf(a));
  const [longest] = [...own].sort(dearestFirst);
  if (longest === undefined) return null;
  const { at, until, guest } = longest;
  const deed: Deed = { did: 'putOff', at };
  return { kind: 'putOff', at, until, guest, cycles: sumOf(own), times: own.length, reason: '', deed };
}

/** … of one request, from `at` to `until`. */
export function latchedIn(
  w: World,
  past: Past,
  { guest, at, until }: Pick<Costly, 'guest' | 'at' | 'until'>,
): Deed | null {
  const lay = allOf(w, past, 'putOff', [guest]).find((one) => one.until === until);
  return lay !== undefined && lay.cycles > MOST * (until - at) ? { did: 'putOff', at: lay.at } : null;
}
