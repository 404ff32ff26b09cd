/**
 * Restarts: a guest that gave up, a kernel that panicked, a new mode to boot into.
 *
 * A restart drops what the guest was doing (its operation, its requests, its place in every line), keeps its ordinal in
 * the stream of demand, and puts boot work in front of it. History in the ledger stays as it was; the work that is lost
 * has a counter of its own. (Being out of patience stands in for a watchdog or a health check.)
 */
import { type Context, guestOf, taskOf } from '../access.ts';
import { offer, refreshMood, setState, setTaskTimer } from '../core.ts';
import type { Cause, World } from '../state.ts';
import { CATEGORIES, type Cycles, type Int, NEVER, NONE } from '../types.ts';
import { forgetRequest } from './devices.ts';
import { abandon } from './exits.ts';
import { abandonLock } from './kernelLock.ts';
import { forget } from './latch.ts';
import { leave } from './scheduling.ts';

/** Stops everything the guest does. Its vCPUs become `state` with no path, no request and no debt. */
export function stopGuest(context: Context, g: Int, state: 'ready' | 'blocked' | 'dead'): void {
  const { w } = context;
  const compiled = w.program.guests[g];
  if (compiled === undefined) return;
  const guest = guestOf(w, g);
  for (let t = compiled.firstTask; t < compiled.firstTask + compiled.vcpus; t++) {
    const task = taskOf(w, t);
    abandon(context, t);
    abandonLock(context, t);
    forgetRequest(context, t);
    setTaskTimer(w, t, NEVER);
    if (task.pcpu !== NONE) leave(context, task.pcpu);
    for (const pcpu of w.pcpus) if (state !== 'ready' && pcpu.deck === t) pcpu.deck = NONE;
    Object.assign(task, {
      path: NONE,
      step: 0,
      handler: NONE,
      handlerStep: 0,
      door: NONE,
      op: NONE,
      burst: 0,
      debt: 0,
      exit: null,
      entering: false,
      wokenAt: NEVER,
      boot: 0,
      aside: null,
    });
    if (task.request.at !== NEVER) guest.dropped++;
    task.request = { at: NEVER, rounds: 0, n: 0 };
    setState(context, t, state);
    if (state === 'blocked') task.block = 'absent';
  }
  forget(context, g);
  guest.dropped += guest.inbox.length + guest.irqs.reduce((sum, irq) => sum + irq.requests.length, 0);
  guest.inbox = [];
  guest.irqs = [];
}

/** Restarts a guest, with `boot` cycles of boot work in front of it; `patient`: with all its patience back. */
export function restart(context: Context, g: Int, boot: Cycles, patient: boolean): void {
  const { w } = context;
  const guest = guestOf(w, g);
  const spec = w.setup.guests[g];
  const compiled = w.program.guests[g];
  if (spec === undefined || compiled === undefined) return;
  guest.lost += guest.work - guest.banked;
  guest.banked = guest.work;
  stopGuest(context, g, 'blocked');
  taskOf(w, compiled.firstTask).boot = boot;
  guest.mode = guest.nextMode;
  guest.stage = 'booting';
  guest.stageAt = w.now;
  guest.waitSince = NEVER;
  guest.warned = false;
  guest.mood = 'rest';
  if (patient && spec.goal !== undefined) guest.patience = spec.goal.patience;
  guest.patienceAt = w.now;
  refreshMood(context, g);
  setState(context, compiled.firstTask, 'ready');
  offer(context, compiled.firstTask);
  if (boot === 0) bootDone(context, g);
}

/** The first vCPU has booted: the guest is up and its other vCPUs start. */
export function bootDone(context: Context, g: Int): void {
  const { w, sink } = context;
  const compiled = w.program.guests[g];
  if (compiled === undefined) return;
  guestOf(w, g).stage = 'up';
  guestOf(w, g).stageAt = w.now;
  sink?.({ type: 'guestUp', at: w.now, guest: g });
  for (let t = compiled.firstTask + 1; t < compiled.firstTask + compiled.vcpus; t++) {
    setState(context, t, 'ready');
    offer(context, t);
  }
  refreshMood(context, g);
}

/** What the guest was waiting for when it gave up: what its vCPUs wait for tells more than what some of them do. */
function causeOf(w: World, g: Int): Cause {
  const { firstTask, vcpus } = w.program.guests[g] ?? { firstTask: 0, vcpus: 1 };
  const { waitSince } = guestOf(w, g);
  const tasks = Array.from({ length: vcpus }, (_, n) => taskOf(w, firstTask + n));
  const base = { guest: g, at: w.now, since: waitSince === NEVER ? w.now : waitSince };
  if (tasks.some((task) => task.state === 'blocked' && task.block === 'served')) return { ...base, waiting: 'served' };
  if (tasks.some((task) => task.state === 'ready')) return { ...base, waiting: 'ready' };
  const placed = tasks.find((task) => task.pcpu !== NONE);
  if (placed !== undefined) return { ...base, waiting: CATEGORIES[w.pcpus[placed.pcpu]?.mode ?? 0] ?? 'idle' };
  return { ...base, waiting: tasks.some((task) => task.exit !== null) ? 'decision' : 'request' };
}

/** A guest's patience is at its end: its watchdog restarts it, and too many of those lose the level. */
export function giveUp(context: Context, g: Int): void {
  const { w, sink } = context;
  const cause = causeOf(w, g);
  guestOf(w, g).reboots++;
  w.cause = cause;
  sink?.({ type: 'guestRebooted', at: w.now, guest: g });
  restart(context, g, w.setup.guests[g]?.boot ?? 0, true);
  let reboots = 0;
  for (const guest of w.guests) reboots += guest.reboots;
  if (reboots > w.setup.maxReboots) w.status = 'lost';
}
