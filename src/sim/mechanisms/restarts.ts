/**
 * Restarts: a guest that gave up, a kernel that panicked, a new mode to boot into.
 *
 * A restart drops what the guest was doing (its operation, its requests, its place in every line), keeps its ordinal in
 * the stream of demand, and puts boot work in front of it. History in the ledger stays as it was; the work that is lost
 * has a counter of its own. A guest that is down still wants to work: its patience falls until it is up again, whoever
 * sent it there. (Being out of patience stands in for a watchdog or a health check.)
 */
import { type Context, compiledOf, guestOf, modeOf, taskOf } from '../access.ts';
import { offer, refreshMood, setGuestSlot, setState, setTaskTimer } from '../core.ts';
import { forgo } from '../demand.ts';
import { wouldDrain } from '../mood.ts';
import { wire } from '../rules.ts';
import { START } from '../slots.ts';
import type { Cause, World } from '../state.ts';
import { CATEGORIES, type Cycles, type Int, NEVER, NONE } from '../types.ts';
import { scheduleArrival, scheduleAwaited } from './arrivals.ts';
import { dropPages } from './pageCache.ts';
import { leave } from './scheduling.ts';

/** Stops everything the guest does. Its vCPUs become `state` with no path, no request and no debt. */
export function stopGuest(context: Context, g: Int, state: 'ready' | 'blocked' | 'dead'): void {
  const { w } = context;
  const { firstTask, vcpus } = compiledOf(w, g);
  const guest = guestOf(w, g);
  for (let t = firstTask; t < firstTask + vcpus; t++) {
    const task = taskOf(w, t);
    forgo(w, t);
    for (const stop of w.hooks.stops) stop(context, t);
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
      site: NONE,
      marked: 0,
      chain: NONE,
      link: 0,
      aside: null,
    });
    if (task.request.at !== NEVER) guest.dropped++;
    task.request = { at: NEVER, rounds: 0, n: 0 };
    setState(context, t, state);
    if (state === 'blocked') task.block = 'absent';
  }
  for (const forget of w.hooks.forgets) forget(context, g);
}

/** The guest boots on another machine next: nothing of it is warm there, and its exits have other handlers. */
function move(w: World, g: Int, machine: Int): void {
  const { firstTask, vcpus } = compiledOf(w, g);
  dropPages(w, g);
  guestOf(w, g).machine = machine;
  for (let t = firstTask; t < firstTask + vcpus; t++) {
    taskOf(w, t).lastPcpu = NONE;
    for (const pcpu of w.pcpus) if (pcpu.deck === t) pcpu.deck = NONE;
  }
  wire(w);
}

/**
 * Why a guest starts. `start`: it comes into being. `watchdog`: its patience was at its end; it is told so much anew.
 * `panic`: its kernel fell. Both lose what the guest has done since it was up. `planned`: it is shut down in order, and
 * saves what it has done; what it was in the middle of is dropped all the same.
 */
export type Restart = 'start' | 'watchdog' | 'panic' | 'planned';

/** Cycles of pCPU that a restart of guest g into a mode takes: its own boot, and what the board asks for. */
export const bootCost = (w: World, g: Int, mode: Int): Cycles =>
  (w.setup.guests[g]?.boot ?? 0) + (w.program.modes[mode]?.board ?? 0);

/** Restarts a guest, with `boot` cycles of boot work in front of it. */
export function restart(context: Context, g: Int, boot: Cycles, why: Restart): void {
  const { w } = context;
  const guest = guestOf(w, g);
  const { goal, firstTask } = compiledOf(w, g);
  if (why === 'watchdog' || why === 'panic') guest.lost += guest.work - guest.banked;
  guest.banked = guest.work;
  stopGuest(context, g, 'blocked');
  scheduleAwaited(w, g);
  taskOf(w, firstTask).boot = boot;
  guest.mode = guest.nextMode;
  if (modeOf(w, g).machine !== guest.machine) move(w, g, modeOf(w, g).machine);
  guest.stage = 'booting';
  guest.stageAt = w.now;
  guest.waitSince = NEVER;
  guest.warned = false;
  guest.mood = 'rest';
  if ((why === 'start' || why === 'watchdog') && goal !== null) guest.patience = goal.patience;
  guest.patienceAt = w.now;
  refreshMood(context, g);
  setState(context, firstTask, 'ready');
  offer(context, firstTask);
  if (boot === 0) bootDone(context, g);
}

/** The first vCPU has booted: the guest is up and its other vCPUs start. */
export function bootDone(context: Context, g: Int): void {
  const { w, sink } = context;
  const { firstTask, vcpus } = compiledOf(w, g);
  guestOf(w, g).stage = 'up';
  guestOf(w, g).stageAt = w.now;
  sink?.({ type: 'guestUp', at: w.now, guest: g });
  for (let t = firstTask + 1; t < firstTask + vcpus; t++) {
    setState(context, t, 'ready');
    offer(context, t);
  }
  refreshMood(context, g);
}

/** What the guest was waiting for when it gave up: what its vCPUs wait for tells more than what some of them do. */
function causeOf(w: World, g: Int): Cause {
  const { firstTask, vcpus } = compiledOf(w, g);
  const { waitSince } = guestOf(w, g);
  const tasks = Array.from({ length: vcpus }, (_, n) => taskOf(w, firstTask + n));
  const base = { guest: g, at: w.now, since: waitSince === NEVER ? w.now : waitSince };
  if (tasks.some(({ state, block }) => state === 'blocked' && w.hooks.wishes.includes(block)))
    return { ...base, waiting: 'served' };
  // it began to wait when that was put off, whatever it has come to since
  if (wouldDrain(w, g) === 'putOff') return { ...base, waiting: 'putOff' };
  // what lies in its ring waits there, whatever the guest does meanwhile
  const rings = (w.kept.queues ?? []).filter((_, q) => w.program.queues[q]?.guest === g);
  if (rings.some(({ requests }) => requests.some(({ answers }) => answers === base.since)))
    return { ...base, waiting: 'request' };
  if (tasks.some((task) => task.state === 'ready')) return { ...base, waiting: 'ready' };
  const placed = tasks.find((task) => task.pcpu !== NONE);
  if (placed !== undefined) return { ...base, waiting: CATEGORIES[w.pcpus[placed.pcpu]?.mode ?? 0] ?? 'idle' };
  return { ...base, waiting: tasks.some((task) => task.exit !== null) ? 'decision' : 'request' };
}

/**
 * A guest's patience is at its end, or (`known`) it hangs for a reason of its own: its watchdog restarts it, and too many
 * of those lose the level.
 */
export function giveUp(context: Context, g: Int, known?: Pick<Cause, 'waiting' | 'since'>): void {
  const { w, sink } = context;
  const cause = { ...causeOf(w, g), ...known };
  guestOf(w, g).reboots++;
  w.cause = cause;
  sink?.({ type: 'guestRebooted', at: w.now, guest: g });
  restart(context, g, bootCost(w, g, guestOf(w, g).nextMode), 'watchdog');
  let reboots = 0;
  for (const guest of w.guests) reboots += guest.reboots;
  if (reboots > w.setup.maxReboots) w.status = 'lost';
}

/** A guest's start is due: it comes into being, or it restarts under another mode. */
export function onStart(context: Context, g: Int): void {
  const { w, sink } = context;
  const { stage, mode, nextMode } = guestOf(w, g);
  setGuestSlot(w, g, START, NEVER);
  if (stage === 'off') {
    scheduleArrival(w, g);
    restart(context, g, 0, 'start');
    sink?.({ type: 'guestRose', at: w.now, guest: g });
  } else if (mode !== nextMode && (stage === 'up' || stage === 'booting'))
    restart(context, g, bootCost(w, g, nextMode), 'planned');
}
