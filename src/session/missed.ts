/** What kept a star away: the worst sample of the goal that was missed, and what the player did about it. */
import {
  type Cycles,
  type Goal,
  type Int,
  type LogEntry,
  metric,
  NEVER,
  NONE,
  oldestRequest,
  type World,
} from '../sim/index.ts';
import type { Costly, Deed } from './contract.ts';
import { type Incident, incidentsOf } from './past/incidents.ts';
import type { Past } from './past/past.ts';

/** The guests that a goal is about: one by id, those of a role, all, or whoever has least of it. */
function guestsOf(w: World, { of = 'all', metric: name }: Goal): Int[] {
  const all = w.setup.guests.map((_, g) => g);
  if (of === 'all') return all;
  if (of !== 'least') return all.filter((g) => w.setup.guests[g]?.id === of || w.setup.guests[g]?.role === of);
  const value = (g: Int): number => metric(w, name, w.setup.guests[g]?.id)?.value ?? Number.POSITIVE_INFINITY;
  return all.sort((a, b) => value(a) - value(b)).slice(0, 1);
}

/** By what a metric begins with: the incidents that it counts, and what they are called. */
const SAMPLES: readonly (readonly [string, Incident['kind'], Costly['kind']])[] = [
  ['request', 'request', 'slowRequest'],
  ['answer', 'request', 'slowRequest'],
  ['wakeToRun', 'ready', 'longWait'],
  ['reboots', 'reboot', 'reboot'],
];

/** A request that is still open has waited until now. */
function openRequest(w: World, guest: Int): Incident[] {
  const at = oldestRequest(w, guest);
  return at === NEVER ? [] : [{ kind: 'request', guest, reason: '', at, until: w.now, cycles: w.now - at }];
}

/**
 * The worst sample of a goal; of a goal that counts no samples, the dearest of what cost anything to its guests. Null where
 * there is none.
 */
export function worstOf(w: World, past: Past, goal: Goal, costly: readonly Costly[]): Costly | null {
  const guests = guestsOf(w, goal);
  const [, kind, name] = SAMPLES.find(([begins]) => goal.metric.startsWith(begins)) ?? [];
  if (kind === undefined || name === undefined) return costly.find(({ guest }) => guests.includes(guest)) ?? null;
  const open = kind === 'request' ? guests.flatMap((g) => openRequest(w, g)) : [];
  const length = ({ kind, at, until, cycles }: Incident): Cycles => (kind === 'reboot' ? cycles : until - at);
  const [worst] = [...incidentsOf(past.incidents, w, kind), ...open]
    .filter(({ guest }) => guests.includes(guest))
    .sort((a, b) => length(b) - length(a) || a.at - b.at);
  if (worst === undefined) return null;
  const { at, until, guest, cycles, reason } = worst;
  return { kind: name, at, until, guest, cycles, reason, deed: null };
}

/** Waits for a pCPU: somebody else had it, or nobody was given it. */
const WAITS: readonly Costly['kind'][] = ['slowRequest', 'longWait', 'reboot', 'idle'];

/** From `at` to `until` a guest waited: whom the player put on a pCPU instead, or that nothing was done. */
export function deedIn(w: World, log: readonly LogEntry[], guest: Int, at: Cycles, until: Cycles): Deed | null {
  if (!w.setup.verbs.includes('place')) return null;
  const given = log.filter((entry) => entry.at >= at && entry.at <= until);
  if (given.length === 0) return { did: 'nothing' };
  for (const { at: when, c } of given) {
    if (c.do !== 'place' && c.do !== 'deck') continue;
    const other = w.tasks[c.task]?.guest ?? NONE;
    if (other !== NONE && other !== guest) return { did: 'placed', at: when, other };
  }
  return null;
}

/** … of one thing that cost much: what is known already stays. */
export const withDeed = (w: World, log: readonly LogEntry[], one: Costly): Costly =>
  one.deed !== null || !WAITS.includes(one.kind) ? one : { ...one, deed: deedIn(w, log, one.guest, one.at, one.until) };
