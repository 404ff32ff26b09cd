/**
 * Admission: tenants that ask to enter, are let in as a container or as a machine of their own, or are refused.
 *
 * Starting is work, done on the pCPUs that everybody shares: little for a container, much for a virtual machine, which
 * pays for nested paging besides. But a container shares the kernel: if its workload makes the kernel panic, every
 * container restarts, whereas a virtual machine's panic is its own. How long until a tenant's panic is drawn from the
 * seed with the mean that the applicant states.
 */
import { type Context, guestOf, setGuestSlot } from '../core.ts';
import { modeIndex } from '../program.ts';
import { draw, sample } from '../rng.ts';
import { STAGE } from '../slots.ts';
import type { World } from '../state.ts';
import { type Cycles, type Id, type Int, NEVER } from '../types.ts';
import { dropPages } from './pageCache.ts';
import { isBooting, restart, stopGuest } from './restarts.ts';

/** Does the guest share the host's kernel under its mode? */
export function isContainer(w: World, g: Int): boolean {
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

/** Cycles of pCPU that starting a guest under a mode takes. */
export function startCost(w: World, mode: Int): Cycles {
  const row = w.program.modes[mode];
  const cost = w.program.costIndex[`${row?.machineCosts ?? ''}/${row?.named.start ?? ''}`];
  return cost === undefined ? 0 : (w.program.costs[cost]?.cycles ?? 0);
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

/** Lets the applicant in under a mode that it can run under. Its stay begins when it is up. */
export function admit(context: Context, g: Int, mode: Id): void {
  const { w, sink } = context;
  const guest = guestOf(w, g);
  guest.nextMode = modeIndex(w.program.modes, w.setup.machines[guest.machine]?.costs ?? '', mode);
  setGuestSlot(w, g, STAGE, NEVER);
  sink?.({ type: 'guestAdmitted', at: w.now, guest: g });
  restart(context, g, startCost(w, guest.nextMode), true);
  if (isBooting(w, g)) guest.stage = 'starting';
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

function scheduleEnd(w: World, g: Int): void {
  const enters = w.setup.guests[g]?.enters;
  if (enters === undefined) return;
  const end = guestOf(w, g).startedAt + enters.stay;
  const panic = panicAt(w, g);
  setGuestSlot(w, g, STAGE, panic > w.now ? Math.min(panic, end) : Math.max(end, w.now + 1));
}

/** The kernel under guest g panics: everything that runs on it starts over. */
function panic(context: Context, g: Int): void {
  const { w, sink } = context;
  sink?.({ type: 'kernelPanicked', at: w.now, guest: g });
  w.panics++;
  for (let other = 0; other < w.guests.length; other++) {
    const { stage, mode } = guestOf(w, other);
    const shares = other === g || (isContainer(w, g) && isContainer(w, other));
    if (shares && (stage === 'up' || isBooting(w, other))) restart(context, other, startCost(w, mode), false);
  }
}

/** The stage of a guest that was let in is over: it is up for the first time, it panics, or its stay ends. */
export function endStage(context: Context, g: Int): void {
  const { w, sink } = context;
  const guest = guestOf(w, g);
  if (guest.startedAt === NEVER) {
    guest.startedAt = w.now;
    scheduleEnd(w, g);
    return;
  }
  if (w.now === panicAt(w, g)) {
    panic(context, g);
    scheduleEnd(w, g);
    return;
  }
  guest.stage = 'gone';
  guest.stageAt = w.now;
  stopGuest(context, g, 'dead');
  dropPages(w, g);
  setGuestSlot(w, g, STAGE, NEVER);
  sink?.({ type: 'guestLeft', at: w.now, guest: g });
}
