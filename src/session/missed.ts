/** What kept a star away: the worst sample of the goal that was missed, and what the player did about it. */
import {
  BATCH,
  type Command,
  type Cycles,
  type Goal,
  type Int,
  type LogEntry,
  metric,
  NEVER,
  NONE,
  ringsOf,
  siteOf,
  type World,
} from '../sim/index.ts';
import type { Costly, Deed } from './contract.ts';
import { deviceOf } from './costly.ts';
import { fallOf } from './falls.ts';
import { ownLastOf } from './ownFirst.ts';
import type { TimelineItem } from './past/bars.ts';
import { type Incident, incidentsOf } from './past/incidents.ts';
import { JOB_LOSSES } from './past/keptOut.ts';
import type { Past } from './past/past.ts';
import { REGRETS } from './past/regrets.ts';
import type { Samples } from './past/samples.ts';
import { latchedIn, latchedOf, openRequest } from './putOff.ts';
import { troubleDeed } from './trouble.ts';

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
  ['served', 'request', 'slowRequest'],
  ['wakeToRun', 'ready', 'longWait'],
  ['longestWait', 'ready', 'longWait'],
  ['stealShare', 'ready', 'longWait'],
  ['printerWait', 'lined', 'line'],
  ['reboots', 'reboot', 'reboot'],
  ['lostWork', 'reboot', 'reboot'],
];

/** What makes the work of guests slower while they have a pCPU. */
const SLOWS: readonly Costly['kind'][] = [
  'thrash',
  'coldCache',
  'held',
  'visit',
  'contention',
  'line',
  'ownFirst',
  ...REGRETS,
];
/** By metric: the losses that move it. A loss that does not is no reason why it was missed. */
const MOVES: ReadonlyMap<string, readonly Costly['kind'][]> = new Map([
  ['usefulShare', [...SLOWS, 'idle', 'decision']],
  ['workShare', [...SLOWS, 'idle', 'decision', 'reboot']],
  ['workPace', [...SLOWS, 'idle', 'decision', 'reboot']],
  ['workPerCycle', SLOWS],
  ['exitsPerMcycle', ['trapping', 'calling', 'engine']],
  ['missShare', ['flushes']],
  ['flushesFull', ['flushes']],
  ['decisionShare', ['decision']],
  ['trapShare', ['unported', 'trapping']],
  ['polledForNobody', ['vain']],
  // the slowest of many says nothing of the middle one; where nothing of this kind is known it is all there is
  ['requestP50', ['overslept', 'knocking']],
  ['inTimeShare', JOB_LOSSES],
  ['reachedGuests', ['felled']],
]);

const LIMITS: readonly Command['do'][] = ['setCap', 'setPageCap', 'setCallLimit', 'setFreeze'];
const plain = { times: 1, reason: '', deed: null } as const;

/** The share of a guest that a metric of shares says. */
const shareOf = (w: World, name: string, g: Int): number =>
  (metric(w, name, w.setup.guests[g]?.id)?.value ?? 0) / 10_000;

/** The tenant that was limited longest, from when somebody first did. */
function limitedOf(w: World, log: readonly LogEntry[], guests: readonly Int[]): Costly | null {
  const [guest] = [...guests].sort((a, b) => shareOf(w, 'limitedShare', b) - shareOf(w, 'limitedShare', a));
  if (guest === undefined) return null;
  const first = log.find(({ c }) => LIMITS.includes(c.do) && 'guest' in c && c.guest === guest);
  if (first === undefined) return null;
  const cycles = Math.round(shareOf(w, 'limitedShare', guest) * w.now);
  return { ...plain, kind: 'limited', at: first.at, until: w.now, guest, cycles };
}

/** The site that leaked most often, from its first leak on. */
function toldOf(w: World, guests: readonly Int[]): Costly | null {
  const sites = guests.flatMap((guest): Costly[] =>
    (w.program.guests[guest]?.code ?? []).flatMap((_, site) => {
      const one = siteOf(w, guest, site);
      if (one === null || one.toldAt === NEVER) return [];
      return [{ ...plain, kind: 'told', at: one.toldAt, until: one.ranAt, guest, cycles: 0, times: one.silent }];
    }),
  );
  return sites.sort((a, b) => b.times - a.times || a.at - b.at)[0] ?? null;
}

/** The newcomer that was missing longest while it wanted to be here. */
function absentOf(w: World, guests: readonly Int[]): Costly | null {
  const absent = guests.flatMap((guest): Costly[] => {
    const enters = w.setup.guests[guest]?.enters;
    if (enters === undefined || enters.at >= w.now) return [];
    const until = Math.min(w.now, enters.at + enters.stay);
    const cycles = Math.round((1 - shareOf(w, 'hostedShare', guest)) * (until - enters.at));
    return [{ ...plain, kind: 'absent', at: enters.at, until, guest, cycles }];
  });
  return absent.sort((a, b) => b.cycles - a.cycles)[0] ?? null;
}

/** Whoever told of its ring's requests most often, since the size of its batches was last set: larger ones would have told less often. */
function crossedOf(w: World, log: readonly LogEntry[], guests: readonly Int[]): Costly | null {
  const told = (guest: Int): Int => ringsOf(w, guest).reduce((sum, q) => sum + (w.kept.rings?.[q]?.told ?? 0), 0);
  const [guest] = [...guests].sort((a, b) => told(b) - told(a));
  if (guest === undefined || told(guest) === 0) return null;
  const set = log.findLast(({ c }) => c.do === 'setKnob' && c.knob === BATCH && c.guest === guest);
  const deed: Deed = set === undefined ? { did: 'nothing' } : { did: 'set', at: set.at };
  return { ...plain, kind: 'crossed', at: 0, until: w.now, guest, cycles: 0, times: told(guest), deed };
}

/** The guest of which restarts lost most requests: from the first of its restarts on. */
function lostOf(w: World, log: readonly LogEntry[], guests: readonly Int[]): Costly | null {
  const lost = (guest: Int): Int => w.guests[guest]?.dropped ?? 0;
  const [guest] = [...guests].sort((a, b) => lost(b) - lost(a));
  if (guest === undefined || lost(guest) === 0) return null;
  const restarts = log.filter(({ c }) => c.do === 'restart' && c.guest === guest);
  const at = restarts[0]?.at ?? 0;
  return { ...plain, kind: 'lost', at, until: restarts.at(-1)?.at ?? w.now, guest, cycles: 0, times: lost(guest) };
}

/** The worst sample of a goal that counts samples. */
function worstSample(w: World, past: Past, kind: Incident['kind'], guests: readonly Int[]): Incident | null {
  const open = kind === 'request' ? guests.flatMap((g) => openRequest(w, g)) : [];
  const length = ({ kind, at, until, cycles }: Incident): Cycles => (kind === 'reboot' ? cycles : until - at);
  const [worst] = [...incidentsOf(past.incidents, w, kind), ...open]
    .filter(({ guest }) => guests.includes(guest))
    .sort((a, b) => length(b) - length(a) || a.at - b.at);
  return worst ?? null;
}

/** The dearest of the kind of which there is most in all: one long moment is less than the many small ones of a habit. */
function ofDearestKind(dearestFirst: readonly Costly[]): Costly | null {
  const sums = new Map<Costly['kind'], Cycles>();
  for (const { kind, cycles } of dearestFirst) sums.set(kind, (sums.get(kind) ?? 0) + cycles);
  const [[most] = []] = [...sums].sort(([, a], [, b]) => b - a);
  return dearestFirst.find(({ kind }) => kind === most) ?? null;
}

/** What a goal is looked for in. `losses`: the dearest first; `timeline`: every stretch of every pCPU. */
export type Evidence = {
  past: Past;
  log: readonly LogEntry[];
  losses: readonly Costly[];
  timeline: readonly TimelineItem[];
};

/**
 * The worst sample of a goal; of a goal that counts no samples, the dearest of what moves it. What the tutorial asked for
 * comes after all that it did not. Null where nothing is known that moves it.
 */
export function worstOf(w: World, goal: Goal, { past, log, losses, timeline }: Evidence): Costly | null {
  const guests = guestsOf(w, goal);
  const moving = losses.filter((one) => guests.includes(one.guest) && MOVES.get(goal.metric)?.includes(one.kind));
  const moved = ofDearestKind(moving.filter(({ deed }) => deed?.did !== 'asked')) ?? moving[0] ?? null;
  const [, kind, name] = SAMPLES.find(([begins]) => goal.metric.startsWith(begins)) ?? [];
  if (moved === null && kind !== undefined && name !== undefined) {
    const latched = kind === 'request' ? latchedOf(w, past, guests) : null;
    if (latched !== null) return latched;
    const worst = worstSample(w, past, kind, guests);
    if (worst === null) return null;
    const { at, until, guest, cycles, reason } = worst;
    return { ...plain, kind: name, at, until, guest, cycles, reason };
  }
  if (goal.metric === 'backendShare') return deviceOf(timeline, guests);
  if (goal.metric === 'violations') return toldOf(w, guests);
  if (goal.metric === 'limitedShare') return limitedOf(w, log, guests);
  if (goal.metric === 'hostedShare') return absentOf(w, guests);
  if (goal.metric === 'dropped') return lostOf(w, log, guests);
  if (goal.metric === 'crossingShare') return crossedOf(w, log, guests);
  if (goal.metric === 'hostInTime') return ownLastOf(w, timeline, log);
  return moved;
}

/** Waits for a pCPU: somebody else had it, or nobody was given it. */
const WAITS: readonly Costly['kind'][] = ['slowRequest', 'longWait', 'reboot', 'idle'];
/** What a guest may have waited for that no pCPU would have given it: a flag that is lost, what lies in a latch. */
export const UNPLACED: readonly string[] = ['flag', 'served', 'putOff'];
/** A guest that was given a pCPU with this part of its patience left, or less, was given it late. */
const LATE = 0.25;

/** Nothing is left of the guest's patience at `at`: was it given a pCPU when there was little? That falls as fast as time passes. */
function lateDeed(w: World, log: readonly LogEntry[], guest: Int, at: Cycles): Deed | null {
  const patience = w.setup.guests[guest]?.goal?.patience ?? 0;
  const given = log.findLast(
    ({ at: when, c }) => when <= at && (c.do === 'place' || c.do === 'deck') && w.tasks[c.task]?.guest === guest,
  );
  return given !== undefined && at - given.at <= LATE * patience ? { did: 'late', at: given.at } : null;
}

/** Before a guest waited, or while it did, somebody brought it down who had been let in. */
function fallDeed(w: World, log: readonly LogEntry[], guest: Int, at: Cycles, until: Cycles): Deed | null {
  const fall = fallOf(w, guest, at, until);
  const admitted = log.find(({ c }) => c.do === 'admit' && c.guest === fall?.by);
  if (fall === null || admitted === undefined) return null;
  return { did: fall.out ? 'letOut' : 'admitted', at: admitted.at, other: fall.by };
}

/**
 * From `at` to `until` a guest waited: whom the player gave a pCPU instead, or that nothing was done. `gaveUp`: at the end
 * of it the guest had no patience left. `samples`: what was seen of a kernel that is shared. Null where something was done that is no reason.
 */
export function deedIn(
  w: World,
  log: readonly LogEntry[],
  guest: Int,
  at: Cycles,
  until: Cycles,
  gaveUp: boolean,
  samples: Samples | null = null,
): Deed | null {
  const fall = fallDeed(w, log, guest, at, until);
  if (fall !== null) return fall;
  if (!w.setup.verbs.includes('place')) return troubleDeed(w, log, { guest, at, until }, samples);
  const late = gaveUp ? lateDeed(w, log, guest, until) : null;
  if (late !== null) return late;
  // the wait that ended patience may be the last of many
  const from = gaveUp ? Math.min(at, until - (w.setup.guests[guest]?.goal?.patience ?? 0)) : at;
  const given = log.filter((entry) => entry.at >= from && entry.at <= until);
  if (given.length === 0) return { did: 'nothing' };
  for (const { at: when, c } of given) {
    if (when < at || (c.do !== 'place' && c.do !== 'deck')) continue;
    const other = w.tasks[c.task]?.guest ?? NONE;
    if (other !== NONE && other !== guest) return { did: c.do === 'place' ? 'placed' : 'queued', at: when, other };
  }
  return null;
}

/** … of one thing that cost much: what is known already stays. */
export function withDeed(w: World, { past, log, timeline }: Evidence, one: Costly): Costly {
  const { kind, guest, at, until, reason } = one;
  if (one.deed !== null || !WAITS.includes(kind) || UNPLACED.includes(reason)) return one;
  const latched = kind === 'slowRequest' ? latchedIn(w, past, one) : null;
  if (latched !== null) return { ...one, deed: latched };
  const deed = deedIn(w, log, guest, at, until, kind === 'reboot', past.samples);
  // whoever was on a pCPU meanwhile did not wait for anybody to do something
  const ran = kind === 'slowRequest' && timeline.some((b) => b.guest === guest && b.from < until && b.to > at);
  return { ...one, deed: ran && deed?.did === 'nothing' ? null : deed };
}

/** What the player did because the tutorial asked for it is not laid to the player. */
export const unblamed = (deed: Deed | null, asked: ReadonlySet<Cycles>): Deed | null =>
  deed !== null && deed.did !== 'nothing' && asked.has(deed.at) ? { did: 'asked', at: deed.at } : deed;
