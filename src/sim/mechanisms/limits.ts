/**
 * Limits: a cap on CPU, a cap on page cache, a limit on kernel calls; and the period at which the CPU caps start over.
 *
 * A cap is predictable and wastes what is idle; a weight divides only what is wanted by more than one. A call limit spaces
 * the calls that take the kernel's lock evenly over time: so many per millisecond. The freezer stops a guest altogether: its
 * tasks leave their pCPUs at the end of their slices and get none, whoever holds the kernel's lock gives it back first. It
 * keeps its memory, and what is asked of it meanwhile waits for it: frozen trouble is put off, not over.
 */
import { type Context, guestOf, setTimer, taskOf } from '../access.ts';
import { kick, offer, setTaskTimer } from '../core.ts';
import { joinQueue } from '../fair.ts';
import { ratio } from '../measure.ts';
import type { Mechanism } from '../mechanism.ts';
import { CAP_PERIOD, MAX_LENGTH } from '../params.ts';
import type { World } from '../state.ts';
import { type Cycles, type Int, type LimitName, NEVER, NONE, OPS } from '../types.ts';
import { callsInTurn } from './kernelLock.ts';
import { pageCapOf, setPageCap } from './pageCache.ts';
import { isHeldBack, isOpen } from './scheduling.ts';

/**
 * Of one guest: lock-holding kernel calls per millisecond (0 = no limit) and its earliest next one; cycles under limits so
 * far, and since when it is limited now (NEVER = it is not).
 */
export type LimitState = { callLimit: Int; callAt: Cycles; cycles: Cycles; since: Cycles };

declare module '../state.ts' {
  interface Kept {
    /** by guest */
    limits?: LimitState[];
    /** by guest: 1 = frozen; only where the level lets somebody freeze */
    frozen?: Int[];
  }
}
declare module '../messages.ts' {
  interface Events {
    limitChanged: { guest: Int; limit: LimitName; value: Int };
  }
}

const LOCK = OPS.indexOf('lock');
const VERBS = ['weight', 'cap', 'pageCap', 'callLimit', 'freeze'];

const stateOf = (w: World, g: Int): LimitState | undefined => w.kept.limits?.[g];

/** What stands for guest g; 0 = no limit. */
export function limitsOf(w: World, g: Int): Record<LimitName, Int> {
  const { weight, cap } = guestOf(w, g);
  const freeze = w.kept.frozen?.[g] ?? 0;
  return { weight, cap, pageCap: pageCapOf(w, g), callLimit: stateOf(w, g)?.callLimit ?? 0, freeze };
}

/** Does a limit stand that the level did not give? A weight is none: it only divides what more than one wants. */
function isLimited(w: World, g: Int): boolean {
  const { cap, pageCap, callLimit, freeze } = limitsOf(w, g);
  return cap !== (w.setup.guests[g]?.capBp ?? 0) || pageCap > 0 || callLimit > 0 || freeze > 0;
}

/** Cycles for which guest g has been limited so far. */
function limitedFor(w: World, g: Int): Cycles {
  const { cycles, since } = stateOf(w, g) ?? { cycles: 0, since: NEVER };
  return cycles + (since === NEVER ? 0 : w.now - since);
}

/** Closes the account of the time under limits and opens it again if guest g is still there and limited. */
export function accountLimits(w: World, g: Int): void {
  const state = stateOf(w, g);
  if (state === undefined) return;
  state.cycles = limitedFor(w, g);
  state.since = guestOf(w, g).stage !== 'gone' && isLimited(w, g) ? w.now : NEVER;
}

/** Makes a change after which guest g may no longer be held back: then it joins the queue. */
function mayLetGo(w: World, g: Int, change: () => void): void {
  const wasHeld = isHeldBack(w, g);
  change();
  if (wasHeld && !isHeldBack(w, g)) joinQueue(w, g);
}

/** Sets one limit of guest g; whoever it kept waiting looks again. */
export function setLimit(context: Context, g: Int, limit: LimitName, value: Int): void {
  const { w, sink } = context;
  const state = stateOf(w, g);
  mayLetGo(w, g, () => {
    if (limit === 'weight' || limit === 'cap') guestOf(w, g)[limit] = value;
    else if (limit === 'pageCap') setPageCap(w, g, value);
    else if (limit === 'freeze') (w.kept.frozen ?? [])[g] = value;
    else if (state !== undefined) state.callLimit = value;
  });
  accountLimits(w, g);
  sink?.({ type: 'limitChanged', at: w.now, guest: g, limit, value });
  if (limit === 'cap' || limit === 'freeze') for (const [p, pcpu] of w.pcpus.entries()) if (isOpen(pcpu)) kick(w, p);
  if (limit !== 'callLimit' || state === undefined) return;
  state.callAt = w.now;
  w.tasks.forEach((task, t) => {
    if (task.guest === g && task.block === 'throttled') setTaskTimer(w, t, w.now);
  });
}

/** Cycles that task t has to wait before it may begin its lock-holding calls; 0 books them. */
function callDelay(w: World, t: Int): Cycles {
  const task = taskOf(w, t);
  const state = stateOf(w, task.guest);
  if (state === undefined || state.callLimit === 0 || task.op !== LOCK) return 0;
  if (w.now < state.callAt) return state.callAt - w.now;
  state.callAt = w.now + Math.floor((w.program.hz * callsInTurn(task)) / (1000 * state.callLimit));
  return 0;
}

/** A new cap period: everybody's budget is full again, and capped tasks may run. */
function newPeriod(context: Context): void {
  const { w } = context;
  w.guests.forEach((guest, g) => {
    mayLetGo(w, g, () => {
      guest.used = 0;
    });
  });
  setTimer(w, 'limits.period', 0, w.now + (w.knobs.capPeriod ?? CAP_PERIOD));
  for (let t = 0; t < w.program.vcpus; t++) {
    const task = taskOf(w, t);
    if (task.guest !== NONE && task.state === 'ready') offer(context, t);
  }
}

export const limits: Mechanism = {
  id: 'limits',
  uses: ({ verbs, guests }) =>
    VERBS.some((verb) => verbs.includes(verb)) || guests.some(({ capBp }) => capBp !== undefined),
  keeps: ({ setup: { guests, verbs } }) => ({
    limits: guests.map(() => ({ callLimit: 0, callAt: 0, cycles: 0, since: NEVER })),
    ...(verbs.includes('freeze') ? { frozen: guests.map(() => 0) } : {}),
  }),
  begin(w) {
    setTimer(w, 'limits.period', 0, w.knobs.capPeriod ?? CAP_PERIOD);
  },
  watchful: true,
  timers: { period: { per: 'world', fire: newPeriod } },
  knobs: { capPeriod: { least: 1, most: MAX_LENGTH, first: CAP_PERIOD } },
  blocks: { throttled: { wish: true } },
  events: ['limitChanged'],
  delay(w, t) {
    const cycles = callDelay(w, t);
    return cycles === 0 ? null : { for: cycles, block: 'throttled' };
  },
  metrics: {
    /** of the time of the guests that are there from the start, the part in which somebody had limited one; visitors are none of them */
    limitedShare: (w, guests) => {
      const residents = guests.filter((g) => w.setup.guests[g]?.enters === undefined);
      const limited = residents.reduce((sum, g) => sum + limitedFor(w, g), 0);
      return { value: ratio(limited, w.now * residents.length, 10_000), samples: residents.length };
    },
  },
};
