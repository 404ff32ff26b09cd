/**
 * The event loop: the only writer of a world besides `apply`.
 *
 * `advance` handles every event up to and including a cycle, also those caused meanwhile, and then sets `now` and writes
 * nothing else. Work in progress stays an open interval, so advancing in many small steps and in one large step give the
 * same world.
 */
import { CATEGORY, type Context, guestOf, pcpuOf, taskOf } from './access.ts';
import { open, refreshMood, setGuestSlot, setTaskTimer, settle, wake } from './core.ts';
import { arrive } from './mechanisms/arrivals.ts';
import { complete } from './mechanisms/devices.ts';
import { giveUp, onStart } from './mechanisms/restarts.ts';
import { endSlice, pickNext, placeTask } from './mechanisms/scheduling.ts';
import type { Sink } from './messages.ts';
import { MAX_EVENTS, MAX_EVENTS_PER_CYCLE } from './params.ts';
import { nextSlot, setSlot } from './queue.ts';
import { ARRIVAL, PATIENCE, stepSlot } from './slots.ts';
import type { Interval, World } from './state.ts';
import { type Cycles, type Int, NEVER, NONE } from './types.ts';
import { walk } from './walk.ts';

/** Intervals in which a task looks around when it is told to; all others run to their end. */
const CUT_SHORT: readonly Interval[] = ['burst', 'warm', 'poll'];

/**
 * The open interval of pCPU p is over, or something told it to look around. Its slot is set again on every way out of
 * here, as a rule by opening the next interval, so it is not cleared first.
 */
function onPcpu(context: Context, p: Int): void {
  const { w } = context;
  const pcpu = pcpuOf(w, p);
  if (pcpu.interval === 'off') {
    setSlot(w.queue, stepSlot(w.program.slots, p), NEVER);
    return;
  }
  settle(w, p);
  if (pcpu.task !== NONE) {
    // a kick in the middle of an interval that cannot be cut short: look again when it is over
    if (pcpu.until !== NEVER && pcpu.until > w.now && !CUT_SHORT.includes(pcpu.interval)) {
      setSlot(w.queue, stepSlot(w.program.slots, p), pcpu.until);
      return;
    }
    if (walk(context, p)) return;
  }
  if (pcpu.task !== NONE) return;
  for (const idle of w.hooks.idles) if (idle(context, p)) return;
  const next = pickNext(w, p);
  if (next !== NONE) placeTask(context, next, p, false);
  else {
    open(context, p, 'idle', CATEGORY.idle, NEVER);
    if ((w.ready[pcpu.machine] ?? []).length > 0 && w.setup.scheduler.kind === 'hand') w.decisions++;
  }
}

function onTaskTimer(context: Context, t: Int): void {
  const { w } = context;
  setTaskTimer(w, t, NEVER);
  const { state, block } = taskOf(w, t);
  if (state === 'blocked') wake(context, t, block === 'halt');
}

function onPatience(context: Context, g: Int): void {
  const { w } = context;
  setGuestSlot(w, g, PATIENCE, NEVER);
  refreshMood(context, g);
  if (guestOf(w, g).mood === 'drain' && guestOf(w, g).patience === 0) giveUp(context, g);
}

/** Hands one slot's event to whom it belongs. */
function dispatch(context: Context, slot: Int): void {
  const { w } = context;
  const { slots } = w.program;
  if (slot < slots.device) {
    if ((slot & 1) === 0) onPcpu(context, slot >> 1);
    else {
      setSlot(w.queue, slot, NEVER);
      endSlice(context, slot >> 1);
    }
  } else if (slot < slots.task) complete(context, slot - slots.device);
  else if (slot < slots.guest) onTaskTimer(context, slot - slots.task);
  else if (slot < slots.mechanism) {
    const g = Math.floor((slot - slots.guest) / 3);
    const which = (slot - slots.guest) % 3;
    if (which === ARRIVAL) arrive(context, g);
    else if (which === PATIENCE) onPatience(context, g);
    else onStart(context, g);
  } else {
    const timer = w.hooks.timers[slot - slots.mechanism];
    timer?.fire(context, timer.index);
  }
}

/** Handles everything that is due at `now`: what a command has caused happens before the next command. */
export function drainNow(w: World, sink?: Sink): void {
  run(w, w.now, sink, { decisions: NEVER, handled: NEVER });
}

/** Worlds between a cause and its effects, where a sink that gave a command would change what is half done. */
const busy = new WeakSet<World>();

/** Runs `act`, during which nobody else may advance or command the world. Throws where a sink tries to. */
export function exclusively(w: World, act: () => void): void {
  if (busy.has(w)) throw new Error('a sink must not command or advance the world that it listens to');
  busy.add(w);
  try {
    act();
  } finally {
    busy.delete(w);
  }
}

/** Where to leave early: after the first cycle in which one of these counts of the world passes its mark. */
type Marks = { decisions: Int; handled: Int };

const isPast = ({ decisions, handled }: World, marks: Marks): boolean =>
  decisions > marks.decisions || handled > marks.handled;

/** Handles events up to `until`, or to the end of the cycle in which a mark is passed. */
function run(w: World, until: Cycles, sink: Sink | undefined, marks: Marks): void {
  exclusively(w, () => handle({ w, sink }, until, marks));
}

function handle(context: Context, until: Cycles, marks: Marks): void {
  const { w } = context;
  let inCycle = 0;
  for (;;) {
    const slot = nextSlot(w.queue);
    const at = w.queue.time[slot] as Cycles;
    if (at > until) return;
    if (at > w.now) {
      if (w.status !== 'running' || isPast(w, marks)) return;
      w.now = at;
      inCycle = 0;
    }
    w.handled++;
    if (++inCycle > MAX_EVENTS_PER_CYCLE || w.handled > MAX_EVENTS) {
      w.status = 'budget';
      return;
    }
    dispatch(context, slot);
  }
}

/**
 * Advances the world to cycle `until` (at most the length of the run), telling `sink` what happens.
 * With stop = 'decision' it stops after the first cycle in which somebody gets something to decide; with a number, after
 * the one in which so many events have been handled. It returns whether it stopped so.
 * A world that is over, lost or out of budget stays as it is. Throws RangeError when `until` lies in the past.
 */
export function advance(w: World, until: Cycles, sink?: Sink, stop?: 'decision' | Int): boolean {
  if (!Number.isSafeInteger(until) || until < w.now) throw new RangeError(`advance to ${until} from ${w.now}`);
  if (w.status !== 'running') return false;
  const target = Math.min(until, w.setup.length);
  const decisions = stop === 'decision' ? w.decisions : NEVER;
  const marks: Marks = { decisions, handled: typeof stop === 'number' ? w.handled + Math.max(0, stop - 1) : NEVER };
  run(w, target, sink, marks);
  const stopped = isPast(w, marks);
  if (w.status === 'running' && !stopped) {
    w.now = target;
    if (target === w.setup.length) w.status = 'over';
  }
  if (w.status !== 'running') sink?.({ type: 'ended', at: w.now, status: w.status });
  return stopped;
}
