/**
 * The table of hypercalls: which calls the monitor answers. A ported kernel asks where the table has an entry; where it
 * has none the operation takes its other path. Every entry is code that everybody has to trust, so a table may have room
 * for a few only; and code has to be written and read, so that a new entry answers after a while. (Real ones take people
 * weeks; the level's knob `callCycles` stands for that.) Taking one out takes no time.
 */
import { type Context, setTimer } from '../access.ts';
import type { Mechanism } from '../mechanism.ts';
import { MAX_LENGTH } from '../params.ts';
import { wire } from '../rules.ts';
import type { World } from '../state.ts';
import { type Cycles, type Id, type Int, NEVER, NONE, type Rule } from '../types.ts';

declare module '../state.ts' {
  interface Kept {
    /** the most entries that were enabled at once */
    hypercallsMost?: Int;
    /** by handler: from when on it answers, as far as it is in the table */
    callsFrom?: Cycles[];
  }
}
declare module '../messages.ts' {
  interface Events {
    hypercallReady: { handler: Id };
  }
}

export const isCall = ({ reason }: Pick<Rule, 'reason'>): boolean => reason === 'hypercall';

const entries = (w: World): Int => w.rules.filter(isCall).length;

/** Is there room for one more entry? A room of 0 has no end. */
export function hasRoom(w: World): boolean {
  const room = w.knobs.callRoom ?? 0;
  return room === 0 || entries(w) < room;
}

/** The next entry that is being added answers then. */
function expectNext(w: World): void {
  const waits = (w.kept.callsFrom ?? []).filter((from) => from > w.now);
  setTimer(w, 'hypercalls.ready', 0, waits.length === 0 ? NEVER : Math.min(...waits));
}

/** The table has changed: whatever was ever offered had to be trusted, and what is new has to be written first. */
export function noteTable(w: World, added: Id | null = null): void {
  const { hypercallsMost, callsFrom } = w.kept;
  if (hypercallsMost === undefined || callsFrom === undefined) return;
  w.kept.hypercallsMost = Math.max(hypercallsMost, entries(w));
  w.program.handlers.forEach(({ id }, h) => {
    if (id === added) callsFrom[h] = w.now + (w.knobs.callCycles ?? 0);
  });
  expectNext(w);
}

/** Entries that were being added answer from now on. */
function ready({ w, sink }: Context): void {
  const before = w.enabled;
  wire(w);
  w.program.handlers.forEach(({ id }, h) => {
    if (w.enabled[h] === true && before[h] !== true) sink?.({ type: 'hypercallReady', at: w.now, handler: id });
  });
  expectNext(w);
}

export const hypercalls: Mechanism = {
  id: 'hypercalls',
  uses: ({ verbs }) => verbs.includes('hypercall'),
  keeps: ({ program }) => ({ hypercallsMost: 0, callsFrom: program.handlers.map(() => 0) }),
  begin: (w) => noteTable(w),
  timers: { ready: { per: 'world', fire: ready } },
  knobs: {
    /** entries at once, 0 = as many as one likes; and how long one takes to be added */
    callRoom: { least: 0, most: 64, first: 0 },
    callCycles: { least: 0, most: MAX_LENGTH, first: 0 },
  },
  events: ['hypercallReady'],
  asks: { hypercallReady: ({ handler }) => ({ kind: 'hypercall', guest: NONE, reason: handler }) },
  tests: {
    /** its kernel makes this call where kernels are ported part by part; else a rule of reason 'hypercall' names its handler */
    enabled: (w, t, id) => {
      const g = w.tasks[t]?.guest ?? 0;
      const own = w.kept.ports?.booted[g];
      if (own !== undefined) return own.includes(id);
      const machine = w.guests[g]?.machine;
      return w.program.handlers.some((one, h) => one.id === id && one.machine === machine && w.enabled[h] === true);
    },
  },
  metrics: {
    hypercalls: (w) => ({ value: entries(w), samples: 1 }),
    hypercallsMost: (w) => ({ value: w.kept.hypercallsMost ?? entries(w), samples: 1 }),
  },
};
