/**
 * The recent past of each guest, as its tower shows it: what its first vCPU was doing, and where it exited.
 *
 * What is over is written down in the order in which it ended, and never changed; the present stretch stands apart until it
 * ends. Old items are thrown away by the hundred, so that an event costs a constant time on average.
 */
import { type Category, type Cycles, type Int, NEVER, NONE, OPS, type SimEvent, type World } from '../../sim/index.ts';
import type { TapeItem } from '../view-base.ts';
import { mostly } from './mostly.ts';

/** seconds of play that a tape goes back, and the most items that it shows */
export const TAPE_SECONDS = 13;
const MOST_ITEMS = 160;

type Kind = Exclude<TapeItem['kind'], 'exit'>;
type Tape = { done: Readonly<TapeItem>[]; open: Readonly<{ kind: Kind; from: Cycles }> | null };
/** `window`: TAPE_SECONDS in cycles */
export type Tapes = { window: Cycles; byGuest: Tape[] };

export const noTapes = (guests: Int, window: Cycles): Tapes => ({
  window,
  byGuest: Array.from({ length: guests }, () => ({ done: [], open: null })),
});

export const copyTapes = ({ window, byGuest }: Tapes): Tapes => ({
  window,
  byGuest: byGuest.map(({ done, open }) => ({ done: done.slice(), open })),
});

const HALT = OPS.indexOf('halt');

function kindOf(category: Category): Kind {
  switch (category) {
    case 'guestUser':
    case 'guestKernel':
      return 'useful';
    case 'warmUp':
      return 'warm';
    case 'decision':
      return 'held';
    case 'boot':
      return 'boot';
    default:
      return 'overhead';
  }
}

function push({ done }: Tape, item: TapeItem): void {
  done.push(item);
  if (done.length >= 2 * MOST_ITEMS) done.splice(0, done.length - MOST_ITEMS);
}

/** Begins a stretch of another kind; one that took no time is forgotten. */
function turn(tape: Tape | undefined, at: Cycles, kind: Kind): void {
  if (tape === undefined || tape.open?.kind === kind) return;
  if (tape.open !== null && tape.open.from < at) push(tape, { ...tape.open, to: at });
  tape.open = { kind, from: at };
}

/** The guest whose first vCPU a task is, NONE for other tasks. */
function firstOf(w: World, task: Int): Int {
  const guest = w.tasks[task]?.guest ?? NONE;
  return w.program.guests[guest]?.firstTask === task ? guest : NONE;
}

export function noteTapes(tapes: Tapes, w: World, event: SimEvent): void {
  switch (event.type) {
    case 'modeChanged': {
      const first = w.program.guests[event.guest]?.firstTask ?? NONE;
      if (w.tasks[first]?.pcpu === event.pcpu) turn(tapes.byGuest[event.guest], event.at, kindOf(mostly(w, event)));
      return;
    }
    case 'stateChanged': {
      const tape = tapes.byGuest[firstOf(w, event.task)];
      if (event.to === 'ready') turn(tape, event.at, 'ready');
      if (event.to === 'blocked') turn(tape, event.at, w.tasks[event.task]?.op === HALT ? 'halted' : 'served');
      return;
    }
    case 'exitRaised': {
      const tape = tapes.byGuest[firstOf(w, event.task)];
      if (tape !== undefined) push(tape, { kind: 'exit', reason: event.reason, at: event.at });
      return;
    }
    case 'exitParked':
      turn(tapes.byGuest[firstOf(w, event.task)], event.at, 'held');
      return;
    default:
  }
}

const endOf = (item: TapeItem): Cycles => ('to' in item ? item.to : item.at);

/** What a guest's tower shows at cycle `now`; the stretch it is in has no end yet. An array of one's own. */
export function tapeOf({ window, byGuest }: Tapes, guest: Int, now: Cycles): TapeItem[] {
  const tape = byGuest[guest];
  if (tape === undefined) return [];
  const { done, open } = tape;
  let first = Math.max(0, done.length - MOST_ITEMS);
  for (let item = done[first]; item !== undefined && endOf(item) < now - window; item = done[first]) first++;
  const shown = done.slice(first);
  if (open !== null) shown.push({ ...open, to: NEVER });
  return shown;
}
