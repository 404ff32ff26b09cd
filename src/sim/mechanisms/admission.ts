/**
 * Admission: tenants that ask to enter, are let in as a container or as a machine of their own, or are refused.
 *
 * A container starts fast and costs nothing to run, but it shares the kernel: if its workload makes the kernel panic,
 * every container restarts. A virtual machine starts slowly and pays for nested paging, and its panic is its own. How
 * long until a tenant's panic is drawn from the seed with the mean that the applicant states.
 *
 * Where tenants are trusted more or less, walls break in place of that (walls.ts); where they come with jobs, they leave when
 * these are done (jobs.ts). Whoever was let in may be turned out again.
 */
import { type Context, compiledOf, guestOf, setTimer, taskOf } from '../access.ts';
import { ratio } from '../measure.ts';
import type { Mechanism } from '../mechanism.ts';
import { FREE, type Quote } from '../messages.ts';
import { MAX_LENGTH } from '../params.ts';
import { modeIndex } from '../program.ts';
import { draw, drawBelow, sample, stream } from '../rng.ts';
import type { World } from '../state.ts';
import { type Bp, type Cycles, type Id, type Int, NEVER, type Setup } from '../types.ts';
import { scheduleArrival } from './arrivals.ts';
import { driverProblem } from './hosts.ts';
import { deadlineOf, hasJobs, inTime, isDone } from './jobs.ts';
import { accountLimits } from './limits.ts';
import { modeProblem } from './modes.ts';
import { dropPages } from './pageCache.ts';
import { platformProblem } from './platforms.ts';
import { restart, stopGuest } from './restarts.ts';
import { besides, breakAt, dealBreaches, trustOf, wallsOf } from './walls.ts';

declare module '../state.ts' {
  interface Kept {
    /** kernels that have panicked */
    panics?: Int;
  }
}
declare module '../messages.ts' {
  interface Events {
    guestAsked: { guest: Int };
    guestAdmitted: { guest: Int };
    guestRefused: { guest: Int };
    guestLeft: { guest: Int };
    kernelPanicked: { guest: Int };
    jobDone: { guest: Int };
    /** a wall of the guest's mode is broken: it is through so many, and so many are left */
    wallBroke: { guest: Int; broken: Int; left: Int };
    /** it is through the last one, and has reached so many others */
    brokeOut: { guest: Int; reached: Int };
  }
}

/** The setup with its applicants' times of asking dealt out among them by the seed, if the level wants that. */
export function dealApplicants(setup: Setup): Setup {
  if (setup.admission?.dealt !== true) return setup;
  const waves = [...new Set(setup.guests.map(({ enters }) => enters?.wave ?? 0))];
  const dealt = new Map(waves.map((wave) => [wave, dealTimes(setup, wave)]));
  const guests = setup.guests.map((guest) => {
    const { enters } = guest;
    if (enters === undefined) return guest;
    return { ...guest, enters: { ...enters, at: dealt.get(enters.wave ?? 0)?.pop() ?? enters.at } };
  });
  return { ...setup, guests };
}

/** The times at which those of a wave ask, in the seed's order. */
function dealTimes({ seed, guests }: Setup, wave: Int): Cycles[] {
  const times = guests.flatMap(({ enters }) =>
    enters === undefined || (enters.wave ?? 0) !== wave ? [] : [enters.at],
  );
  const of = stream(seed, 'applicants', ...(wave === 0 ? [] : [wave]));
  for (let i = times.length - 1; i > 0; i--) {
    const j = drawBelow(of, i, i + 1);
    [times[i], times[j]] = [times[j] as Cycles, times[i] as Cycles];
  }
  return times;
}

/** Why guest g cannot enter a machine in a mode, memory apart: what is installed there, its kernel, its devices; null = it can. */
export const entryProblem = (w: World, g: Int, machine: Int, mode: Id): Id | null =>
  platformProblem(w, machine, mode) ??
  modeProblem(w.setup, w.program, g, mode, machine) ??
  driverProblem(w, g, machine);

/** Does the guest share the host's kernel under its mode? */
export function isContainer(w: World, g: Int): boolean {
  return w.program.modes[guestOf(w, g).mode]?.mode.cpu === 'shared';
}

/** Cycles that starting a guest under a mode takes: a wait, as the published times are, not work for a pCPU. */
export const startCost = (w: World, mode: Int): Cycles => w.program.modes[mode]?.start ?? 0;

/** What letting guest g in on a machine would take: a wait, no work for a pCPU. */
export function quoteStart(w: World, mode: Id, on: Int): Quote {
  const index = modeIndex(w.program.modes, on, mode);
  const cycles = startCost(w, index);
  const cost = w.program.modes[index]?.named.start ?? '';
  return cycles === 0 ? FREE : { parts: [{ as: 'boot', cycles, cost }], total: cycles, holdsPcpu: false };
}

/** The guest asks to enter; unanswered it goes away after the level's knob `askCycles`. */
function ask(context: Context, g: Int): void {
  const { w, sink } = context;
  const guest = guestOf(w, g);
  const spec = w.setup.guests[g];
  scheduleArrival(w, g);
  if (spec?.enters?.already === true) {
    admit(context, g, spec.mode, guest.machine);
    return;
  }
  guest.stage = 'asking';
  guest.stageAt = w.now;
  setTimer(w, 'admission.door', g, w.now + (w.knobs.askCycles ?? 0));
  w.decisions++;
  sink?.({ type: 'guestAsked', at: w.now, guest: g });
}

/** Lets the applicant in under a mode that it can run under, on a machine (an index). */
export function admit({ w, sink }: Context, g: Int, mode: Id, on: Int): void {
  const guest = guestOf(w, g);
  guest.machine = on;
  guest.nextMode = modeIndex(w.program.modes, on, mode);
  guest.mode = guest.nextMode;
  guest.stage = 'starting';
  guest.stageAt = w.now;
  setTimer(w, 'admission.door', g, w.now + startCost(w, guest.mode));
  sink?.({ type: 'guestAdmitted', at: w.now, guest: g });
}

/** Start-up is over: the guest runs, and its stay begins. */
function begin(context: Context, g: Int): void {
  guestOf(context.w, g).startedAt = context.w.now;
  restart(context, g, 0, 'start');
  scheduleEnd(context.w, g);
}

/** The applicant goes, refused or tired of waiting. */
export function turnAway({ w, sink }: Context, g: Int): void {
  const guest = guestOf(w, g);
  guest.stage = 'gone';
  guest.stageAt = w.now;
  setTimer(w, 'admission.door', g, NEVER);
  sink?.({ type: 'guestRefused', at: w.now, guest: g });
}

/** When its own panic comes, counted from its start. */
function panicAt(w: World, g: Int): Cycles {
  const enters = w.setup.guests[g]?.enters;
  if (enters === undefined || enters.risk === 0) return NEVER;
  const { riskStream } = compiledOf(w, g);
  return guestOf(w, g).startedAt + sample({ kind: 'exponential', mean: enters.risk }, draw(riskStream, 0));
}

/** When guest g, an applicant, brought the kernel that it shares with others down; NEVER if it has not. */
export function broughtDownAt(w: World, g: Int): Cycles {
  const { startedAt, stage, stageAt } = guestOf(w, g);
  const outAt = w.kept.breaches?.[g]?.outAt ?? NEVER;
  if (outAt !== NEVER) return outAt;
  if (startedAt === NEVER || !isContainer(w, g)) return NEVER;
  const at = panicAt(w, g);
  return at <= (stage === 'gone' ? stageAt : w.now) ? at : NEVER;
}

/** Its time runs from when it was let in: whoever starts slowly has less of it. That of a job runs from when it asked. */
function scheduleEnd(w: World, g: Int): void {
  const enters = w.setup.guests[g]?.enters;
  if (enters === undefined) return;
  const { startedAt, mode } = guestOf(w, g);
  const leaves = enters.work === undefined ? startedAt - startCost(w, mode) + enters.stay : deadlineOf(w, g);
  const end = Math.max(w.now + 1, leaves);
  const trouble = [panicAt(w, g), breakAt(w, g)].filter((at) => at > w.now);
  setTimer(w, 'admission.door', g, Math.min(end, ...trouble));
}

/** Cycles for which guest g, an applicant, has been hosted so far. */
function hostedFor(w: World, g: Int): Cycles {
  const { startedAt, stage, stageAt } = guestOf(w, g);
  return startedAt === NEVER ? 0 : (stage === 'gone' ? stageAt : w.now) - startedAt;
}

/** Cycles for which guest g, an applicant, asks by the end of the run; 0 of all others. */
export function askedByEnd({ setup }: World, g: Int): Cycles {
  const enters = setup.guests[g]?.enters;
  return enters === undefined ? 0 : Math.max(0, Math.min(setup.length - enters.at, enters.stay));
}

/** Cycles of some guests, of all unless they are named, added up. */
const sumOf = (w: World, of: (w: World, g: Int) => Cycles, guests: readonly Int[] = [...w.guests.keys()]): Cycles =>
  guests.reduce((sum, g) => sum + of(w, g), 0);

/** The share hosted by the end of the run if all who are let in by now stay as long as they want, and nobody else comes. */
export function hostedByEnd(w: World): Bp {
  const hosted = w.setup.guests.reduce((sum, { enters }, g) => {
    if (enters === undefined) return sum;
    const { startedAt, stage, stageAt, mode } = guestOf(w, g);
    if (stage === 'gone') return sum + hostedFor(w, g);
    if (stage !== 'starting' && startedAt === NEVER) return sum;
    const begins = startedAt === NEVER ? stageAt + startCost(w, mode) : startedAt;
    const leaves = Math.min(w.setup.length, begins - startCost(w, mode) + enters.stay);
    return sum + Math.max(0, leaves - begins);
  }, 0);
  return ratio(hosted, sumOf(w, askedByEnd), 10_000);
}

/** What letting guest g in now would add to the share hosted by the end of the run, if it stays as long as it wants. */
export function worthOf(w: World, g: Int, mode: Id): Bp {
  const enters = w.setup.guests[g]?.enters;
  if (enters === undefined) return 0;
  const start = startCost(w, modeIndex(w.program.modes, guestOf(w, g).machine, mode));
  const end = Math.min(w.setup.length, w.now + enters.stay);
  return ratio(Math.max(0, end - w.now - start), sumOf(w, askedByEnd), 10_000);
}

/** The kernel under guest g panics: everything that runs on it starts over. */
function panic(context: Context, g: Int): void {
  const { w, sink } = context;
  sink?.({ type: 'kernelPanicked', at: w.now, guest: g });
  w.kept.panics = (w.kept.panics ?? 0) + 1;
  for (let other = 0; other < w.guests.length; other++) {
    const { stage, mode, machine } = guestOf(w, other);
    const neighbours = machine === guestOf(w, g).machine && isContainer(w, g) && isContainer(w, other);
    const shares = other === g || neighbours;
    if (shares && (stage === 'up' || stage === 'booting')) restart(context, other, startCost(w, mode), 'panic');
  }
}

/**
 * A wall of guest g breaks. Through the last one, it reaches all others on its machine. What crashes of its own accord starts
 * over, whatever it has reached; whoever broke out on purpose works on behind a wall, and is gone once it is out.
 */
function breakWall(context: Context, g: Int): void {
  const { w, sink } = context;
  const breach = w.kept.breaches?.[g];
  if (breach === undefined) return;
  const { mode } = guestOf(w, g);
  const walls = wallsOf(w, mode).length;
  breach.broken++;
  breach.at = w.now;
  sink?.({ type: 'wallBroke', at: w.now, guest: g, broken: breach.broken, left: Math.max(0, walls - breach.broken) });
  const isOut = breach.broken >= walls;
  if (isOut) {
    const others = besides(w, g);
    breach.outAt = w.now;
    w.kept.broughtDown = (w.kept.broughtDown ?? 0) + others.length;
    sink?.({ type: 'brokeOut', at: w.now, guest: g, reached: others.length });
    for (const other of others) restart(context, other, startCost(w, guestOf(w, other).mode), 'panic');
  }
  w.decisions++;
  if (isOut) showOut(context, g);
  else {
    if (trustOf(w, g)?.hostile === false) restart(context, g, startCost(w, mode), 'panic');
    scheduleEnd(w, g);
  }
}

/** The stage of a guest that was let in is over: its job is done, a wall breaks, it panics, or its stay ends. */
function endStage(context: Context, g: Int): void {
  const { w, sink } = context;
  if (w.kept.doneAt !== undefined && isDone(w, g)) {
    w.kept.doneAt[g] = w.now;
    sink?.({ type: 'jobDone', at: w.now, guest: g });
    showOut(context, g);
  } else if (w.now === breakAt(w, g)) breakWall(context, g);
  else if (w.now === panicAt(w, g)) {
    panic(context, g);
    scheduleEnd(w, g);
  } else showOut(context, g);
}

/** Guest g, which was let in, goes for good: its stay is over, or somebody ends it. */
export function showOut(context: Context, g: Int): void {
  const { w, sink } = context;
  const guest = guestOf(w, g);
  guest.stage = 'gone';
  guest.stageAt = w.now;
  stopGuest(context, g, 'dead');
  dropPages(w, g);
  accountLimits(w, g);
  setTimer(w, 'admission.door', g, NEVER);
  sink?.({ type: 'guestLeft', at: w.now, guest: g });
}

/** The time at the door is over: what happens depends on how far the guest is. */
function onDoor(context: Context, g: Int): void {
  const { stage } = guestOf(context.w, g);
  setTimer(context.w, 'admission.door', g, NEVER);
  if (stage === 'off') ask(context, g);
  else if (stage === 'asking') turnAway(context, g);
  else if (stage === 'starting') begin(context, g);
  else endStage(context, g);
}

export const admission: Mechanism = {
  id: 'admission',
  uses: ({ guests }) => guests.some(({ enters }) => enters !== undefined),
  keeps: ({ setup }) => ({
    panics: 0,
    ...(hasJobs(setup) ? { doneAt: setup.guests.map(() => NEVER) } : {}),
    ...(setup.admission?.trusts === undefined ? {} : { breaches: dealBreaches(setup), broughtDown: 0 }),
  }),
  begin(w) {
    w.setup.guests.forEach(({ enters }, g) => {
      if (enters !== undefined) setTimer(w, 'admission.door', g, enters.at);
    });
  },
  timers: { door: { per: 'guest', fire: onDoor } },
  /** its job may be done with what it has just finished: that is seen in this very cycle */
  drawn({ w }, t) {
    const { guest: g } = taskOf(w, t);
    if (w.kept.doneAt !== undefined && isDone(w, g)) setTimer(w, 'admission.door', g, w.now);
  },
  knobs: { askCycles: { least: 0, most: MAX_LENGTH, first: 0 } },
  events: [
    'guestAsked',
    'guestAdmitted',
    'guestRefused',
    'guestLeft',
    'kernelPanicked',
    'jobDone',
    'wallBroke',
    'brokeOut',
  ],
  asks: {
    guestAsked: ({ guest }) => ({ kind: 'applicant', guest, reason: '' }),
    wallBroke: ({ guest, left }) => (left === 0 ? null : { kind: 'wall', guest, reason: '' }),
  },
  metrics: {
    /** jobs that were done in time, of all that are over */
    inTimeShare: inTime,
    /** guests that somebody else's breach has brought down */
    reachedGuests: (w) => ({ value: w.kept.broughtDown ?? 0, samples: 1 }),
    panics: (w) => ({ value: w.kept.panics ?? 0, samples: 1 }),
    /**
     * Of the time for which applicants ask in the whole run, the part for which they have been up. It only ever grows: what is
     * let in once is not lost because somebody else asks later.
     */
    hostedShare: (w, guests) => {
      const applicants = guests.filter((g) => w.setup.guests[g]?.enters !== undefined);
      const samples = applicants.filter((g) => w.now > (w.setup.guests[g]?.enters?.at ?? NEVER)).length;
      return { value: ratio(sumOf(w, hostedFor, applicants), sumOf(w, askedByEnd, applicants), 10_000), samples };
    },
  },
};
