/**
 * Demand: what a guest wants to do next. A function of the seed and of ordinals alone.
 *
 * A free-running vCPU draws burst and operation n from its own streams, n counting its own items. A request draws from
 * its guest's stream by the ordinal of the request, so that it asks for the same whichever vCPU serves it, and when.
 */
import { guestOf, taskOf } from './access.ts';
import { factorAt, UNIT } from './mechanisms/episodes.ts';
import type { CompiledGuest, CompiledPhase } from './program.ts';
import { deal, drawBelow, sampleAt } from './rng.ts';
import type { World } from './state.ts';
import { type Cycles, type Int, NEVER, NONE, OPS } from './types.ts';

const HALT = OPS.indexOf('halt');
const LOCK = OPS.indexOf('lock');
const TOUCH = OPS.indexOf('touch');

/** The phase for so much demand drawn. */
function phaseAt(guest: CompiledGuest, demand: Cycles): CompiledPhase | undefined {
  const at = guest.period > 0 ? demand % guest.period : demand;
  return guest.phases.find((phase) => at < phase.until) ?? guest.phases[guest.phases.length - 1];
}

/** Operation n: an index into the phase's operations, NONE if it has none. */
function pickOp(phase: CompiledPhase, of: Int, n: Int): Int {
  if (phase.total === 0) return NONE;
  const ticket = phase.dealt ? deal(of, n, phase.total) : drawBelow(of, n, phase.total);
  return phase.upTo.findIndex((edge) => ticket < edge);
}

/**
 * Draws the next burst and operation of task t into it. A guest that serves requests and has none to serve halts, and so
 * does one whose script is at its end.
 */
export function nextDemand(w: World, t: Int): void {
  const task = taskOf(w, t);
  const compiled = w.program.guests[task.guest];
  if (compiled === undefined) return;
  if (compiled.script !== null) nextScripted(w, t, compiled);
  else if (compiled.arrivals !== null) nextRound(w, t, compiled, compiled.arrivals.rounds);
  else nextItem(w, t, phaseAt(compiled, task.demand));
}

function nextItem(w: World, t: Int, phase: CompiledPhase | undefined): void {
  const task = taskOf(w, t);
  const streams = w.program.streams[t];
  if (phase === undefined || streams === undefined) return;
  task.burst = sampleAt(phase.burst, streams.burst, task.drawn.burst++);
  task.demand += task.burst;
  const picked = pickOp(phase, streams.op, task.drawn.op++);
  task.op = picked < 0 ? NONE : (phase.ops[picked] ?? NONE);
  task.count = picked < 0 ? 1 : (phase.counts[picked] ?? 1);
}

function nextScripted(w: World, t: Int, compiled: CompiledGuest): void {
  const task = taskOf(w, t);
  const script = compiled.script ?? [];
  if (task.script >= script.length && compiled.scriptLoops) task.script = 0;
  const item = script[task.script];
  if (item === undefined) {
    task.op = HALT;
    task.count = 1;
    return;
  }
  task.script++;
  task.burst = item.burst;
  task.demand += item.burst;
  task.op = item.op;
  task.count = item.count;
}

function nextRound(w: World, t: Int, compiled: CompiledGuest, rounds: Int): void {
  const task = taskOf(w, t);
  if (task.request.rounds === 0) {
    const next = guestOf(w, task.guest).inbox.shift();
    if (next === undefined) {
      goBack(w, t, compiled);
      return;
    }
    task.request = { at: next.at, rounds, n: next.n };
  }
  const { at, n } = task.request;
  const round = rounds - task.request.rounds;
  task.request.rounds--;
  const phase = phaseAt(compiled, at);
  if (phase === undefined) return;
  const ordinal = n * rounds + round;
  task.burst = sampleAt(phase.burst, compiled.requestStream, ordinal);
  task.demand += task.burst;
  const picked = pickOp(phase, compiled.requestOpStream, ordinal);
  task.op = picked < 0 ? NONE : (phase.ops[picked] ?? NONE);
  task.count = picked < 0 ? 1 : (phase.counts[picked] ?? 1);
  if (task.op === LOCK) task.count = Math.floor((task.count * factorAt(w, task.guest, 'callStorm', at)) / UNIT);
  if (task.op === TOUCH) task.count = Math.floor((task.count * factorAt(w, task.guest, 'cacheFlood', at)) / UNIT);
}

/** No request is there: what was put aside goes on, else the work between requests, else the vCPU halts. */
function goBack(w: World, t: Int, { between }: CompiledGuest): void {
  const task = taskOf(w, t);
  if (task.aside !== null) {
    Object.assign(task, task.aside);
    task.aside = null;
  } else if (between !== null) nextItem(w, t, between);
  else {
    task.op = HALT;
    task.count = 1;
  }
}

/** An interrupt has brought a request: vCPU t puts its own work aside for it, if that is what it is doing. */
export function putAside(w: World, t: Int): void {
  const task = taskOf(w, t);
  if (w.program.guests[task.guest]?.between === null || task.request.at !== NEVER || task.op === NONE) return;
  const { burst, op, count } = task;
  task.aside = { burst, op, count };
  Object.assign(task, { burst: 0, op: NONE, count: 0 });
}

/** How long the halt that begins now lasts; NEVER = until an interrupt. */
export function sleepTime(w: World, t: Int): Cycles {
  const task = taskOf(w, t);
  const compiled = w.program.guests[task.guest];
  const streams = w.program.streams[t];
  if (compiled === undefined || streams === undefined) return NEVER;
  if (compiled.script !== null) return compiled.script[task.script - 1]?.sleep || NEVER;
  const phase = compiled.arrivals === null ? phaseAt(compiled, task.demand) : compiled.between;
  const sleep = phase?.sleep;
  return sleep === null || sleep === undefined ? NEVER : sampleAt(sleep, streams.sleep, task.drawn.sleep++);
}
