/**
 * The primitives that every mechanism uses: slots, open intervals, states, moods. They know no mechanism; what a guest
 * waits for is read in mood.ts.
 *
 * A pCPU is always in one open interval [since, until). `settle` closes it at `now` and books its cycles; nothing else
 * moves time. Readers compute the part of an open interval that has passed (ledger.ts) and never settle it, so looking
 * at a world, or advancing it in small slices, cannot change it.
 */

import {
  CATEGORY,
  type Context,
  goalOf,
  guestOf,
  isPolling,
  isSchedulable,
  machineOf,
  modeOf,
  pcpuOf,
  taskOf,
} from './access.ts';
import { joinQueue, virtually } from './fair.ts';
import { moodNow, patienceAt } from './mood.ts';
import { instructions, untaxed, warmPart } from './pace.ts';
import { CALM_PERCENT, WARN_PERCENT } from './params.ts';
import { setSlot } from './queue.ts';
import { guestSlot, PATIENCE, stepSlot } from './slots.ts';
import type { Interval, Task, World } from './state.ts';
import { CATEGORIES, type Category, type Cycles, type Int, NEVER, NONE, STATES, type State } from './types.ts';

/** Lets pCPU p look around in this very cycle, after the events before it. */
export function kick(w: World, p: Int): void {
  setSlot(w.queue, stepSlot(w.program.slots, p), w.now);
}

export function setTaskTimer(w: World, t: Int, at: Cycles): void {
  setSlot(w.queue, w.program.slots.task + t, at);
}

export function setGuestSlot(w: World, g: Int, which: Int, at: Cycles): void {
  setSlot(w.queue, guestSlot(w.program.slots, g, which), at);
}

/** Books cycles of a pCPU to a category and a guest (NONE = nobody). */
function book(w: World, p: Int, category: Int, guest: Int, cycles: Cycles): void {
  const byPcpu = w.ledger.byPcpu[p] as Cycles[];
  const byGuest = w.ledger.byGuest[guest === NONE ? w.guests.length : guest] as Cycles[];
  byPcpu[category] = (byPcpu[category] as Cycles) + cycles;
  byGuest[category] = (byGuest[category] as Cycles) + cycles;
}

/** A task has executed so many of its own instructions. */
function compute(w: World, task: Task, done: Cycles): void {
  task.burst -= done;
  guestOf(w, task.guest).work += done;
}

/** Closes the open interval of pCPU p at `now`: books it and moves its task on by as much. */
export function settle(w: World, p: Int): void {
  const pcpu = pcpuOf(w, p);
  const elapsed = w.now - pcpu.since;
  if (elapsed === 0) return;
  pcpu.since = w.now;
  const task = pcpu.task === NONE ? null : taskOf(w, pcpu.task);
  if (task === null) {
    book(w, p, pcpu.mode, NONE, elapsed);
    return;
  }
  pcpu.ran += elapsed;
  if (task.guest !== NONE) {
    const guest = guestOf(w, task.guest);
    guest.used += elapsed;
    guest.credit += virtually(elapsed, guest.weight);
  }
  switch (pcpu.interval) {
    case 'warm': {
      const { warmUp, useful } = warmPart(elapsed);
      book(w, p, CATEGORY.warmUp, pcpu.guest, warmUp);
      book(w, p, CATEGORY.guestUser, pcpu.guest, useful);
      task.debt -= warmUp;
      compute(w, task, instructions(modeOf(w, task.guest), useful));
      return;
    }
    case 'burst': {
      const mode = modeOf(w, task.guest);
      const useful = untaxed(mode, task.kernelBp, elapsed);
      if (useful < elapsed) book(w, p, mode.taxCategory, pcpu.guest, elapsed - useful);
      book(w, p, pcpu.mode, pcpu.guest, useful);
      compute(w, task, instructions(mode, useful));
      return;
    }
    case 'boot':
      task.boot -= elapsed;
      break;
    case 'step':
      if (task.guest !== NONE && task.op !== NONE && pcpu.mode !== CATEGORY.guestKernel) {
        const row = w.opCycles[task.guest] as Cycles[];
        row[task.op] = (row[task.op] as Cycles) + elapsed;
      }
      break;
    default:
  }
  book(w, p, pcpu.mode, pcpu.guest, elapsed);
}

/** Opens the next interval of pCPU p, which must be settled. `until` NEVER = until somebody acts. */
export function open(context: Context, p: Int, interval: Interval, mode: Int, until: Cycles): void {
  const { w, sink } = context;
  const pcpu = pcpuOf(w, p);
  const task = pcpu.task === NONE ? null : taskOf(w, pcpu.task);
  const guest = task === null ? NONE : task.payer;
  const changed = pcpu.mode !== mode || pcpu.guest !== guest;
  pcpu.interval = interval;
  pcpu.mode = mode;
  pcpu.guest = guest;
  pcpu.since = w.now;
  pcpu.until = until;
  setSlot(w.queue, stepSlot(w.program.slots, p), until);
  if (changed) sink?.({ type: 'modeChanged', at: w.now, pcpu: p, mode: CATEGORIES[mode] as Category, guest });
  if (task !== null && task.guest !== NONE) refreshMood(context, task.guest);
}

/** Moves a task to another state of its life cycle and closes the account of the old one. */
export function setState(context: Context, t: Int, to: State): void {
  const { w, sink } = context;
  const task = taskOf(w, t);
  const from = task.state;
  if (from === to) return;
  const index = STATES.indexOf(from);
  task.spent[index] = (task.spent[index] as Cycles) + w.now - task.since;
  for (const told of w.hooks.moved) told(context, t, from, w.now - task.since);
  task.since = w.now;
  task.state = to;
  if (to !== 'blocked') task.block = 'none';
  if (!isSchedulable(w, t)) return;
  const list = w.ready[machineOf(w, t)] as Int[];
  if (from === 'ready') {
    // as a rule it is the first, and a queue's head is taken off without moving the rest
    if (list[0] === t) list.shift();
    else list.splice(list.indexOf(t), 1);
  }
  if (to === 'ready') {
    if (from === 'blocked' && task.guest !== NONE) joinQueue(w, task.guest);
    list.push(t);
  }
  sink?.({ type: 'stateChanged', at: w.now, task: t, from, to });
  if (task.guest !== NONE) refreshMood(context, task.guest);
}

/** Makes a blocked task ready. `waking`: from a halt, so that its wake-to-run time counts. */
export function wake(context: Context, t: Int, waking: boolean): void {
  const task = taskOf(context.w, t);
  if (isPolling(context.w, t)) kick(context.w, task.pcpu);
  if (task.state !== 'blocked') return;
  // woken before its time, if it had set itself one
  setTaskTimer(context.w, t, NEVER);
  setState(context, t, 'ready');
  if (waking) task.wokenAt = context.w.now;
  offer(context, t);
}

/** Tells pCPUs that a task is ready: those that are idle look for themselves, those that poll whether they are wanted. */
export function offer({ w }: Context, t: Int): void {
  const machine = machineOf(w, t);
  let seen = false;
  for (let p = 0; p < w.pcpus.length; p++) {
    const pcpu = pcpuOf(w, p);
    if (pcpu.machine !== machine || (pcpu.interval !== 'idle' && pcpu.interval !== 'poll')) continue;
    seen ||= pcpu.interval === 'idle';
    kick(w, p);
  }
  if (seen && w.setup.scheduler.kind === 'hand') w.decisions++;
}

/**
 * Re-reads how a guest's patience moves after anything that may have changed it, and schedules the next crossing: the
 * end of its tolerance, the warning mark, or zero.
 */
export function refreshMood({ w, sink }: Context, g: Int): void {
  const goal = goalOf(w, g);
  if (goal === null) return;
  const guest = guestOf(w, g);
  const { mood, waitSince, again } = moodNow(w, g);
  const before = guest.mood;
  guest.patience = patienceAt(w, g, w.now);
  guest.patienceAt = w.now;
  guest.mood = mood;
  // where diagnosis is the work, the moment to look is when somebody content begins to suffer
  if (mood === 'drain' && before !== 'drain' && guest.patience === goal.patience && w.hooks.watchful) {
    w.decisions++;
    sink?.({ type: 'guestSuffers', at: w.now, guest: g });
  }
  guest.waitSince = waitSince;
  const warnAt = Math.floor((goal.patience * WARN_PERCENT) / 100);
  if (guest.warned && guest.patience > Math.floor((goal.patience * CALM_PERCENT) / 100)) guest.warned = false;
  if (!guest.warned && guest.patience <= warnAt) {
    guest.warned = true;
    w.decisions++;
    sink?.({ type: 'guestWarned', at: w.now, guest: g });
  }
  const crossing = w.now + (guest.warned ? guest.patience : guest.patience - warnAt);
  setGuestSlot(w, g, PATIENCE, mood === 'drain' ? crossing : again);
}
