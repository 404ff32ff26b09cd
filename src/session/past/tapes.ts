/**
 * The recent past of each guest, as its tower shows it: what its first vCPU was doing, and where it exited.
 *
 * A tape that somebody has been given is never changed, so views may keep it.
 */
import { type Category, type Cycles, type Int, NEVER, NONE, OPS, type SimEvent, type World } from '../../sim/index.ts';
import type { TapeItem } from '../view-model.ts';

/** seconds of play that a tape goes back, and the most items it keeps */
export const TAPE_SECONDS = 13;
const MOST_ITEMS = 160;

type Kind = Exclude<TapeItem['kind'], 'exit'>;
export type Tapes = { window: Cycles; items: TapeItem[][] };

export const noTapes = (guests: Int, window: Cycles): Tapes => ({
  window,
  items: Array.from({ length: guests }, () => []),
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

/** Drops what is too old to be seen: at least everything that ended before `from`. */
function trim(items: TapeItem[], from: Cycles): TapeItem[] {
  const first = items.findIndex((item) => ('to' in item ? item.to : item.at) >= from);
  return items.slice(Math.max(first < 0 ? items.length : first, items.length - MOST_ITEMS));
}

function push(tapes: Tapes, guest: Int, at: Cycles, item: TapeItem): void {
  tapes.items[guest] = [...trim(tapes.items[guest] ?? [], at - tapes.window), item];
}

/** Begins a stretch of another kind; one that took no time is forgotten. */
function turn(tapes: Tapes, guest: Int, at: Cycles, kind: Kind): void {
  const items = tapes.items[guest] ?? [];
  const last = items.findLastIndex((item) => item.kind !== 'exit');
  const open = items[last];
  if (open !== undefined && 'to' in open) {
    if (open.kind === kind) return;
    const closed = open.from === at ? [] : [{ ...open, to: at }];
    tapes.items[guest] = [...items.slice(0, last), ...closed, ...items.slice(last + 1)];
  }
  push(tapes, guest, at, { kind, from: at, to: NEVER });
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
      if (w.tasks[first]?.pcpu === event.pcpu) turn(tapes, event.guest, event.at, kindOf(event.mode));
      return;
    }
    case 'stateChanged': {
      const guest = firstOf(w, event.task);
      if (guest === NONE) return;
      if (event.to === 'ready') turn(tapes, guest, event.at, 'ready');
      if (event.to === 'blocked') turn(tapes, guest, event.at, w.tasks[event.task]?.op === HALT ? 'halted' : 'served');
      return;
    }
    case 'exitRaised':
    case 'exitParked': {
      const guest = firstOf(w, event.task);
      if (guest === NONE) return;
      if (event.type === 'exitParked') turn(tapes, guest, event.at, 'held');
      else push(tapes, guest, event.at, { kind: 'exit', reason: event.reason, at: event.at });
      return;
    }
    default:
  }
}
