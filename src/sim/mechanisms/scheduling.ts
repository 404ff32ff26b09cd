/**
 * Scheduling: which vCPU occupies which pCPU.
 *
 * Putting a vCPU on a pCPU costs a switch, and then its cache is cold: what others ran there in the meantime has replaced
 * its working set. The debt is paid while it runs (core.ts, `settle`). A vCPU that comes back to a pCPU on which nobody
 * else has run pays neither. Taking a vCPU off is possible at any instruction of the guest, but not inside the
 * hypervisor: then it happens at the next entry.
 */
import {
  CATEGORY,
  type Context,
  compiledMachineOf,
  compiledOf,
  goalOf,
  guestOf,
  isSchedulable,
  isVcpu,
  modeOf,
  pcpuOf,
  taskOf,
} from '../access.ts';
import { kick, offer, open, setState, settle } from '../core.ts';
import { passAlone, passVirtualTime } from '../fair.ts';
import { patienceAt } from '../mood.ts';
import { COLD_DIVISOR } from '../params.ts';
import { setSlot } from '../queue.ts';
import { sliceSlot } from '../slots.ts';
import type { Pcpu, World } from '../state.ts';
import { type Cycles, type Int, NEVER, NONE } from '../types.ts';

/** Cycles that a completely cold cache costs a vCPU on its machine. */
export const coldCap = (w: World, t: Int): Cycles =>
  compiledOf(w, taskOf(w, t).guest).footprint * compiledMachineOf(w, t).coldLine;

/** Cycles of cold cache that task t would have to pay on pCPU p. */
export function coldOn(w: World, t: Int, p: Int): Cycles {
  if (!isVcpu(w, t)) return 0;
  const task = taskOf(w, t);
  const cap = coldCap(w, t);
  if (task.lastPcpu !== p) return cap;
  const others = pcpuOf(w, p).ran - task.leftAt;
  return Math.min(cap, task.debt + Math.floor(others / COLD_DIVISOR));
}

/** Cycles of the switch that puts task t on pCPU p. */
export function switchCost(w: World, t: Int, p: Int): Cycles {
  if (pcpuOf(w, p).lastTask === t) return 0;
  const { guest } = taskOf(w, t);
  return guest === NONE ? compiledMachineOf(w, t).switchCost : modeOf(w, guest).switchCost;
}

/** Is a limit keeping this guest off the pCPUs, its freezer or a cap that is spent until the next period? */
export function isHeldBack(w: World, guest: Int): boolean {
  if (guest === NONE) return false;
  if (w.kept.frozen?.[guest] === 1) return true;
  const { cap, used } = guestOf(w, guest);
  return cap > 0 && used >= Math.floor((cap * (w.knobs.capPeriod ?? 0)) / 10_000);
}

/** May task t start on a pCPU now? */
export function isRunnable(w: World, t: Int): boolean {
  const task = taskOf(w, t);
  return task.state === 'ready' && !isHeldBack(w, task.guest);
}

/** Is pCPU p kept from task t? */
export const isBarred = (w: World, t: Int, p: Int): boolean => w.hooks.bars.some((bars) => bars(w, t, p));

/** May task t start on pCPU p now? */
export const canRunOn = (w: World, t: Int, p: Int): boolean => isRunnable(w, t) && !isBarred(w, t, p);

/** Can anybody be on deck? A hand puts somebody there, or a ring's notice does; where neither can, nobody need look. */
const hasDecks = ({ setup, hooks }: World): boolean =>
  setup.verbs.includes('deck') || setup.verbs.includes('place') || hooks.bars.length > 0;

const isOnDeck = (w: World, t: Int): boolean => hasDecks(w) && w.pcpus.some((pcpu) => pcpu.deck === t);

function takeOffDeck(w: World, t: Int): void {
  if (hasDecks(w)) for (const pcpu of w.pcpus) if (pcpu.deck === t) pcpu.deck = NONE;
}

/** Puts a ready task on a free pCPU: the switch begins. `byHand`: a person or robot chose it. */
export function placeTask(context: Context, t: Int, p: Int, byHand: boolean): void {
  const { w, sink } = context;
  const pcpu = pcpuOf(w, p);
  const task = taskOf(w, t);
  settle(w, p);
  const cost = switchCost(w, t, p);
  const cold = coldOn(w, t, p);
  takeOffDeck(w, t);
  passVirtualTime(w, task.guest);
  pcpu.task = t;
  task.pcpu = p;
  task.debt = cold;
  task.entering = true;
  setState(context, t, task.exit === null ? 'running' : 'exited');
  sink?.({ type: 'taskPlaced', at: w.now, task: t, pcpu: p, cold, byHand });
  const { kind, slice } = w.setup.scheduler;
  const sliced = kind === 'roundRobin' || kind === 'fair';
  setSlot(
    w.queue,
    sliceSlot(w.program.slots, p),
    sliced || (task.guest !== NONE && guestOf(w, task.guest).cap > 0)
      ? w.now + sliceFor(w, t, sliced ? slice : NEVER)
      : NEVER,
  );
  open(context, p, 'switch', CATEGORY.switch, w.now + cost);
  // whoever polls left this one the free pCPU; are there others?
  if (w.hooks.lingers.length === 0) return;
  for (const [other, { interval }] of w.pcpus.entries()) if (interval === 'poll') kick(w, other);
}

/** Might a ready task take pCPU p, now or when it has looked? */
export const isOpen = ({ interval }: Pcpu): boolean => interval === 'idle' || interval === 'poll';

/** Cycles until the scheduler looks at this pCPU again: the slice, or the rest of the guest's cap if that is shorter. */
function sliceFor(w: World, t: Int, slice: Cycles): Cycles {
  const { guest } = taskOf(w, t);
  if (guest === NONE) return slice;
  const { cap, used } = guestOf(w, guest);
  if (cap === 0) return slice;
  const left = Math.floor((cap * (w.knobs.capPeriod ?? 0)) / 10_000) - used;
  return Math.max(1, Math.min(slice, left));
}

/** Takes the task off pCPU p; the caller has put, or puts, the task in its next state. The pCPU looks for other work. */
export function leave({ w, sink }: Context, p: Int): void {
  const pcpu = pcpuOf(w, p);
  const changed = pcpu.mode !== CATEGORY.idle || pcpu.guest !== NONE;
  settle(w, p);
  if (pcpu.task !== NONE) {
    const task = taskOf(w, pcpu.task);
    task.pcpu = NONE;
    if (isSchedulable(w, pcpu.task)) {
      task.lastPcpu = p;
      task.leftAt = pcpu.ran;
      pcpu.lastTask = pcpu.task;
    }
  }
  pcpu.task = NONE;
  pcpu.resched = false;
  setSlot(w.queue, sliceSlot(w.program.slots, p), NEVER);
  pcpu.interval = 'idle';
  pcpu.mode = CATEGORY.idle;
  pcpu.guest = NONE;
  pcpu.until = NEVER;
  if (changed) sink?.({ type: 'modeChanged', at: w.now, pcpu: p, mode: 'idle', guest: NONE });
  kick(w, p);
}

/** Takes the vCPU off pCPU p at once. A vCPU with an undecided exit is parked: its exit waits without a pCPU. */
export function takeOff(context: Context, p: Int): void {
  const { w, sink } = context;
  if (w.hooks.yields.some((yields) => yields(context, p))) return;
  const t = pcpuOf(w, p).task;
  const { exit } = taskOf(w, t);
  const parked = exit !== null && exit.handler === NONE;
  leave(context, p);
  if (parked) {
    sink?.({ type: 'exitParked', at: w.now, task: t, reason: w.program.reasons[exit.reason] ?? '', handler: '' });
    return;
  }
  setState(context, t, 'ready');
  sink?.({ type: 'taskPreempted', at: w.now, task: t, pcpu: p });
  // whoever may not come back here has to be seen where it may run: that one may have looked before it left
  if (isBarred(w, t, p)) offer(context, t);
}

/** Is there something that keeps task t on its pCPU, such as a lock that others wait for? */
export const isPinned = (w: World, t: Int): boolean => w.hooks.pins.some((pin) => pin(w, t));

/** Can the vCPU on pCPU p leave it now? Not while the hypervisor works for it, nor while it is pinned. */
export function isPreemptible(w: World, p: Int): boolean {
  const { interval, task } = pcpuOf(w, p);
  return interval !== 'step' && interval !== 'spin' && !isPinned(w, task);
}

/** Takes the vCPU off pCPU p, now if it can leave, else at its next entry. */
export function preemptTask(context: Context, p: Int): { deferred: boolean } {
  const deferred = !isPreemptible(context.w, p);
  if (deferred) pcpuOf(context.w, p).resched = true;
  else takeOff(context, p);
  return { deferred };
}

/** Patience left of whoever waits for task t, in basis points; somebody without a goal is always patient. */
function patienceOf(w: World, t: Int): Int {
  for (const urgent of w.hooks.urgency) {
    const left = urgent(w, t);
    if (left !== NONE) return left;
  }
  const { guest } = taskOf(w, t);
  const goal = guest === NONE ? null : goalOf(w, guest);
  return goal === null ? NEVER - 1 : Math.floor((patienceAt(w, guest, w.now) * 10_000) / goal.patience);
}

/** The least patient of the tasks that may run on pCPU p; equal ones by order of becoming ready. */
function leastPatient(w: World, p: Int): Int {
  const { machine } = pcpuOf(w, p);
  let best = NONE;
  let least = NEVER;
  for (const t of w.ready[machine] ?? []) {
    if (!canRunOn(w, t, p)) continue;
    const left = patienceOf(w, t);
    if (left < least) {
      least = left;
      best = t;
    }
  }
  return best;
}

/** Of the tasks that may run on pCPU p, one of the guest that has received least for its weight. */
function leastServed(w: World, p: Int): Int {
  const { machine } = pcpuOf(w, p);
  let best = NONE;
  let least = NEVER;
  for (const t of w.ready[machine] ?? []) {
    const { guest } = taskOf(w, t);
    // a service is short, and others wait for it
    const credit = guest === NONE ? NONE : guestOf(w, guest).credit;
    if (credit >= least || !canRunOn(w, t, p)) continue;
    least = credit;
    best = t;
  }
  return best;
}

/** Who runs next on a free pCPU: whoever is on deck, else whom the level's scheduler picks; NONE = nobody. */
export function pickNext(w: World, p: Int): Int {
  const pcpu = pcpuOf(w, p);
  if (pcpu.deck !== NONE && canRunOn(w, pcpu.deck, p)) return pcpu.deck;
  switch (w.setup.scheduler.kind) {
    case 'hand':
      return NONE;
    case 'dispatcher':
      return leastPatient(w, p);
    case 'roundRobin':
      return (w.ready[pcpu.machine] ?? []).find((t) => canRunOn(w, t, p) && !isOnDeck(w, t)) ?? NONE;
    case 'fair':
      return leastServed(w, p);
  }
}

/** The slice of pCPU p is over: somebody else's turn if somebody waits. */
export function endSlice(context: Context, p: Int): void {
  const { w } = context;
  const pcpu = pcpuOf(w, p);
  if (pcpu.task === NONE) return;
  settle(w, p);
  const t = pcpu.task;
  const { machine } = pcpu;
  const capped = isHeldBack(w, taskOf(w, t).guest);
  const others = (w.ready[machine] ?? []).some((other) => canRunOn(w, other, p));
  if (capped || others) preemptTask(context, p);
  else {
    const { kind, slice } = w.setup.scheduler;
    const sliced = kind === 'roundRobin' || kind === 'fair';
    const { guest } = taskOf(w, t);
    if (guest !== NONE) passAlone(w, guest);
    setSlot(w.queue, sliceSlot(w.program.slots, p), w.now + sliceFor(w, t, sliced ? slice : NEVER));
    if (pcpu.interval !== 'decision' && pcpu.interval !== 'spin') kick(w, p);
  }
}
