/**
 * Porting: changing a guest kernel so that it asks the hypervisor instead of trapping into it.
 *
 * A port belongs to a kernel, not to a guest: once it is done, every guest of that kernel restarts under the
 * paravirtual mode. A closed kernel is for its vendor to port. Which calls the ported kernel may make is a second choice:
 * each entry of the hypercall table is code that everybody has to trust; an operation without an entry still traps.
 * (A real port takes people months; the level's knob `portCycles` stands for that.)
 */
import { type Context, compiledOf, guestOf, setTimer } from '../access.ts';
import { setGuestSlot } from '../core.ts';
import type { Mechanism } from '../mechanism.ts';
import { MAX_LENGTH } from '../params.ts';
import { START } from '../slots.ts';
import type { World } from '../state.ts';
import { type Cycles, type Id, type Int, NEVER, NONE } from '../types.ts';

/**
 * Of one machine: the kernel that is being ported to its hypervisor (an index into the setup's kernels, NONE = none) and
 * until when; those that are done.
 */
export type PortState = {
  kernel: Int;
  until: Cycles;
  done: Int[];
  /** the kernel that is to follow (NONE = none), as far as the level lets one say so: its knob `portQueue` */
  follows?: Int;
};

declare module '../state.ts' {
  interface Kept {
    /** by machine */
    ports?: PortState[];
  }
}
declare module '../messages.ts' {
  interface Events {
    kernelPortStarted: { kernel: Id; machine: Int };
    kernelPorted: { kernel: Id; machine: Int };
  }
}

/** The ports of a machine; nothing is ported, and nothing is being ported, where the level has no such verb. */
export const portsOf = (w: World, machine: Int): PortState =>
  w.kept.ports?.[machine] ?? { kernel: NONE, until: NEVER, done: [] };

export function kernelIndex(w: World, id: Id): Int {
  return w.setup.kernels.findIndex((kernel) => kernel.id === id);
}

/** Why kernel k cannot be ported to a machine's hypervisor now, or null if it can. */
export function portProblem(w: World, machine: Int, k: Int): string | null {
  const kernel = w.setup.kernels[k];
  if (w.program.machines[machine] === undefined) return 'noSuchMachine';
  if (kernel === undefined) return 'noSuchKernel';
  if (kernel.closed) return 'closedKernel';
  const { done, kernel: busy } = portsOf(w, machine);
  if (done.includes(k)) return 'alreadyPorted';
  if (busy !== NONE && (busy === k || (w.knobs.portQueue ?? 0) === 0)) return 'portBusy';
  const own = w.program.guests.filter((guest, g) => guest.kernel.id === kernel.id && guestOf(w, g).machine === machine);
  if (own.some(({ ported }) => w.program.modes[ported]?.machine !== machine)) return 'noPortedMode';
  return own.some(({ portable }) => !portable) ? 'notPortable' : null;
}

/** Begins a port; while another one goes on, it is the next, or, if it was so, is no longer. */
export function startPort({ w, sink }: Context, machine: Int, k: Int): void {
  const ports = w.kept.ports?.[machine];
  if (ports === undefined) return;
  if (ports.kernel !== NONE) {
    ports.follows = ports.follows === k ? NONE : k;
    return;
  }
  ports.kernel = k;
  ports.until = w.now + (w.knobs.portCycles ?? 0);
  setTimer(w, 'porting.done', machine, ports.until);
  sink?.({ type: 'kernelPortStarted', at: w.now, kernel: w.setup.kernels[k]?.id ?? '', machine });
}

/**
 * The port is done: guests of that kernel are to restart under the ported mode of their machine, those that are not there
 * yet when they come. Who was let in keeps the technique that was chosen then.
 */
function finishPort(context: Context, machine: Int): void {
  const { w, sink } = context;
  const ports = w.kept.ports?.[machine];
  const kernel = w.setup.kernels[ports?.kernel ?? NONE];
  setTimer(w, 'porting.done', machine, NEVER);
  if (ports === undefined || kernel === undefined) return;
  ports.done.push(ports.kernel);
  ports.kernel = NONE;
  ports.until = NEVER;
  w.decisions++;
  sink?.({ type: 'kernelPorted', at: w.now, kernel: kernel.id, machine });
  w.setup.guests.forEach((spec, g) => {
    const guest = guestOf(w, g);
    if (spec.kernel !== kernel.id || spec.enters !== undefined || guest.machine !== machine) return;
    const { ported } = compiledOf(w, g);
    if (w.program.modes[ported]?.machine !== machine) return;
    guest.nextMode = ported;
    if (guest.stage !== 'off') setGuestSlot(w, g, START, w.now);
  });
  const { follows = NONE } = ports;
  if (follows === NONE) return;
  ports.follows = NONE;
  startPort(context, machine, follows);
}

export const porting: Mechanism = {
  id: 'porting',
  uses: ({ verbs }) => verbs.includes('port'),
  keeps: ({ program }) => ({ ports: program.machines.map(() => ({ kernel: NONE, until: NEVER, done: [] })) }),
  timers: { done: { per: 'machine', fire: finishPort } },
  knobs: {
    portCycles: { least: 0, most: MAX_LENGTH, first: 0 },
    /** 1: while a port goes on, one may say which is to follow */
    portQueue: { least: 0, most: 1, first: 0 },
  },
  events: ['kernelPortStarted', 'kernelPorted'],
  asks: { kernelPorted: ({ kernel }) => ({ kind: 'port', guest: NONE, reason: kernel }) },
};
