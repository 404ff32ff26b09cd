/**
 * What Step and no hurry run to. The world is deterministic, so the next decision is found by running a copy ahead; it stays the
 * same until it comes or somebody gives a command.
 */
import { advance, type Cycles, copy, type Id, NONE, type SimEvent, type World } from '../sim/index.ts';
import type { Decision } from './view-model.ts';

/** The decision that an event asks for, null when it asks for none. */
function asked(event: SimEvent, w: World): Omit<Decision, 'at'> | null {
  const of = (task: number) => w.tasks[task]?.guest ?? NONE;
  const decision = (kind: Decision['kind'], guest: number, reason: Id = '') => ({ kind, guest, reason });
  switch (event.type) {
    case 'exitRaised':
      return w.tasks[event.task]?.exit?.handler === NONE ? decision('exit', of(event.task), event.reason) : null;
    case 'guestSuffers':
    case 'guestWarned':
      return decision('patience', event.guest);
    case 'interruptPended':
      return w.setup.verbs.includes('inject') ? decision('interrupt', event.guest, event.line) : null;
    case 'requestLatched':
      return decision('latch', of(event.task));
    case 'latchDrained':
      return decision('latch', NONE);
    case 'kernelPorted':
      return decision('port', NONE, event.kernel);
    case 'guestAsked':
      return decision('applicant', event.guest);
    default:
      return null;
  }
}

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
});

/** What is to be decided in a cycle in which the world counted a decision: an answer first, then a place. */
function wanted(events: readonly SimEvent[], w: World, byHand: boolean): Omit<Decision, 'at'> {
  const answer = events.map((event) => asked(event, w)).find((decision) => decision !== null);
  const change = byHand ? turned(events, w) : null;
  return answer ?? (change?.kind === 'ready' ? change : socket(w));
}

/**
 * Runs a copy of the world to its next decision, at most to `horizon`. Null when none comes until then. Where guests are
 * placed by hand, it is a moment to decide also when somebody becomes ready or halts while no pCPU is free: plans change.
 */
export function foresee(w: World, horizon: Cycles): Decision | null {
  const ahead = copy(w);
  const byHand = w.setup.scheduler.kind === 'hand' && w.setup.verbs.includes('place');
  let events: SimEvent[] = [];
  let earlier: Decision | null = null;
  /** What has happened now, at the present cycle, has been seen: it is nothing to run to. */
  const close = (): void => {
    const at = events[0]?.at ?? w.now;
    if (!byHand || earlier !== null || at <= w.now) return;
    const change = turned(events, ahead);
    if (change !== null) earlier = { at, ...change };
  };
  const stopped = advance(
    ahead,
    Math.max(w.now, horizon),
    (event) => {
      if (event.at !== events[0]?.at) {
        close();
        events = [];
      }
      events.push(event);
    },
    'decision',
  );
  if (events[0]?.at !== ahead.now) close();
  if (earlier !== null) return earlier;
  const here = events.filter((event) => event.at === ahead.now);
  const { cause } = ahead;
  // an earlier restart leaves its cause behind, too
  if (ahead.status === 'lost' && cause !== null && cause.waiting !== 'panic')
    return { kind: 'lost', at: ahead.now, guest: cause.guest, reason: cause.waiting };
  if (ahead.status !== 'running') return { kind: 'end', at: ahead.now, guest: NONE, reason: ahead.status };
  if (!stopped) {
    close();
    return earlier;
  }
  return { at: ahead.now, ...wanted(here, ahead, byHand) };
}

/** seconds of play that are looked ahead at once */
const HORIZON_SECONDS = 30;

export type Foresight = {
  /** What comes next; null when the run is over, or nothing is to be decided for a long time, at least to `until`. */
  next(w: World, until?: Cycles): Decision | null;
  /** Something was done that may change what comes. */
  forget(): void;
};

/** @param second one second of play in cycles */
export function createForesight(second: Cycles): Foresight {
  let known: { next: Decision | null; until: Cycles } | null = null;
  return {
    next(w, until = w.now) {
      if (w.status !== 'running') return null;
      if (known === null || w.now >= known.until || (known.next === null && until > known.until)) {
        const horizon = Math.max(until, w.now + HORIZON_SECONDS * second);
        const next = foresee(w, horizon);
        known = { next, until: next?.at ?? horizon };
      }
      return known.next;
    },
    forget() {
      known = null;
    },
  };
}
