/**
 * Halt polling: for each guest how long it looks before it sleeps, how long its last halts were, and how often its work asks
 * for it, now and next. By these the player chooses.
 */
import {
  aheadOf,
  type Cycles,
  type Halt,
  type Int,
  knobOf,
  NEVER,
  NONE,
  POLL,
  pollOf,
  type World,
} from '../../sim/index.ts';
import type { Found, SessionPart, With } from '../part.ts';
import type { Board } from '../view-base.ts';

/**
 * How far apart requests come, NEVER = none do, and whether that varies; what comes next; and in how many cycles,
 * NEVER = not at all.
 */
export type AskedView = { every: Cycles; next: Cycles; in: Cycles; varies: boolean; nextVaries: boolean };

export type PollView = {
  guest: Int;
  window: Cycles;
  /** the pCPU on which it looks now, NONE = it does not; since and until when */
  pcpu: Int;
  since: Cycles;
  until: Cycles;
  /** its present halt began then, NEVER = it is at work */
  halted: Cycles;
  /** the last few halts, oldest first */
  last: readonly Halt[];
  /** halts that ended while it looked, and those that did not; cycles looked in vain */
  found: Int;
  missed: Int;
  wasted: Cycles;
  asked: AskedView;
  up: boolean;
};

/** `values`: of the knob; `span`: what the line of halts is long. */
export type PollingView = { guests: readonly (PollView | null)[]; values: readonly Cycles[]; span: Cycles };

type Seen = Board & With<'polling', PollingView>;

/** of the rows below a tower, that of its last halts: after that of the knob */
export const HALTS_ROW = 1;
/** the line of halts is twice as long as the longest look */
const SPAN = 2;
/** so many halts in a row tell something */
const ROW = 2;

function askedOf(w: World, g: Int): AskedView {
  const compiled = w.program.guests[g];
  const [present, next] = aheadOf(w, g, 2);
  const apart = (phase: Int | undefined) => compiled?.phases[phase ?? NONE]?.every ?? compiled?.arrivals?.every;
  const every = (phase: Int | undefined): Cycles => apart(phase)?.mean ?? NEVER;
  const varies = (phase: Int | undefined): boolean => apart(phase)?.kind !== 'fixed';
  return {
    varies: varies(present?.phase),
    nextVaries: varies((next ?? present)?.phase),
    every: every(present?.phase),
    next: next === undefined ? every(present?.phase) : every(next.phase),
    in: next === undefined ? NEVER : (present?.left ?? NEVER),
  };
}

function pollView(w: World, g: Int): PollView | null {
  const row = w.kept.polls?.[g];
  const stage = w.guests[g]?.stage ?? 'off';
  if (row === undefined || stage === 'off' || stage === 'gone') return null;
  const t = w.program.guests[g]?.firstTask ?? NONE;
  const look = pollOf(w, t);
  return {
    guest: g,
    window: knobOf(w, POLL, g),
    pcpu: look === null ? NONE : (w.tasks[t]?.pcpu ?? NONE),
    since: look?.since ?? NEVER,
    until: look?.until ?? NEVER,
    halted: w.kept.looking?.[t]?.since ?? NEVER,
    last: row.last.map((halt) => ({ ...halt })),
    found: row.found,
    missed: row.missed,
    wasted: row.missedCycles,
    asked: askedOf(w, g),
    up: stage === 'up',
  };
}

const AT_KNOB = { knobs: true, knob: POLL } as const;
const first = (view: Seen, test: (poll: PollView) => boolean): Found => {
  const found = (view.parts.polling?.guests ?? []).find((poll) => poll?.up === true && test(poll));
  return found == null ? null : { guest: found.guest, ...AT_KNOB };
};

/** Its last halts were all longer than that. */
const outlasted = ({ last }: PollView, window: Cycles): boolean =>
  last.length >= ROW && last.slice(-ROW).every(({ lasted }) => lasted > window);

/** It looks, and its last halts and the one that goes on say that nobody will come in time. */
export const looksInVain = (poll: PollView): boolean => poll.window > 0 && outlasted(poll, poll.window);

/** It slept through a halt that a longer look would have covered. */
const overslept = ({ last, window }: PollView, values: readonly Cycles[]): boolean => {
  const halt = last.at(-1);
  return halt?.end === 'slept' && values.some((value) => value > window && halt.lasted <= value);
};

export const polling: SessionPart<PollingView, Seen> = {
  verbs: [],
  lays: 'rows',
  view({ w }) {
    if (w.kept.polls === undefined) return null;
    const values = w.setup.tunables?.find(({ knob }) => knob === POLL)?.values ?? [];
    return {
      guests: w.guests.map((_, g) => pollView(w, g)),
      values,
      span: SPAN * Math.max(1, ...values),
    };
  },
  situations: {
    sleeps: (_, view) => first(view, (poll) => overslept(poll, view.parts.polling?.values ?? [])),
    catches: ({ catches }, view) => first(view, ({ found, window }) => found >= catches && window > 0),
    vain: (_, view) => first(view, (poll) => poll.pcpu !== NONE && looksInVain(poll)),
    shifts: ({ shifts }, view) =>
      first(view, ({ asked, window }) => asked.in < shifts && asked.next > 2 * asked.every && window > 0),
  },
};
