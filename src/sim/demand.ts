/**
 * Demand: what a guest wants to do next. A function of the seed and of ordinals alone.
 *
 * A free-running vCPU draws burst and operation n from its own streams, n counting its own items. A request draws from
 * its guest's stream by the ordinal of the request, so that it asks for the same whichever vCPU serves it, and when.
 *
 * An operation may happen at a site (a block of code, a page, a port), drawn by the same ordinal from a stream of its own;
 * and it may be the first of a chain: what follows it follows always, and nothing is drawn for it.
 */
import { type Context, compiledOf, guestOf, isPolling, taskOf } from './access.ts';
import { type CompiledGuest, type CompiledPhase, type CompiledSites, type ScriptedItem, WAIT } from './program.ts';
import { deal, drawBelow, sampleAt } from './rng.ts';
import type { Task, World } from './state.ts';
import { type Cycles, type Int, NEVER, NONE, OPS } from './types.ts';

const HALT = OPS.indexOf('halt');
/** of the stream of sites, the one that decides about kinds */
const MARKED = 0x6d61726b;

/** The phase for so much demand drawn. */
export function phaseAt(guest: CompiledGuest, demand: Cycles): CompiledPhase | undefined {
  const at = guest.period > 0 ? demand % guest.period : demand;
  return guest.phases.find((phase) => at < phase.until) ?? guest.phases[guest.phases.length - 1];
}

/**
 * The phase from which the halt that task t stands at was drawn. Its burst counts as drawn, so the last item of a phase
 * stands beyond its end: where nobody halts in the phase that has begun there, it came from an earlier one.
 */
function haltingPhase(w: World, t: Int): CompiledPhase | undefined {
  const { demand, guest } = taskOf(w, t);
  const compiled = compiledOf(w, guest);
  const now = phaseAt(compiled, demand);
  const mayHalt = ({ ops, chains }: CompiledPhase): boolean =>
    ops.includes(HALT) || chains.some((chain) => w.program.chains[chain]?.some(({ op }) => op === HALT) ?? false);
  if (now === undefined || mayHalt(now)) return now;
  const at = compiled.phases.indexOf(now);
  // back through the round, and from its beginning to the end of the one before
  return [...compiled.phases.slice(at), ...compiled.phases.slice(0, at)].findLast(mayHalt) ?? now;
}

/** How often the phases have begun anew after so much demand. */
const roundAt = ({ period }: CompiledGuest, demand: Cycles): Int => (period > 0 ? Math.floor(demand / period) : 0);

/** Operation n: an index into the phase's operations, NONE if it has none. */
function pickOp(phase: CompiledPhase, of: Int, n: Int): Int {
  if (phase.total === 0) return NONE;
  const ticket = phase.dealt ? deal(of, n, phase.total) : drawBelow(of, n, phase.total);
  return phase.upTo.findIndex((edge) => ticket < edge);
}

/** Which of `span` sites operation n is at. */
function siteIn({ draw: how, span }: CompiledSites, of: Int, n: Int): Int {
  if (how === 'sweep') return n % span;
  return how === 'dealt' ? deal(of, n, span) : drawBelow(of, n, span);
}

/**
 * Where operation n happens, in round `round` of the phases, and how many of those for which it stands are of the marked
 * kind: as many as is to be expected, the fraction decided by one draw.
 */
function pickSite(task: Task, sites: CompiledSites | null, of: Int, n: Int, round: Int): void {
  task.site = NONE;
  task.marked = 0;
  if (sites === null) return;
  const part = (round * sites.turns + sites.turn) % sites.parts;
  task.site = sites.first + part * sites.span + siteIn(sites, of, n);
  const expected = task.count * sites.markedBp;
  if (expected === 0) return;
  task.marked = Math.floor(expected / 10_000) + (drawBelow(of ^ MARKED, n, 10_000) < expected % 10_000 ? 1 : 0);
}

/** Draws operation n of a phase into a task, and where it happens. `round`: how often the phases have begun anew. */
function takeOp(task: Task, phase: CompiledPhase, ops: Int, n: Int, sites: Int, round: Int): void {
  const picked = pickOp(phase, ops, n);
  task.op = picked < 0 ? NONE : (phase.ops[picked] ?? NONE);
  task.count = picked < 0 ? 1 : (phase.counts[picked] ?? 1);
  task.chain = picked < 0 ? NONE : (phase.chains[picked] ?? NONE);
  task.link = 0;
  task.kernelBp = phase.kernelBp;
  pickSite(task, picked < 0 ? null : (phase.sites[picked] ?? null), sites, n, round);
}

/** What follows the operation that is done: the next link of its chain. False: nothing does. */
function nextLink(w: World, task: Task): boolean {
  const item = w.program.chains[task.chain]?.[task.link];
  if (item === undefined) {
    task.chain = NONE;
    return false;
  }
  task.link++;
  follow(task, item);
  return true;
}

function follow(task: Task, { burst, op, count, site }: ScriptedItem): void {
  task.burst = burst;
  task.demand += burst;
  task.op = op;
  task.count = count;
  task.site = site;
  task.marked = 0;
}

/**
 * Draws the next burst and operation of task t into it. A guest that serves requests and has none to serve halts, and so
 * does one whose script is at its end.
 */
export function nextDemand(context: Context, t: Int): void {
  const { w } = context;
  const task = taskOf(w, t);
  const compiled = compiledOf(w, task.guest);
  if (task.chain !== NONE && nextLink(w, task)) return;
  if (compiled.script !== null) nextScripted(task, compiled);
  else if (compiled.arrivals !== null) nextRound(context, t, compiled, compiled.arrivals.rounds);
  else {
    const phase = phaseAt(compiled, task.demand);
    nextItem(w, t, phase, roundAt(compiled, task.demand));
    tell(context, t, compiled, phase);
  }
}

/** Tells those who want to know from which phase task t has drawn. */
function tell(context: Context, t: Int, { phases }: CompiledGuest, phase: CompiledPhase | undefined): void {
  const { drawn } = context.w.hooks;
  if (drawn.length === 0 || phase === undefined) return;
  for (const told of drawn) told(context, t, phases.indexOf(phase));
}

function nextItem(w: World, t: Int, phase: CompiledPhase | undefined, round: Int): void {
  const task = taskOf(w, t);
  const streams = w.program.streams[t];
  if (phase === undefined || streams === undefined) return;
  task.burst = sampleAt(phase.burst, streams.burst, task.drawn.burst++);
  task.demand += task.burst;
  takeOp(task, phase, streams.op, task.drawn.op++, streams.site, round);
}

function nextScripted(task: Task, compiled: CompiledGuest): void {
  const script = compiled.script ?? [];
  if (task.script >= script.length && compiled.scriptLoops) task.script = 0;
  const item = script[task.script];
  if (item === undefined) {
    // behind the last item, so that the halt at the end is not taken for a sleep that stands there
    task.script = script.length + 1;
    task.op = HALT;
    task.count = 1;
    return;
  }
  task.script++;
  follow(task, item);
}

function nextRound(context: Context, t: Int, compiled: CompiledGuest, rounds: Int): void {
  const { w } = context;
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
  takeOp(task, phase, compiled.requestOpStream, ordinal, compiled.requestSiteStream, roundAt(compiled, at));
  for (const shape of w.hooks.shapes) shape(w, t, at);
  tell(context, t, compiled, phase);
}

/** No request is there: what was put aside goes on, else the work between requests, else the vCPU halts. */
function goBack(w: World, t: Int, { between }: CompiledGuest): void {
  const task = taskOf(w, t);
  if (task.aside !== null) {
    Object.assign(task, task.aside);
    task.aside = null;
  } else if (between !== null) nextItem(w, t, between, 0);
  else {
    task.op = HALT;
    task.count = 1;
    task.site = NONE;
  }
}

/** An interrupt has brought a request: vCPU t puts its own work aside for it, if that is what it is doing. */
export function putAside(w: World, t: Int): void {
  const task = taskOf(w, t);
  if (compiledOf(w, task.guest).between === null || task.request.at !== NEVER || task.op === NONE) return;
  const { burst, op, count, site, marked, chain, link, kernelBp } = task;
  task.aside = { burst, op, count, site, marked, chain, link, kernelBp };
  Object.assign(task, { burst: 0, op: NONE, count: 0, site: NONE, marked: 0, chain: NONE, link: 0 });
}

/** Does the operation that task t is in still stand before its halt? */
function isToHalt(w: World, t: Int): boolean {
  const { op, path, step, state, block } = taskOf(w, t);
  if (op !== HALT || (state === 'blocked' && block === 'halt') || isPolling(w, t)) return false;
  return path === NONE || (w.program.paths[path]?.steps ?? []).slice(step).some(({ kind }) => kind === WAIT);
}

/**
 * Drops what task t has drawn and not done. It counts as drawn: which phase comes next, and which sleep, is then the same
 * wherever somebody was stopped.
 */
export function forgo(w: World, t: Int): void {
  const task = taskOf(w, t);
  const { script, arrivals } = compiledOf(w, task.guest);
  if (script !== null || arrivals !== null) return;
  if (isToHalt(w, t)) sleepTime(w, t);
  for (const { burst, op } of (w.program.chains[task.chain] ?? []).slice(task.link)) {
    task.demand += burst;
    if (op === HALT) sleepTime(w, t);
  }
}

/** How long the halt that begins now lasts; NEVER = until an interrupt. */
export function sleepTime(w: World, t: Int): Cycles {
  const task = taskOf(w, t);
  const compiled = compiledOf(w, task.guest);
  const streams = w.program.streams[t];
  if (streams === undefined) return NEVER;
  if (compiled.script !== null) return compiled.script[task.script - 1]?.sleep || NEVER;
  const phase = compiled.arrivals === null ? haltingPhase(w, t) : compiled.between;
  const sleep = phase?.sleep;
  return sleep === null || sleep === undefined ? NEVER : sampleAt(sleep, streams.sleep, task.drawn.sleep++);
}
