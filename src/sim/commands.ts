/**
 * Commands: what people, robots and scripts may do. `can` answers yes or a code; `apply` does it, or changes nothing.
 *
 * A command is applied after every event of its cycle, and what it causes without delay happens before the next one.
 */

import { type Context, guestOf, pcpuOf, taskOf } from './access.ts';
import { drainNow, exclusively } from './advance.ts';
import { kick, settle } from './core.ts';
import { admit, modeProblem, turnAway } from './mechanisms/admission.ts';
import { choose, proceed, wiredFor } from './mechanisms/exits.ts';
import { isPossible } from './mechanisms/handlers.ts';
import { deliver } from './mechanisms/interrupts.ts';
import { setLimit } from './mechanisms/limits.ts';
import { kernelIndex, portProblem, startPort } from './mechanisms/porting.ts';
import { isPreemptible, placeTask, preemptTask, takeOff } from './mechanisms/scheduling.ts';
import type { Command, CommandName, Sink, Verdict } from './messages.ts';
import type { World } from './state.ts';
import { type Id, type Int, NONE, type Rule, type Verb } from './types.ts';
import { wire } from './world.ts';

type Args = Record<string, Int | string>;
const no = (code: string, args: Args = {}): Verdict => ({ ok: false, code, args });
const yes: Verdict = { ok: true };

/** The verb that a level has to grant for a command. */
const VERB_OF: Readonly<Record<CommandName, Verb>> = {
  place: 'place',
  preempt: 'preempt',
  deck: 'deck',
  route: 'route',
  park: 'park',
  setRule: 'rule',
  drain: 'drain',
  inject: 'inject',
  setKnob: 'dispatcher',
  port: 'port',
  setWeight: 'weight',
  setCap: 'cap',
  setPageCap: 'pageCap',
  setCallLimit: 'callLimit',
  admit: 'admit',
  refuse: 'admit',
};

const isVcpu = (w: World, t: Int): boolean => (w.tasks[t]?.guest ?? NONE) !== NONE;
const isOn = (w: World, p: Int): boolean => w.pcpus[p] !== undefined && w.pcpus[p]?.interval !== 'off';

function canPlace(w: World, t: Int, p: Int): Verdict {
  if (!isVcpu(w, t)) return no('noSuchTask');
  if (!isOn(w, p)) return no('noSuchPcpu');
  const task = taskOf(w, t);
  if (task.state === 'dead') return no('dead');
  if (task.pcpu !== NONE) return no('alreadyPlaced');
  if (task.state === 'exited') return no('undecided');
  if (task.state === 'blocked') return no('blocked', { block: task.block });
  if (guestOf(w, task.guest).machine !== pcpuOf(w, p).machine) return no('otherMachine');
  const occupied = pcpuOf(w, p).task !== NONE;
  return occupied && !isPreemptible(w, p) ? { ok: true, deferred: true } : yes;
}

function canDeck(w: World, t: Int, p: Int): Verdict {
  if (!isOn(w, p)) return no('noSuchPcpu');
  if (t === NONE) return pcpuOf(w, p).deck === NONE ? no('deckEmpty') : yes;
  if (!isVcpu(w, t)) return no('noSuchTask');
  if (taskOf(w, t).state === 'dead' || taskOf(w, t).block === 'absent') return no('dead');
  if (pcpuOf(w, p).deck === t) return no('alreadyOnDeck');
  if (pcpuOf(w, p).task === t) return no('alreadyPlaced');
  return yes;
}

function canRoute(w: World, t: Int, n: Int, id: Id): Verdict {
  const exit = w.tasks[t]?.exit;
  if (exit === undefined || exit === null || exit.n !== n) return no('noSuchExit');
  if (exit.handler !== NONE) return no('alreadyRouted');
  return isPossible(w, t, id);
}

function canRule(w: World, rule: Rule, on: boolean): Verdict {
  const handler = w.program.handlers.find((candidate) => candidate.id === rule.handler);
  const reason = w.program.reasons.indexOf(rule.reason);
  if (handler === undefined) return no('noSuchHandler');
  if (rule.reason === 'hypercall' && !w.setup.verbs.includes('hypercall'))
    return no('lockedVerb', { verb: 'hypercall' });
  if (!handler.reasons.includes(reason)) return no('handlerNotForReason', { reason: rule.reason });
  if (rule.guest !== '*' && !w.setup.guests.some((guest) => guest.id === rule.guest)) return no('noSuchGuest');
  const has = w.rules.some(
    (other) => other.reason === rule.reason && other.guest === rule.guest && other.handler === rule.handler,
  );
  return has === on ? no(on ? 'ruleStands' : 'noSuchRule') : yes;
}

function canDrain(w: World, p: Int): Verdict {
  if (!isOn(w, p)) return no('noSuchPcpu');
  if (w.latch.requests.length === 0) return no('nothingToDrain');
  if (w.pcpus.some((pcpu) => pcpu.drain)) return no('alreadyDraining');
  const { task } = pcpuOf(w, p);
  if (task === NONE) return yes;
  return isVcpu(w, task) ? { ok: true, deferred: true } : no('alreadyDraining');
}

function canInject(w: World, g: Int, line: Id): Verdict {
  const guest = w.guests[g];
  if (guest === undefined) return no('noSuchGuest');
  if (!guest.irqs.some((irq) => irq.line === line)) return no('noInterrupt');
  const first = taskOf(w, w.program.guests[g]?.firstTask ?? 0);
  const { interval } = w.pcpus[first.pcpu] ?? { interval: 'off' };
  // off its pCPU or inside the hypervisor: an entry is to come anyway
  return interval === 'burst' || interval === 'warm' ? yes : no('ridesOnEntry');
}

function canLimit(w: World, g: Int, value: Int, most: Int): Verdict {
  const guest = w.guests[g];
  if (guest === undefined || guest.stage === 'off') return no('noSuchGuest');
  if (guest.stage === 'gone') return no('dead');
  return Number.isSafeInteger(value) && value >= 0 && value <= most ? yes : no('outOfRange', { most });
}

function canAdmit(w: World, g: Int, mode: Id | null): Verdict {
  const guest = w.guests[g];
  if (guest === undefined) return no('noSuchGuest');
  if (guest.stage !== 'asking') return no('notAsking');
  if (mode !== null && !(w.setup.admission?.modes ?? []).includes(mode)) return no('noSuchMode');
  const problem = mode === null ? null : modeProblem(w, g, mode);
  return problem === null ? yes : no(problem);
}

/** May this command be given now? `deferred`: it takes effect at the next entry. Changes nothing. */
export function can(w: World, c: Command): Verdict {
  if (w.status !== 'running') return no('levelOver');
  if (
    !w.setup.verbs.includes(VERB_OF[c.do]) &&
    !(c.do === 'setRule' && c.rule.reason === 'hypercall' && w.setup.verbs.includes('hypercall'))
  )
    return no('lockedVerb', { verb: VERB_OF[c.do] });
  switch (c.do) {
    case 'place':
      return canPlace(w, c.task, c.pcpu);
    case 'preempt':
      if (!isOn(w, c.pcpu)) return no('noSuchPcpu');
      if (pcpuOf(w, c.pcpu).task === NONE || !isVcpu(w, pcpuOf(w, c.pcpu).task)) return no('notRunning');
      return isPreemptible(w, c.pcpu) ? yes : { ok: true, deferred: true };
    case 'deck':
      return canDeck(w, c.task, c.pcpu);
    case 'route':
      return canRoute(w, c.task, c.exit, c.handler);
    case 'park':
      if (!isOn(w, c.pcpu)) return no('noSuchPcpu');
      return pcpuOf(w, c.pcpu).interval === 'decision' ? yes : no('nothingHeld');
    case 'setRule':
      return canRule(w, c.rule, c.on);
    case 'drain':
      return canDrain(w, c.pcpu);
    case 'inject':
      return canInject(w, c.guest, c.line);
    case 'setKnob':
      if (c.knob !== 'dispatcher') return no('noSuchKnob');
      return c.value === 0 || c.value === 1 ? yes : no('outOfRange', { most: 1 });
    case 'port': {
      const problem = portProblem(w, kernelIndex(w, c.kernel));
      return problem === null ? yes : no(problem);
    }
    case 'setWeight':
      return c.value >= 1 ? canLimit(w, c.guest, c.value, 65_536) : no('outOfRange', { most: 65_536 });
    case 'setCap':
      return canLimit(w, c.guest, c.value, 10_000 * w.pcpus.length);
    case 'setPageCap':
    case 'setCallLimit':
      return canLimit(w, c.guest, c.value, 2 ** 31);
    case 'admit':
      return canAdmit(w, c.guest, c.mode);
    case 'refuse':
      return canAdmit(w, c.guest, null);
  }
}

/** Interrupts what the vCPU on pCPU p runs with a path of the core's own. */
function interrupt(context: Context, p: Int, path: Int): void {
  settle(context.w, p);
  const task = taskOf(context.w, pcpuOf(context.w, p).task);
  task.path = path;
  task.step = 0;
  kick(context.w, p);
}

function inject(context: Context, g: Int): void {
  const { w } = context;
  const first = w.program.guests[g]?.firstTask ?? 0;
  const { pcpu } = taskOf(w, first);
  if (pcpu === NONE) return;
  interrupt(context, pcpu, w.program.modes[guestOf(w, g).mode]?.interruptions.inject ?? NONE);
  deliver(context, first, true);
}

function setRule(context: Context, rule: Rule, on: boolean): void {
  const { w, sink } = context;
  const same = (other: Rule): boolean => other.reason === rule.reason && other.guest === rule.guest;
  const exactly = (other: Rule): boolean => same(other) && other.handler === rule.handler;
  // one answer per reason and guest; the hypercall table has any number of entries
  w.rules = w.rules.filter((other) => !(rule.reason === 'hypercall' ? exactly(other) : same(other)));
  if (on) w.rules.push({ ...rule });
  Object.assign(w, wire(w.program, w.setup.guests, w.rules));
  w.ports.most = Math.max(w.ports.most, w.enabled.filter(Boolean).length);
  sink?.({ type: 'ruleChanged', at: w.now, rule: { ...rule }, on });
  if (!on) return;
  w.tasks.forEach((task, t) => {
    if (task.exit === null || task.exit.handler !== NONE) return;
    const handler = wiredFor(w, task.guest, task.exit.reason);
    if (handler === NONE) return;
    choose(context, t, handler);
    proceed(context, t);
  });
}

function route(context: Context, t: Int, id: Id): void {
  choose(
    context,
    t,
    context.w.program.handlers.findIndex((handler) => handler.id === id),
  );
  proceed(context, t);
}

function perform(context: Context, c: Command): void {
  const { w } = context;
  switch (c.do) {
    case 'place': {
      const pcpu = pcpuOf(w, c.pcpu);
      const before = pcpu.task;
      if (before !== NONE && preemptTask(context, c.pcpu).deferred) {
        pcpu.deck = c.task;
        return;
      }
      placeTask(context, c.task, c.pcpu, true);
      // who made room is next in line, as a preempted vCPU is at the head of a run queue
      if (before !== NONE && taskOf(w, before).state === 'ready' && pcpu.deck === NONE) pcpu.deck = before;
      return;
    }
    case 'preempt':
      preemptTask(context, c.pcpu);
      return;
    case 'deck':
      for (const pcpu of w.pcpus) if (pcpu.deck === c.task) pcpu.deck = NONE;
      pcpuOf(w, c.pcpu).deck = c.task;
      if (pcpuOf(w, c.pcpu).interval === 'idle') kick(w, c.pcpu);
      return;
    case 'route':
      route(context, c.task, c.handler);
      return;
    case 'park':
      takeOff(context, c.pcpu);
      return;
    case 'setRule':
      setRule(context, c.rule, c.on);
      return;
    case 'drain':
      pcpuOf(w, c.pcpu).drain = true;
      if (pcpuOf(w, c.pcpu).task === NONE) kick(w, c.pcpu);
      return;
    case 'inject':
      inject(context, c.guest);
      return;
    case 'setKnob':
      w.knobs[c.knob] = c.value;
      for (let p = 0; p < w.pcpus.length; p++) if (pcpuOf(w, p).interval === 'idle') kick(w, p);
      return;
    case 'port':
      startPort(context, kernelIndex(w, c.kernel));
      return;
    case 'setWeight':
      setLimit(context, c.guest, 'weight', c.value);
      return;
    case 'setCap':
      setLimit(context, c.guest, 'cap', c.value);
      return;
    case 'setPageCap':
      setLimit(context, c.guest, 'pageCap', c.value);
      return;
    case 'setCallLimit':
      setLimit(context, c.guest, 'callLimit', c.value);
      return;
    case 'admit':
      admit(context, c.guest, c.mode);
      return;
    case 'refuse':
      turnAway(context, c.guest);
      return;
  }
}

/** Gives a command at `now`. A refused one changes nothing. */
export function apply(w: World, c: Command, sink?: Sink): Verdict {
  if (w.status === 'running') drainNow(w, sink);
  const verdict = can(w, c);
  if (!verdict.ok) return verdict;
  exclusively(w, () => perform({ w, sink }, c));
  drainNow(w, sink);
  return verdict;
}
