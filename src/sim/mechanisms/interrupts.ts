/**
 * Interrupts: a device has something for a guest.
 *
 * The interrupt is *pended* first. A halted guest is woken by it. A running guest gets it on its next entry, for the price
 * of the injection alone, if it exits soon anyway; injecting at once forces an exit for its sake. Interrupts of one line
 * that wait together merge into one: holding saves exits and costs latency. What the interrupt announces (a request, a
 * key) reaches the guest only when it is injected.
 */
import { type Context, guestOf, taskOf } from '../access.ts';
import { refreshMood, wake } from '../core.ts';
import { putAside } from '../demand.ts';
import type { Request } from '../state.ts';
import type { Id, Int } from '../types.ts';

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
  const n = irq?.n ?? 1;
  sink?.({ type: 'interruptPended', at: w.now, guest: g, line, n, forced: false });
  const compiled = w.program.guests[g];
  if (compiled === undefined) return;
  for (let t = compiled.firstTask; t < compiled.firstTask + compiled.vcpus; t++) {
    const { state, block } = taskOf(w, t);
    if (state === 'blocked' && block === 'halt') {
      wake(context, t, true);
      break;
    }
  }
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
    guest.inbox.push(...irq.requests);
    sink?.({ type: 'interruptInjected', at: w.now, guest: g, line: irq.line, n: irq.n, forced });
  }
  guest.irqs = [];
  guest.inbox.sort((a, b) => a.n - b.n);
  const compiled = w.program.guests[g];
  let waiting = guest.inbox.length;
  if (compiled === undefined) return;
  putAside(w, t);
  for (let other = compiled.firstTask; other < compiled.firstTask + compiled.vcpus && waiting > 1; other++) {
    const { state, block } = taskOf(w, other);
    if (state === 'blocked' && block === 'halt') {
      wake(context, other, true);
      waiting--;
    }
  }
  refreshMood(context, g);
}
