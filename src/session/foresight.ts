/**
 * What Step and no hurry run to. The world is deterministic, so the next decision is found by running a copy ahead, a few
 * events per frame; it stays the same until it comes or somebody gives a command.
 */
import {
  advance,
  askedBy,
  type Command,
  type Cycles,
  copy,
  type Int,
  NEVER,
  NONE,
  nextSlot,
  patienceAt,
  type SimEvent,
  type World,
} from '../sim/index.ts';
import type { Decision } from './view-model.ts';

/**
 * Who begins to wait for a pCPU, or halts, by what happened in one cycle. Only the last change of each vCPU counts: one
 * that becomes ready and is switched in at once from the deck asks for nothing.
 */
function turned(events: readonly SimEvent[], w: World): Omit<Decision, 'at'> | null {
  const last = new Map<number, Extract<SimEvent, { type: 'stateChanged' }>>();
  for (const event of events) if (event.type === 'stateChanged') last.set(event.task, event);
  const guest = (task: number) => w.tasks[task]?.guest ?? NONE;
  const changes = [...last.values()];
  const ready = changes.findLast(({ to }) => to === 'ready');
  if (ready !== undefined) return { kind: 'ready', guest: guest(ready.task), reason: '' };
  const halted = changes.findLast(({ from, to }) => from === 'running' && to === 'blocked');
  return halted === undefined ? null : { kind: 'halted', guest: guest(halted.task), reason: '' };
}

/** A pCPU that became free while somebody is ready for it; the one that has waited longest is named. */
const socket = (w: World): Omit<Decision, 'at'> => ({
  kind: 'socket',
  guest: w.tasks[w.ready.flat()[0] ?? NONE]?.guest ?? NONE,
  reason: '',
  pcpu: w.pcpus.findIndex(({ interval, deck }) => interval === 'idle' && deck === NONE),
});

/** What is to be decided in a cycle in which the world counted a decision: an answer first, then a place. */
function wanted(events: readonly SimEvent[], w: World, byHand: boolean): Omit<Decision, 'at'> {
  const answer = events.map((event) => askedBy(event, w)).find((decision) => decision !== null);
  const change = byHand ? turned(events, w) : null;
  return answer ?? (change?.kind === 'ready' ? change : (openPlace(w) ?? woken(events, w) ?? socket(w)));
}

/** A pCPU that is free, and somebody who is ready for it; null where one of the two is lacking. */
function openPlace(w: World): Omit<Decision, 'at'> | null {
  const place = socket(w);
  return place.guest === NONE || place.pcpu === NONE ? null : place;
}

/** Somebody woke whose place was kept, and runs by now: no pCPU is left that is free for anybody else. */
function woken(events: readonly SimEvent[], w: World): Omit<Decision, 'at'> | null {
  const event = events.findLast((one) => one.type === 'stateChanged' && one.to === 'ready');
  if (event?.type !== 'stateChanged') return null;
  return { kind: 'ready', guest: w.tasks[event.task]?.guest ?? NONE, reason: '' };
}

/** Somebody comes, for whom something can be done: where they run, or how. */
function arrived(events: readonly SimEvent[], { setup: { verbs } }: World): Omit<Decision, 'at'> | null {
  const rose = events.find((event) => event.type === 'guestRose');
  const can = verbs.includes('place') || verbs.includes('mode') || verbs.includes('knob');
  return rose !== undefined && can ? { kind: 'arrival', guest: rose.guest, reason: '' } : null;
}

/** Somebody goes whose place another could take; or whoever serves the others is up again, and they with it. */
function freed(events: readonly SimEvent[], { setup: { verbs, guests } }: World): Omit<Decision, 'at'> | null {
  const left = events.find((event) => event.type === 'guestLeft');
  if (left !== undefined && verbs.includes('admit') && verbs.includes('mode'))
    return { kind: 'left', guest: left.guest, reason: '' };
  const back = events.find((event) => event.type === 'guestUp' && guests[event.guest]?.role === 'driverDomain');
  if (back?.type !== 'guestUp' || !verbs.includes('driver') || back.at === 0) return null;
  return { kind: 'back', guest: back.guest, reason: '' };
}

/** What stands open already and can be done at once: a pCPU that is free, and somebody who is ready for it. */
export function openNow(w: World): Decision | null {
  if (w.status !== 'running' || !isByHand(w)) return null;
  const place = openPlace(w);
  return place && { at: w.now, ...place };
}

/** Does a command do something for whoever is to be decided about, or with the pCPU that is free? */
export function answers(w: World, command: Command, { guest, pcpu = NONE }: Decision): boolean {
  const whose = 'guest' in command ? command.guest : 'task' in command ? w.tasks[command.task]?.guest : undefined;
  if (guest !== NONE && whose === guest) return true;
  return pcpu !== NONE && 'pcpu' in command && command.pcpu === pcpu;
}

/** Guests whose patience, as it runs now, ends within so many cycles. */
export const giveUpWithin = (w: World, cycles: Cycles): Int[] =>
  w.guests.flatMap(({ mood, stage }, g) =>
    mood === 'drain' && (stage === 'up' || stage === 'booting') && patienceAt(w, g, w.now) <= cycles ? [g] : [],
  );

/** What the cycle that `w` has just finished asks for. `counted`: the world counted a decision in it. */
function found(w: World, events: readonly SimEvent[], counted: boolean, byHand: boolean): Decision | null {
  const { cause, now: at } = w;
  // an earlier restart leaves its cause behind, too
  if (w.status === 'lost' && cause !== null && cause.waiting !== 'panic')
    return { kind: 'lost', at, guest: cause.guest, reason: cause.waiting };
  if (w.status !== 'running') return { kind: 'end', at, guest: NONE, reason: w.status };
  if (counted) return { at, ...wanted(events, w, byHand) };
  const change = (byHand ? turned(events, w) : null) ?? arrived(events, w) ?? freed(events, w);
  return change && { at, ...change };
}

const isByHand = ({ setup: { scheduler, verbs } }: World): boolean =>
  scheduler.kind === 'hand' && verbs.includes('place');

/** The world counts it when somebody content begins to wait; to whoever plays step by step that is no decision yet. */
const merelySuffer = (events: readonly SimEvent[]): Int => events.filter(({ type }) => type === 'guestSuffers').length;

/**
 * Carries a copy of the world on, cycle by cycle, to the end of the first one in which there is something to decide. Null
 * when none comes until `horizon`, or before `events` more have been handled: then it can be carried on from there. Where
 * guests are placed by hand, it is a moment to decide also when somebody becomes ready or halts while no pCPU is free:
 * plans change.
 */
function scout(ahead: World, horizon: Cycles, events: Int): Decision | null {
  const byHand = isByHand(ahead);
  const most = ahead.handled + events;
  const last = Math.min(horizon, ahead.setup.length);
  const heard: SimEvent[] = [];
  const sink = (event: SimEvent): void => void heard.push(event);
  while (ahead.handled < most && ahead.status === 'running') {
    const at = Math.min(ahead.queue.time[nextSlot(ahead.queue)] ?? NEVER, ahead.setup.length);
    if (at > last) return null;
    heard.length = 0;
    const before = ahead.decisions;
    advance(ahead, at, sink, 'decision');
    const counted = ahead.decisions - before > merelySuffer(heard);
    const decision = found(ahead, heard, counted, byHand);
    if (decision !== null) return decision;
  }
  return null;
}

/** What is to be decided next, at most until `horizon`, whatever it costs to find out. Null when nothing is. */
export const foresee = (w: World, horizon: Cycles): Decision | null =>
  scout(copy(w), horizon, Number.POSITIVE_INFINITY);

/** seconds of play that are looked ahead */
const HORIZON_SECONDS = 30;
/** events that a frame may simulate ahead, beyond those that the world itself went through: about 0.2 ms */
export const FRAME_EVENTS = 500;

export type Foresight = {
  /**
   * What comes next, as far as it has been found. Null when the run is over, nothing is to be decided for a long time, or
   * nobody has looked so far ahead: then the next frames go on looking.
   */
  next(w: World): Decision | null;
  /**
   * What is to be decided at `until` at the latest, null when nothing is: looked for at once, over at most so many events.
   * `clear`: up to where that is known, `until` itself if the events were enough.
   */
  by(w: World, until: Cycles, events?: Int): { decision: Decision | null; clear: Cycles };
  /** The world has come to the end of a frame: so much more may be simulated ahead. */
  frame(w: World): void;
  /** Something was done that may change what comes. */
  forget(): void;
  /** events simulated ahead so far */
  readonly simulated: Int;
};

/**
 * The scout is a copy of the world that runs ahead of it and stops at what it finds. When the world has come there, the
 * scout goes on from where it is; only a command makes it start afresh.
 *
 * @param second one second of play in cycles
 */
export function createForesight(second: Cycles, frameEvents: Int = FRAME_EVENTS): Foresight {
  let ahead: World | null = null;
  let known: Decision | null = null;
  let left = frameEvents;
  /** events that the world had handled when the last frame ended; null = it may have gone anywhere since */
  let handled: Int | null = null;
  let simulated = 0;

  function look(w: World, horizon: Cycles, events: Int): Decision | null {
    if (w.status !== 'running') return null;
    ahead ??= copy(w);
    let rest = events;
    while (known === null || known.at <= w.now) {
      const before = ahead.handled;
      known = ahead.status === 'running' && rest > 0 ? scout(ahead, horizon, rest) : null;
      const took = ahead.handled - before;
      rest -= took;
      left -= took;
      simulated += took;
      if (known === null) return null;
    }
    return known;
  }

  return {
    next: (w) => look(w, w.now + HORIZON_SECONDS * second, left),
    by(w, until, events = Number.POSITIVE_INFINITY) {
      const before = simulated;
      const next = look(w, until, events);
      if (next !== null) return { decision: next.at <= until ? next : null, clear: Math.min(until, next.at) };
      const isSpent = simulated - before >= events && ahead?.status === 'running';
      return { decision: null, clear: isSpent ? Math.min(until, Math.max(w.now, ahead?.now ?? 0)) : until };
    },
    frame(w) {
      left = frameEvents + Math.max(0, w.handled - (handled ?? w.handled));
      handled = w.handled;
    },
    forget() {
      ahead = null;
      known = null;
      handled = null;
    },
    get simulated() {
      return simulated;
    },
  };
}
