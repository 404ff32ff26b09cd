/**
 * What Step would run to. The world is deterministic, so the next decision is found by running a copy ahead; it stays the
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

/** A free pCPU and somebody ready for it; whoever became ready last is named. */
function socket(w: World, events: readonly SimEvent[]): Omit<Decision, 'at'> {
  const ready = events.findLast((event) => event.type === 'stateChanged' && event.to === 'ready');
  const task = ready?.type === 'stateChanged' ? ready.task : (w.ready.flat()[0] ?? NONE);
  return { kind: 'socket', guest: w.tasks[task]?.guest ?? NONE, reason: '' };
}

/** Runs a copy of the world to its next decision, at most to `horizon`. Null when none comes until then. */
export function foresee(w: World, horizon: Cycles): Decision | null {
  const ahead = copy(w);
  let events: SimEvent[] = [];
  const stopped = advance(
    ahead,
    Math.max(w.now, horizon),
    (event) => {
      if (event.at !== events[0]?.at) events = [];
      events.push(event);
    },
    'decision',
  );
  if (ahead.status !== 'running') return { kind: 'end', at: ahead.now, guest: NONE, reason: ahead.status };
  if (!stopped) return null;
  const here = events.filter((event) => event.at === ahead.now);
  const found = here.map((event) => asked(event, ahead)).find((decision) => decision !== null);
  return { at: ahead.now, ...(found ?? socket(ahead, here)) };
}

/** seconds of play that are looked ahead at once */
const HORIZON_SECONDS = 30;

export type Foresight = {
  /** What comes next; null when the run is over, or nothing is to be decided for a long time. */
  next(w: World): Decision | null;
  /** Something was done that may change what comes. */
  forget(): void;
};

/** @param second one second of play in cycles */
export function createForesight(second: Cycles): Foresight {
  let known: { next: Decision | null; until: Cycles } | null = null;
  return {
    next(w) {
      if (w.status !== 'running') return null;
      if (known === null || w.now >= known.until) {
        const horizon = w.now + HORIZON_SECONDS * second;
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
