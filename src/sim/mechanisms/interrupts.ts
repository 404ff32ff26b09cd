/**
 * Interrupts: a device has something for a guest.
 *
 * The interrupt is *pended* first. A halted guest is woken by it. A running guest gets it on its next entry, for the price
 * of the injection alone, if it exits soon anyway; injecting at once forces an exit for its sake. Interrupts of one line
 * that wait together merge into one: holding saves exits and costs latency. What the interrupt announces (a request, a
 * key) reaches the guest only when it is injected.
 */
import { type Context, compiledOf, guestOf, isPolling, modeOf, pcpuOf, taskOf } from '../access.ts';
import { refreshMood, wake } from '../core.ts';
import { putAside } from '../demand.ts';
import type { Mechanism } from '../mechanism.ts';
import type { Request, World } from '../state.ts';
import { type Id, type Int, NEVER, NONE } from '../types.ts';

/** Wakes halted vCPUs of a guest, at most so many, and not `except`. */
function wakeHalted(context: Context, g: Int, most: Int, except: Int): void {
  const { firstTask, vcpus } = compiledOf(context.w, g);
  let left = most;
  // whoever looks for work already is there sooner than whoever sleeps
  for (let t = firstTask; t < firstTask + vcpus && left > 0; t++) {
    if (t === except || !isPolling(context.w, t)) continue;
    wake(context, t, true);
    left--;
  }
  for (let t = firstTask; t < firstTask + vcpus && left > 0; t++) {
    const { state, block } = taskOf(context.w, t);
    if (t === except || state !== 'blocked' || block !== 'halt') continue;
    wake(context, t, true);
    left--;
  }
}

/** Puts a request in its place among those that wait, by ordinal: as a rule behind all of them. */
function put(inbox: Request[], request: Request): void {
  let place = inbox.length;
  while (place > 0 && (inbox[place - 1] as Request).n > request.n) place--;
  if (place === inbox.length) inbox.push(request);
  else inbox.splice(place, 0, request);
}

/** Pends an interrupt that announces one request. */
export function pend(context: Context, g: Int, line: Id, request: Request): void {
  const { w, sink } = context;
  const guest = guestOf(w, g);
  const irq = guest.irqs.find((other) => other.line === line);
  if (irq === undefined) guest.irqs.push({ line, at: w.now, n: 1, requests: [request] });
  else {
    irq.n++;
    irq.requests.push(request);
  }
  sink?.({ type: 'interruptPended', at: w.now, guest: g, line, n: irq?.n ?? 1, forced: false });
  wakeHalted(context, g, 1, NONE);
  if (w.setup.verbs.includes('inject')) w.decisions++;
  refreshMood(context, g);
}

/**
 * Injects all that is pended for the guest of vCPU t, which stands at its entry: what it announces reaches the guest, and
 * t puts work of its own aside for it.
 */
export function deliver(context: Context, t: Int, forced: boolean): void {
  const { w, sink } = context;
  const g = taskOf(w, t).guest;
  const guest = guestOf(w, g);
  for (const irq of guest.irqs) {
    for (const request of irq.requests) put(guest.inbox, request);
    sink?.({ type: 'interruptInjected', at: w.now, guest: g, line: irq.line, n: irq.n, forced });
  }
  guest.irqs = [];
  putAside(w, t);
  wakeHalted(context, g, guest.inbox.length - 1, t);
  refreshMood(context, g);
}

const pending = (w: World, g: Int): Int => guestOf(w, g).irqs.reduce((sum, { requests }) => sum + requests.length, 0);

export const interrupts: Mechanism = {
  id: 'interrupts',
  uses: () => true,
  ride(context, p) {
    const { task: t } = pcpuOf(context.w, p);
    const { guest } = taskOf(context.w, t);
    if (guestOf(context.w, guest).irqs.length === 0) return NONE;
    const { interruptions, virtual } = modeOf(context.w, guest);
    deliver(context, t, false);
    return virtual ? interruptions.ride : interruptions.inject;
  },
  awake(w, t) {
    const { irqs, inbox } = guestOf(w, taskOf(w, t).guest);
    return irqs.length > 0 || inbox.length > 0;
  },
  want: (w, g) => pending(w, g) > 0,
  oldest: (w, g) =>
    guestOf(w, g).irqs.reduce((oldest, { requests }) => Math.min(oldest, requests[0]?.at ?? NEVER), NEVER),
  forget({ w }, g) {
    const guest = guestOf(w, g);
    guest.dropped += guest.inbox.length + pending(w, g);
    guest.inbox = [];
    guest.irqs = [];
  },
  asks: {
    interruptPended: ({ guest, line }, { setup }) =>
      setup.verbs.includes('inject') ? { kind: 'interrupt', guest, reason: line } : null,
  },
};
