/**
 * What cost most: the handful of moments that the debrief names. Cycles of different kinds are compared as they are, a
 * guest's wait with a pCPU's idleness, because either is what the player could have had instead.
 */
import { askedByEnd, type Cycles, type Int, metric, NONE, type World, warmPart } from '../sim/index.ts';
import type { Costly, TimelineItem } from './contract.ts';
import { dearestFirst, type Incident, incidentsOf } from './past/incidents.ts';
import type { Past } from './past/past.ts';
import { type Regret, regretsOf } from './past/regrets.ts';

const MOST = 8;
const MOST_OF_A_KIND = 3;
/** the part of all cycles of a run under which a loss is none */
const TRIFLE = 0.001;
/** swaps in a row that did more switching than work before they count as thrash */
const THRASH = 3;

type Found = Costly;

const fromIncident = (kind: Costly['kind'], { at, until, guest, cycles, reason }: Incident): Found => ({
  kind,
  at,
  until,
  guest,
  cycles,
  times: 1,
  reason,
  deed: null,
});

/** `asked`: cycles at which the player did what the tutorial asked for. */
const fromRegret = ({ kind, at, until, guest, cycles, instead, deed }: Regret, asked: ReadonlySet<Cycles>): Found => ({
  kind,
  at,
  until,
  guest,
  cycles,
  times: 1,
  reason: instead,
  deed: deed === null ? null : { did: asked.has(deed) ? 'asked' : 'set', at: deed },
});

function fromBar(kind: Costly['kind'], { from, to, guest }: TimelineItem, cycles: Cycles = to - from): Found {
  return { kind, at: from, until: to, guest, cycles, times: 1, reason: '', deed: null };
}

/** While its cache gets warm a guest works too, only slower: what that cost is the part in which it did not. */
const fromCold = (bar: TimelineItem): Found => fromBar('coldCache', bar, warmPart(bar.to - bar.from).warmUp);

/** The part of a stretch for which somebody was ready: whoever had waited longest in it is named. */
function idleWhile(bar: TimelineItem, ready: readonly Incident[]): Found | null {
  let best: Found | null = null;
  for (const { guest, at, until } of ready) {
    const from = Math.max(at, bar.from);
    const to = Math.min(until, bar.to);
    if (to - from > (best?.cycles ?? 0))
      best = { kind: 'idle', at: from, until: to, guest, cycles: to - from, times: 1, reason: '', deed: null };
  }
  return best;
}

type Places = { machineOf: (pcpu: Int) => Int; placeOf: (wait: Pick<Incident, 'guest' | 'at'>) => Int };

/** Where guests waited: on the machine on which they ran next, else last, else where they are. Who is moved restarts, and waits for nobody. */
function placesOf(w: World, timeline: readonly TimelineItem[]): Places {
  const machineOf = (pcpu: Int): Int => w.pcpus[pcpu]?.machine ?? NONE;
  const byGuest = w.guests.map((_, g) =>
    w.setup.machines.length < 2 ? [] : timeline.filter(({ guest }) => guest === g).sort((a, b) => a.from - b.from),
  );
  const placeOf: Places['placeOf'] = ({ guest, at }) => {
    const bars = byGuest[guest] ?? [];
    const bar = bars.find(({ from }) => from >= at) ?? bars.at(-1);
    return bar === undefined ? (w.guests[guest]?.machine ?? NONE) : machineOf(bar.pcpu);
  };
  return { machineOf, placeOf };
}

/** Waits for each other on full machines are a loss as far as somebody could have been refused: beyond what has to be let in. */
function avoidable(w: World, regrets: readonly Regret[]): Regret[] {
  const goal = w.setup.goals.find(({ metric: name, atLeast }) => name === 'hostedShare' && atLeast !== undefined);
  const spare = goal === undefined ? 0 : (metric(w, 'hostedShare')?.value ?? 0) - (goal.atLeast ?? 0);
  const asked = w.guests.reduce((sum, _, g) => sum + askedByEnd(w, g), 0);
  let left = Math.max(0, Math.round((spare * asked) / 10_000));
  return [...regrets].sort(dearestFirst).flatMap((one) => {
    if (one.kind !== 'sharing') return [one];
    const cycles = Math.min(left, one.cycles);
    left -= cycles;
    return cycles === 0 ? [] : [{ ...one, cycles }];
  });
}

/**
 * Stretches of a pCPU that stood idle while somebody was ready. A sweep: the stretches of a pCPU come in order of time, and
 * so do the waits, of which only those that are not over yet are looked at; a vCPU is never in more than one.
 *
 * @param timeline by pCPU and then by time
 * @param placeOf the machine on which a guest waited: no pCPU of another one could have been given to it
 */
function idleWhileReady(
  timeline: readonly TimelineItem[],
  ready: readonly Incident[],
  { machineOf, placeOf }: Places,
): Found[] {
  const waits = [...ready].sort((a, b) => a.at - b.at).map((wait) => ({ ...wait, machine: placeOf(wait) }));
  let begun = 0;
  let going: typeof waits = [];
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
    const able = going.filter(({ machine }) => machine === machineOf(bar.pcpu));
    return idleWhile(bar, able) ?? [];
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
    if (category === 'warmUp') {
      const { warmUp, useful } = warmPart(to - from);
      stay.overhead += warmUp;
      stay.useful += useful;
    }
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
        times: run.length,
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

/** Could what a guest asks by an exit of this reason lie in a latch instead, and share a visit with others? */
function isPutOff({ program, guests }: World, guest: Int, reason: Incident['reason']): boolean {
  const machine = guests[guest]?.machine;
  return program.handlers.some(
    (handler) =>
      handler.machine === machine &&
      program.queues[handler.queue]?.drained === 'command' &&
      handler.reasons.includes(program.reasons.indexOf(reason)),
  );
}

/** of the longest services */
const SERVICES = 60;

/**
 * Services that held a pCPU, and for how long: the part of each in which some pCPU worked for that guest and the guest did
 * not run. A request that was parked or lay in a latch held nobody up but its own guest.
 */
function heldOf(w: World, served: readonly Incident[], timeline: readonly TimelineItem[]): Found[] {
  const longest = [...served].sort(dearestFirst).slice(0, SERVICES);
  const busy = timeline.filter(({ category }) => !['guestUser', 'guestKernel', 'idle', 'boot'].includes(category));
  return longest.flatMap((one) => {
    const parts = busy.filter(({ guest, from, to }) => guest === one.guest && from < one.until && to > one.at);
    const cycles = parts.reduce((sum, { from, to }) => sum + Math.min(to, one.until) - Math.max(from, one.at), 0);
    const kind = isPutOff(w, one.guest, one.reason) ? 'visit' : 'held';
    return cycles === 0 ? [] : [{ ...fromIncident(kind, one), cycles }];
  });
}

/** Of the device models' time: whom they worked for longest. It is shown where they were longest at it at a time. */
export function deviceOf(timeline: readonly TimelineItem[], guests: readonly Int[]): Found | null {
  const visits = guests.map((g) => timeline.filter((bar) => bar.category === 'backend' && bar.guest === g));
  const lasting = ({ from, to }: TimelineItem): Cycles => to - from;
  const sums = visits.map((bars) => bars.reduce((sum, bar) => sum + lasting(bar), 0));
  const most = visits[sums.indexOf(Math.max(...sums))] ?? [];
  const [longest] = [...most].sort((a, b) => lasting(b) - lasting(a));
  if (longest === undefined) return null;
  const cycles = most.reduce((sum, bar) => sum + lasting(bar), 0);
  return { ...fromBar('device', longest, cycles), times: most.length };
}

/**
 * All that cost anything, the dearest first.
 *
 * @param timeline every stretch of every pCPU, by pCPU and then by time
 * @param asked cycles at which the player did what the tutorial asked for
 */
export function lossesOf(
  past: Past,
  w: World,
  timeline: readonly TimelineItem[],
  asked: ReadonlySet<Cycles> = new Set(),
): Costly[] {
  const incidents = (kind: Incident['kind']): Incident[] => incidentsOf(past.incidents, w, kind);
  const bars = (category: TimelineItem['category']): TimelineItem[] =>
    timeline.filter((bar) => bar.category === category && bar.guest !== NONE);
  const perPcpu = w.pcpus.map((_, p) => timeline.filter((bar) => bar.pcpu === p));
  const all: Found[] = [
    ...incidents('waited').map((one) => fromIncident('decision', one)),
    ...heldOf(w, incidents('served'), timeline),
    ...incidents('reboot').map((one) => fromIncident('reboot', one)),
    ...incidents('lined').map((one) => fromIncident('line', one)),
    ...bars('contention').map((bar) => fromBar('contention', bar)),
    ...bars('warmUp').map(fromCold),
    ...idleWhileReady(timeline, incidents('ready'), placesOf(w, timeline)),
    ...perPcpu.flatMap(thrashOf),
    ...avoidable(w, regretsOf(past.regrets, w)).map((one) => fromRegret(one, asked)),
  ];
  // what a scheduler does is not named to somebody who cannot place, nor where slices of time end by themselves
  const { kind: scheduler } = w.setup.scheduler;
  const places = w.setup.verbs.includes('place') && scheduler !== 'roundRobin' && scheduler !== 'fair';
  const own = all.filter(({ kind }) => places || (kind !== 'thrash' && kind !== 'coldCache'));
  return own.sort(dearestFirst);
}

/** Of all losses the few that stand out: hardly more than three of a kind, and none that is a trifle of the run. */
export function costlyOf(losses: readonly Costly[], w: World): Costly[] {
  const least = TRIFLE * w.now * w.pcpus.length;
  const counts = new Map<Costly['kind'], Int>();
  const chosen: Costly[] = [];
  for (const one of losses.filter(({ cycles }) => cycles > least)) {
    const count = counts.get(one.kind) ?? 0;
    if (count >= MOST_OF_A_KIND) continue;
    counts.set(one.kind, count + 1);
    chosen.push(one);
    if (chosen.length === MOST) break;
  }
  return chosen;
}
