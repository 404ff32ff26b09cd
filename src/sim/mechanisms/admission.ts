/**
 * Admission: tenants that ask to enter, are let in as a container or as a machine of their own, or are refused.
 *
 * A container starts fast and costs nothing to run, but it shares the kernel: if its workload makes the kernel panic,
 * every container restarts. A virtual machine starts slowly and pays for nested paging, and its panic is its own. How
 * long until a tenant's panic is drawn from the seed with the mean that the applicant states.
 */
import { type Context, guestOf } from '../access.ts';
import { setGuestSlot } from '../core.ts';
import type { Quote } from '../messages.ts';
import { cyclesOf, modeIndex } from '../program.ts';
import { draw, drawBelow, sample, stream } from '../rng.ts';
import { STAGE } from '../slots.ts';
import type { World } from '../state.ts';
import { type Cycles, type Id, type Int, NEVER, NONE, type Setup } from '../types.ts';
import { accountLimits } from './limits.ts';
import { dropPages } from './pageCache.ts';
import { restart, stopGuest } from './restarts.ts';

/** The setup with its applicants' times of asking dealt out among them by the seed, if the level wants that. */
export function dealApplicants(setup: Setup): Setup {
  if (setup.admission?.dealt !== true) return setup;
  const times = setup.guests.flatMap((guest) => (guest.enters === undefined ? [] : [guest.enters.at]));
  const of = stream(setup.seed, 'applicants');
  for (let i = times.length - 1; i > 0; i--) {
    const j = drawBelow(of, i, i + 1);
    [times[i], times[j]] = [times[j] as Cycles, times[i] as Cycles];
  }
  const guests = setup.guests.map((guest) =>
    guest.enters === undefined ? guest : { ...guest, enters: { ...guest.enters, at: times.pop() ?? guest.enters.at } },
  );
  return { ...setup, guests };
}

/** Does the guest share the host's kernel under its mode? */
function isContainer(w: World, g: Int): boolean {
  return w.program.modes[guestOf(w, g).mode]?.mode.cpu === 'shared';
}

/** Why the guest cannot run under a mode, or null if it can. */
export function modeProblem(w: World, g: Int, mode: Id): string | null {
  const machine = w.setup.machines[guestOf(w, g).machine];
  const row = w.program.modes[modeIndex(w.program.modes, machine?.costs ?? '', mode)];
  const kernel = w.program.guests[g]?.kernel;
  if (row === undefined || machine === undefined || kernel === undefined) return 'noSuchMode';
  if ((row.named.needs ?? []).some((feature) => !machine.features.includes(feature))) return 'missingFeature';
  if (row.named.kernel === 'host' && machine.features.includes(`kernel.${kernel.family}`) === false)
    return 'needsOwnKernel';
  if (row.named.kernel === 'open' && kernel.closed) return 'closedKernel';
  return null;
}

/** Cycles that starting a guest under a mode takes: a wait, as the published times are, not work for a pCPU. */
export function startCost(w: World, mode: Int): Cycles {
  const row = w.program.modes[mode];
  return cyclesOf(w.program, row?.machineCosts ?? '', row?.named.start ?? '') ?? 0;
}

/** What letting guest g in would take: a wait, no work for a pCPU. */
export function quoteStart(w: World, g: Int, mode: Id): Quote {
  const index = modeIndex(w.program.modes, w.setup.machines[w.guests[g]?.machine ?? NONE]?.costs ?? '', mode);
  const total = startCost(w, index);
  const parts: Quote['parts'] = [{ as: 'boot', cycles: total, cost: w.program.modes[index]?.named.start ?? '' }];
  return { parts: total > 0 ? parts : [], total, holdsPcpu: false };
}

/** The guest asks to enter; unanswered it goes away after the level's knob `askCycles`. */
export function ask({ w, sink }: Context, g: Int): void {
  const guest = guestOf(w, g);
  guest.stage = 'asking';
  guest.stageAt = w.now;
  setGuestSlot(w, g, STAGE, w.now + (w.knobs.askCycles ?? 0));
  w.decisions++;
  sink?.({ type: 'guestAsked', at: w.now, guest: g });
}

/** Lets the applicant in under a mode that it can run under. */
export function admit({ w, sink }: Context, g: Int, mode: Id): void {
  const guest = guestOf(w, g);
  guest.nextMode = modeIndex(w.program.modes, w.setup.machines[guest.machine]?.costs ?? '', mode);
  guest.mode = guest.nextMode;
  guest.stage = 'starting';
  guest.stageAt = w.now;
  setGuestSlot(w, g, STAGE, w.now + startCost(w, guest.mode));
  sink?.({ type: 'guestAdmitted', at: w.now, guest: g });
}

/** Start-up is over: the guest runs, and its stay begins. */
export function begin(context: Context, g: Int): void {
  guestOf(context.w, g).startedAt = context.w.now;
  restart(context, g, 0, true);
  scheduleEnd(context.w, g);
}

/** The applicant goes, refused or tired of waiting. */
export function turnAway({ w, sink }: Context, g: Int): void {
  const guest = guestOf(w, g);
  guest.stage = 'gone';
  guest.stageAt = w.now;
  setGuestSlot(w, g, STAGE, NEVER);
  sink?.({ type: 'guestRefused', at: w.now, guest: g });
}

/** When its own panic comes, counted from its start. */
function panicAt(w: World, g: Int): Cycles {
  const enters = w.setup.guests[g]?.enters;
  const of = w.program.guests[g]?.riskStream;
  if (enters === undefined || of === undefined || enters.risk === 0) return NEVER;
  return guestOf(w, g).startedAt + sample({ kind: 'exponential', mean: enters.risk }, draw(of, 0));
}

/** Its time runs from when it was let in: whoever starts slowly has less of it. */
function scheduleEnd(w: World, g: Int): void {
  const enters = w.setup.guests[g]?.enters;
  if (enters === undefined) return;
  const { startedAt, mode } = guestOf(w, g);
  const end = Math.max(w.now + 1, startedAt - startCost(w, mode) + enters.stay);
  const panic = panicAt(w, g);
  setGuestSlot(w, g, STAGE, panic > w.now ? Math.min(panic, end) : end);
}

/** Cycles for which guest g, an applicant, has asked so far, and for which it has been hosted. */
export function hostedFor(w: World, g: Int): { asked: Cycles; hosted: Cycles } {
  const enters = w.setup.guests[g]?.enters;
  if (enters === undefined) return { asked: 0, hosted: 0 };
  const { startedAt, stage, stageAt } = guestOf(w, g);
  const asked = Math.max(0, Math.min(w.now - enters.at, enters.stay));
  return { asked, hosted: startedAt === NEVER ? 0 : (stage === 'gone' ? stageAt : w.now) - startedAt };
}

/** The kernel under guest g panics: everything that runs on it starts over. */
function panic(context: Context, g: Int): void {
  const { w, sink } = context;
  sink?.({ type: 'kernelPanicked', at: w.now, guest: g });
  w.panics++;
  for (let other = 0; other < w.guests.length; other++) {
    const { stage, mode, machine } = guestOf(w, other);
    const neighbours = machine === guestOf(w, g).machine && isContainer(w, g) && isContainer(w, other);
    const shares = other === g || neighbours;
    if (shares && (stage === 'up' || stage === 'booting')) restart(context, other, startCost(w, mode), false);
  }
}

/** The stage of a guest that was let in is over: it panics, or its stay ends. */
export function endStage(context: Context, g: Int): void {
  const { w, sink } = context;
  const guest = guestOf(w, g);
  if (w.now === panicAt(w, g)) {
    panic(context, g);
    scheduleEnd(w, g);
    return;
  }
  guest.stage = 'gone';
  guest.stageAt = w.now;
  stopGuest(context, g, 'dead');
  dropPages(w, g);
  accountLimits(w, g);
  setGuestSlot(w, g, STAGE, NEVER);
  sink?.({ type: 'guestLeft', at: w.now, guest: g });
}
