/** The hypervisor's band: handlers, wires, latch, kernels and hypercalls. */
import { can, exitHandlers, type Int, NONE, portsOf, queueOf, type World } from '../../sim/index.ts';
import { type Answers, oftenAnswered } from '../past/answers.ts';
import type { HandlerView, KernelView, View, WireView } from '../view-model.ts';

function handlerView(w: World, index: Int): HandlerView | null {
  const handler = w.program.handlers[index];
  const state = w.handlers[index];
  if (!handler || !state) return null;
  return {
    id: handler.id,
    reasons: handler.reasons.flatMap((reason) => w.program.reasons[reason] ?? []),
    busy: state.busy,
    line: state.line.length,
    concurrency: handler.concurrency,
    codeLines: handler.codeLines,
    tier: handler.tier,
    enabled: w.rules.some((rule) => rule.handler === handler.id),
  };
}

export const handlerViews = (w: World): HandlerView[] =>
  exitHandlers(w).flatMap((index) => handlerView(w, index) ?? []);

/** Hypercalls that the level lets one enable; none where there is nothing to choose. */
export function hypercallViews(w: World): HandlerView[] {
  if (!w.setup.verbs.includes('hypercall')) return [];
  const reason = w.program.reasons.indexOf('hypercall');
  return w.program.handlers.flatMap((handler, index) =>
    reason !== NONE && handler.reasons.includes(reason) ? (handlerView(w, index) ?? []) : [],
  );
}

export function wireViews(w: World, answers: Answers): WireView[] {
  return w.rules.flatMap(({ reason, guest, handler }) => {
    if (reason === 'hypercall' || guest !== '*') return [];
    const codeLines = w.program.handlers.find((other) => other.id === handler)?.codeLines ?? 0;
    return [{ reason, handler, fired: answers.fired.get(reason) ?? 0, codeLines }];
  });
}

/** "Always?": the latest reason that was answered alike often enough and can be wired. */
export function offerView(w: World, answers: Answers): View['offer'] {
  const wired = (reason: string): boolean => w.rules.some((rule) => rule.reason === reason && rule.guest === '*');
  const offers = oftenAnswered(answers).filter(
    ({ reason, handler }) =>
      !wired(reason) && can(w, { do: 'setRule', rule: { reason, guest: '*', handler }, on: true }).ok,
  );
  return offers[0] ?? null;
}

export function latchView(w: World): View['latch'] {
  const q = w.program.queues.findIndex(({ drained }) => drained === 'command');
  const queue = w.program.queues[q];
  if (queue === undefined) return null;
  const requests = queueOf(w, q).requests.map(({ task, reason, at }) => ({
    guest: w.tasks[task]?.guest ?? NONE,
    reason: w.program.reasons[reason] ?? '',
    at,
  }));
  return { room: queue.room, requests };
}

/** The kernels that guests of this level run, in the order in which they are first met. */
export function kernelViews(w: World): KernelView[] {
  const ids = [...new Set(w.setup.guests.map((guest) => guest.kernel))];
  return ids.flatMap((id) => {
    const index = w.setup.kernels.findIndex((kernel) => kernel.id === id);
    const kernel = w.setup.kernels[index];
    if (!kernel) return [];
    const guests = w.setup.guests.flatMap((guest, g) => (guest.kernel === id ? [g] : []));
    const ports = portsOf(w, w.guests[guests[0] ?? 0]?.machine ?? 0);
    const porting = ports.kernel === index;
    const until = porting ? ports.until : 0;
    return [
      {
        id,
        guests,
        closed: kernel.closed,
        portLines: kernel.portLines,
        state: porting ? 'porting' : ports.done.includes(index) ? 'ported' : 'asIs',
        since: porting ? until - (w.knobs.portCycles ?? 0) : 0,
        until,
      },
    ];
  });
}
