/**
 * Halt polling: before a vCPU that has halted is put to sleep, its pCPU looks for a while whether it is woken.
 *
 * Sleeping and waking lead through the scheduler, which takes its time on either way (a model's paths say how long, by the
 * register `poll.slept`). Whoever is woken while it still looks goes on at once. The price is a pCPU that is busy with
 * nothing: its cycles are the guest's, of the category `polling`. Whether it is worth that shows only later, and looking
 * for as long as sleeping would cost is never more than twice as dear as knowing would be.
 *
 * It is the hypervisor that looks: a guest on the bare machine halts its processor.
 *
 * Nobody has to wait for a pCPU that only looks: as soon as somebody else could run there, it is given back. KVM polls like
 * this, on the pCPU, for each vCPU (since Linux 4.2 it also grows and shrinks how long).
 */
import { CATEGORY, type Context, isPolling, modeOf, pcpuOf, taskOf } from '../access.ts';
import { kick, open } from '../core.ts';
import { sleepTime } from '../demand.ts';
import { capacity } from '../ledger.ts';
import { ratio } from '../measure.ts';
import type { Mechanism } from '../mechanism.ts';
import { MAX_LENGTH } from '../params.ts';
import type { Went, World } from '../state.ts';
import { type Cycles, type Int, NEVER, NONE, type Setup } from '../types.ts';
import { fallAsleep } from './halting.ts';
import { knobOf } from './knobs.ts';
import { canRunOn, pickNext } from './scheduling.ts';

/** How long a guest's vCPUs look before they sleep, cycles; 0 = not at all. */
export const POLL = 'poll.window';

/** of how many halts a guest remembers how long they were */
const REMEMBERED = 8;

/** How a halt ended: woken while it looked, woken from sleep, or off the pCPU because somebody else wanted it. */
export type HaltEnd = 'found' | 'slept' | 'gave';
export type Halt = { lasted: Cycles; looked: Cycles; end: HaltEnd };

/** Of one vCPU: since when it has halted (NEVER: it has not), until when it looks, its own alarm, and what it did at last. */
type Looking = { since: Cycles; until: Cycles; alarm: Cycles; looked: Cycles; slept: boolean; gave: boolean };

/** Of one guest: halts that ended while it looked, and the others; cycles looked in either; the last few, oldest first. */
export type Polls = { found: Int; missed: Int; foundCycles: Cycles; missedCycles: Cycles; last: Halt[] };

declare module '../state.ts' {
  interface Kept {
    /** by task */
    looking?: Looking[];
    /** by guest */
    polls?: Polls[];
  }
}
declare module '../messages.ts' {
  interface Events {
    /** a vCPU has looked for work, `lasted` cycles long; `end`: it found some, or sleeps, or gave its pCPU to somebody */
    pollEnded: { task: Int; guest: Int; pcpu: Int; lasted: Cycles; end: HaltEnd };
  }
}

const lookingOf = (w: World, t: Int): Looking | undefined => w.kept.looking?.[t];

/** Since when task t looks, and until when it will; null where it does not. */
export function pollOf(w: World, t: Int): { since: Cycles; until: Cycles } | null {
  const state = lookingOf(w, t);
  return state === undefined || !isPolling(w, t) ? null : { since: state.since, until: state.until };
}

/** Does somebody want pCPU p, for whom no other is free? */
function isWanted(w: World, p: Int): boolean {
  const { machine, resched } = pcpuOf(w, p);
  if (resched) return true;
  if (pickNext(w, p) === NONE) return false;
  const ready = (w.ready[machine] ?? []).filter((t) => canRunOn(w, t, p)).length;
  const free = w.pcpus.filter(
    (one, q) => one.machine === machine && one.interval === 'idle' && pickNext(w, q) !== NONE,
  );
  return ready > free.length;
}

function tell({ w, sink }: Context, t: Int, p: Int, end: HaltEnd): void {
  const { guest } = taskOf(w, t);
  const state = lookingOf(w, t);
  const polls = w.kept.polls?.[guest];
  if (state === undefined || polls === undefined) return;
  state.looked = w.now - state.since;
  if (end === 'found') {
    polls.found++;
    polls.foundCycles += state.looked;
  } else {
    polls.missed++;
    polls.missedCycles += state.looked;
  }
  if (state.looked > 0) sink?.({ type: 'pollEnded', at: w.now, task: t, guest, pcpu: p, lasted: state.looked, end });
}

/** A halt is over: what will be remembered of it. */
function remember(w: World, t: Int, end: HaltEnd): void {
  const state = lookingOf(w, t);
  const last = w.kept.polls?.[taskOf(w, t).guest]?.last;
  if (state === undefined || last === undefined || state.since === NEVER) return;
  last.push({ lasted: w.now - state.since, looked: state.looked, end });
  if (last.length > REMEMBERED) last.shift();
  state.since = NEVER;
}

function sleep(context: Context, p: Int, state: Looking, gave: boolean): void {
  tell(context, pcpuOf(context.w, p).task, p, gave ? 'gave' : 'slept');
  state.slept = true;
  state.gave = gave;
  fallAsleep(context, p, state.alarm);
}

/** It has nothing to do: it looks, has found something, or sleeps. */
function linger(context: Context, p: Int): Went {
  const { w } = context;
  const t = pcpuOf(w, p).task;
  const task = taskOf(w, t);
  const state = lookingOf(w, t) as Looking;
  const isAwake = w.hooks.awakes.some((awake) => awake(w, t));
  if (state.since === NEVER) {
    const length = sleepTime(w, t);
    state.slept = false;
    if (isAwake) {
      task.entering = true;
      return 'on';
    }
    state.since = w.now;
    state.until = w.now + (modeOf(w, task.guest).virtual ? knobOf(w, POLL, task.guest) : 0);
    state.alarm = length === NEVER ? NEVER : w.now + length;
  }
  if (isAwake || w.now >= state.alarm) {
    tell(context, t, p, 'found');
    remember(w, t, 'found');
    task.entering = true;
    task.wokenAt = w.now;
    return 'on';
  }
  const gave = isWanted(w, p);
  if (gave || w.now >= state.until) {
    sleep(context, p, state, gave && state.until > state.since);
    return 'gone';
  }
  open(context, p, 'poll', CATEGORY.polling, Math.min(state.until, state.alarm));
  return 'busy';
}

const polls = (): Polls => ({ found: 0, missed: 0, foundCycles: 0, missedCycles: 0, last: [] });

const isTuned = ({ tunables, knobs }: Setup): boolean =>
  (knobs[POLL] ?? 0) > 0 || (tunables ?? []).some(({ knob }) => knob === POLL);

export const polling: Mechanism = {
  id: 'polling',
  uses: isTuned,
  knobs: { [POLL]: { least: 0, most: MAX_LENGTH, first: 0 } },
  keeps: ({ setup, program }) => ({
    looking: Array.from({ length: program.vcpus }, () => ({
      since: NEVER,
      until: 0,
      alarm: NEVER,
      looked: 0,
      slept: false,
      gave: false,
    })),
    polls: setup.guests.map(polls),
  }),
  registers: {
    /** 1 where task t slept through its halt, 0 where it was woken while it looked */
    'poll.slept': (w, t) => (lookingOf(w, t)?.slept === false ? 0 : 1),
  },
  events: ['pollEnded'],
  linger,
  yields(context, p) {
    const { w } = context;
    const t = pcpuOf(w, p).task;
    const state = t === NONE ? undefined : lookingOf(w, t);
    if (state === undefined || !isPolling(w, t)) return false;
    const task = taskOf(w, t);
    // it stands before its wait, and will stand behind it when it wakes
    if (task.handler === NONE) task.step++;
    else task.handlerStep++;
    sleep(context, p, state, true);
    return true;
  },
  moved({ w }, t, from) {
    if (from !== 'blocked' || taskOf(w, t).block !== 'halt') return;
    remember(w, t, lookingOf(w, t)?.gave === true ? 'gave' : 'slept');
  },
  turned(context, knob, g) {
    // who looks already looks for as long as the knob says now
    const { w } = context;
    if (knob !== POLL) return;
    w.tasks.forEach(({ guest, pcpu }, t) => {
      const state = lookingOf(w, t);
      if (state === undefined || !isPolling(w, t) || (g !== NONE && guest !== g)) return;
      state.until = Math.max(w.now, state.since + knobOf(w, POLL, guest));
      kick(w, pcpu);
    });
  },
  stop({ w }, t) {
    const state = lookingOf(w, t);
    if (state === undefined) return;
    const { guest } = taskOf(w, t);
    const row = w.kept.polls?.[guest];
    // what it looked for comes no more
    if (row !== undefined && isPolling(w, t)) row.missedCycles += w.now - state.since;
    state.since = NEVER;
    state.slept = false;
  },
  metrics: {
    /** of all cycles of the pCPUs, those in which somebody looked, and then slept all the same */
    polledForNobody: (w, guests) => ({
      value: ratio(
        guests.reduce((sum, g) => sum + (w.kept.polls?.[g]?.missedCycles ?? 0), 0),
        capacity(w),
        10_000,
      ),
      samples: 1,
    }),
    /** of the halts that are over, those that ended while their vCPU still looked */
    pollsFound: (w, guests) => {
      const rows = guests.map((g) => w.kept.polls?.[g] ?? polls());
      const found = rows.reduce((sum, row) => sum + row.found, 0);
      const all = found + rows.reduce((sum, row) => sum + row.missed, 0);
      return all === 0 ? null : { value: ratio(found, all, 10_000), samples: all };
    },
  },
};
