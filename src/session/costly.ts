/**
 * What cost most: the handful of moments that the debrief names. Cycles of different kinds are compared as they are, a
 * guest's wait with a pCPU's idleness, because either is what the player could have had instead.
 */
import { type Cycles, type Id, type Int, NONE, type World } from '../sim/index.ts';
import type { Costly, TimelineItem } from './contract.ts';
import { type Incident, incidentsOf } from './past/incidents.ts';
import type { Past } from './past/past.ts';
import { type Regret, regretsOf } from './past/regrets.ts';

const MOST = 8;
const MOST_OF_A_KIND = 3;
/** swaps in a row that did more switching than work before they count as thrash */
const THRASH = 3;

type Found = Costly;

const fromIncident = (kind: Costly['kind'], { at, until, guest, cycles, reason }: Incident): Found => ({
  kind,
  at,
  until,
  guest,
  cycles,
  reason,
  deed: null,
});

const fromRegret = ({ kind, at, until, guest, cycles, instead, deed }: Regret): Found => ({
  kind,
  at,
  until,
  guest,
  cycles,
  reason: instead,
  deed: deed === null ? null : { did: 'set', at: deed },
});

function fromBar(kind: Costly['kind'], { from, to, guest }: TimelineItem, reason: Id = ''): Found {
  return { kind, at: from, until: to, guest, cycles: to - from, reason, deed: null };
}

/** The part of a stretch for which somebody was ready: whoever had waited longest in it is named. */
function idleWhile(bar: TimelineItem, ready: readonly Incident[]): Found | null {
  let best: Found | null = null;
  for (const { guest, at, until } of ready) {
    const from = Math.max(at, bar.from);
    const to = Math.min(until, bar.to);
    if (to - from > (best?.cycles ?? 0))
      best = { kind: 'idle', at: from, until: to, guest, cycles: to - from, reason: '', deed: null };
  }
  return best;
}

/**
 * Stretches of a pCPU that stood idle while somebody was ready. A sweep: the stretches of a pCPU come in order of time, and
 * so do the waits, of which only those that are not over yet are looked at; a vCPU is never in more than one.
 *
 * @param timeline by pCPU and then by time
 */
function idleWhileReady(timeline: readonly TimelineItem[], ready: readonly Incident[]): Found[] {
  const waits = [...ready].sort((a, b) => a.at - b.at);
  let begun = 0;
  let going: Incident[] = [];
  let pcpu = -1;
  return timeline.flatMap((bar) => {
    if (bar.category !== 'idle') return [];
    if (bar.pcpu !== pcpu) {
      pcpu = bar.pcpu;
      begun = 0;
      going = [];
    }
    for (let wait = waits[begun]; wait !== undefined && wait.at < bar.to; wait = waits[++begun]) going.push(wait);
    going = going.filter((wait) => wait.until > bar.from);
    return idleWhile(bar, going) ?? [];
  });
}

/** One stay of a vCPU on a pCPU: what it cost to begin, and what it brought. */
type Stay = { from: Cycles; to: Cycles; guest: Int; overhead: Cycles; useful: Cycles };

function staysOf(bars: readonly TimelineItem[]): Stay[] {
  const stays: Stay[] = [];
  for (const { from, to, category, guest } of bars) {
    if (category === 'switch') stays.push({ from, to, guest, overhead: to - from, useful: 0 });
    const stay = stays.at(-1);
    if (stay === undefined || category === 'switch' || category === 'idle') continue;
    stay.to = to;
    if (category === 'warmUp') stay.overhead += to - from;
    if (category === 'guestUser' || category === 'guestKernel') stay.useful += to - from;
  }
  return stays;
}

/** Runs of stays that cost more than they brought. */
function thrashOf(bars: readonly TimelineItem[]): Found[] {
  const found: Found[] = [];
  let run: Stay[] = [];
  const close = (): void => {
    const [first] = run;
    if (first && run.length >= THRASH) {
      const cycles = run.reduce((sum, stay) => sum + stay.overhead, 0);
      found.push({
        kind: 'thrash',
        at: first.from,
        until: run.at(-1)?.to ?? first.to,
        guest: first.guest,
        cycles,
        reason: '',
        deed: null,
      });
    }
    run = [];
  };
  for (const stay of staysOf(bars)) {
    if (stay.useful < stay.overhead) run.push(stay);
    else close();
  }
  close();
  return found;
}

/** of the longest services */
const SERVICES = 60;

/**
 * Services that held a pCPU, and for how long: the part of each in which some pCPU worked for that guest and the guest did
 * not run. A request that was parked or lay in a latch held nobody up but its own guest.
 */
function heldOf(served: readonly Incident[], timeline: readonly TimelineItem[]): Found[] {
  const longest = [...served].sort((a, b) => b.cycles - a.cycles || a.at - b.at).slice(0, SERVICES);
  const busy = timeline.filter(({ category }) => !['guestUser', 'guestKernel', 'idle', 'boot'].includes(category));
  return longest.flatMap((one) => {
    const parts = busy.filter(({ guest, from, to }) => guest === one.guest && from < one.until && to > one.at);
    const cycles = parts.reduce((sum, { from, to }) => sum + Math.min(to, one.until) - Math.max(from, one.at), 0);
    return cycles === 0 ? [] : [{ ...fromIncident('held', one), cycles }];
  });
}

/** The dearest first. @param timeline every stretch of every pCPU, by pCPU and then by time */
export function costlyOf(past: Past, w: World, timeline: readonly TimelineItem[]): Costly[] {
  const incidents = (kind: Incident['kind']): Incident[] => incidentsOf(past.incidents, w, kind);
  const bars = (category: TimelineItem['category']): TimelineItem[] =>
    timeline.filter((bar) => bar.category === category && bar.guest !== NONE);
  const perPcpu = w.pcpus.map((_, p) => timeline.filter((bar) => bar.pcpu === p));
  const all: Found[] = [
    ...incidents('waited').map((one) => fromIncident('decision', one)),
    ...heldOf(incidents('served'), timeline),
    ...incidents('reboot').map((one) => fromIncident('reboot', one)),
    ...bars('contention').map((bar) => fromBar('contention', bar)),
    ...bars('warmUp').map((bar) => fromBar('coldCache', bar)),
    ...idleWhileReady(timeline, incidents('ready')),
    ...perPcpu.flatMap(thrashOf),
    ...regretsOf(past.regrets, w).map(fromRegret),
  ];
  // what a scheduler does is not named to somebody who cannot place
  const places = w.setup.verbs.includes('place');
  const own = all.filter(({ kind }) => places || (kind !== 'thrash' && kind !== 'coldCache'));
  const counts = new Map<Costly['kind'], Int>();
  const chosen: Costly[] = [];
  for (const one of own.sort((a, b) => b.cycles - a.cycles || a.at - b.at)) {
    const count = counts.get(one.kind) ?? 0;
    if (count >= MOST_OF_A_KIND) continue;
    counts.set(one.kind, count + 1);
    chosen.push(one);
    if (chosen.length === MOST) break;
  }
  return chosen;
}
