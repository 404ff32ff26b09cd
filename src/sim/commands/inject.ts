/** Inject: deliver a pending interrupt now, at the price of an exit, instead of with the next one. */
import { compiledOf, modeOf, pcpuOf, taskOf } from '../access.ts';
import { kick, settle } from '../core.ts';
import { partsOf, priced } from '../mechanisms/handlers.ts';
import { deliver } from '../mechanisms/interrupts.ts';
import { FREE, no, type Quote, yes } from '../messages.ts';
import { type Id, type Int, NONE } from '../types.ts';
import type { VerbRecord } from '../verb.ts';

declare module '../messages.ts' {
  interface Commands {
    inject: { guest: Int; line: Id };
  }
}

export const inject: VerbRecord<'inject'> = {
  name: 'inject',
  part: 'interrupts',
  grants: ['inject'],
  words: { guest: 'guest', line: 'id' },
  can(w, { guest: g, line }) {
    const guest = w.guests[g];
    if (guest === undefined) return no('noSuchGuest');
    if (!guest.irqs.some((irq) => irq.line === line)) return no('noInterrupt');
    const pcpu = w.pcpus[taskOf(w, compiledOf(w, g).firstTask).pcpu];
    // off its pCPU or inside the hypervisor: an entry is to come anyway
    if (pcpu === undefined) return no('ridesOnStart');
    const { interval } = pcpu;
    return interval === 'burst' || interval === 'warm' ? yes : no('ridesOnEntry');
  },
  perform(context, { guest: g }) {
    const { w } = context;
    const { firstTask } = compiledOf(w, g);
    const { pcpu: p } = taskOf(w, firstTask);
    if (p === NONE) return;
    settle(w, p);
    Object.assign(taskOf(w, pcpuOf(w, p).task), { path: modeOf(w, g).interruptions.inject, step: 0 });
    kick(w, p);
    deliver(context, firstTask, true);
  },
  /** the exit that is forced, and the way back; what the guest does then it does anyway */
  quote(w, { guest }): Quote {
    const path = w.guests[guest] === undefined ? undefined : w.program.paths[modeOf(w, guest).interruptions.inject];
    return path === undefined ? FREE : priced(partsOf(w, path.steps, 1));
  },
  sample(w) {
    const guest = w.guests.findIndex(({ irqs }) => irqs.length > 0);
    return guest === NONE ? null : { do: 'inject', guest, line: w.guests[guest]?.irqs[0]?.line ?? '' };
  },
};
