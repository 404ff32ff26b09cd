/**
 * Porting: changing a guest kernel so that it asks the hypervisor instead of trapping into it.
 *
 * A port belongs to a kernel, not to a guest: once it is done, every guest of that kernel restarts under the
 * paravirtual mode. A closed kernel is for its vendor to port. Which calls the ported kernel may make is a second choice:
 * each entry of the hypercall table is code that everybody has to trust; an operation without an entry still traps.
 * (A real port takes people months; the level's knob `portCycles` stands for that.)
 */
import { type Context, guestOf } from '../access.ts';
import { setGuestSlot } from '../core.ts';
import { modeIndex } from '../program.ts';
import { setSlot } from '../queue.ts';
import { STAGE } from '../slots.ts';
import type { World } from '../state.ts';
import { type Id, type Int, NEVER, NONE, PORTED } from '../types.ts';

/** The mode that a port leads guest g to on its machine; NONE: its machine knows none. */
const portedMode = (w: World, g: Int): Int =>
  modeIndex(w.program.modes, w.setup.machines[guestOf(w, g).machine]?.costs ?? '', PORTED);

export function kernelIndex(w: World, id: Id): Int {
  return w.setup.kernels.findIndex((kernel) => kernel.id === id);
}

/** Why kernel k cannot be ported now, or null if it can. */
export function portProblem(w: World, k: Int): string | null {
  const kernel = w.setup.kernels[k];
  if (kernel === undefined) return 'noSuchKernel';
  if (kernel.closed) return 'closedKernel';
  if (w.ports.done.includes(k)) return 'alreadyPorted';
  if (w.ports.kernel !== NONE) return 'portBusy';
  if (w.program.guests.some((guest) => guest.kernel.id === kernel.id && !guest.portable)) return 'notPortable';
  return null;
}

export function startPort({ w, sink }: Context, k: Int): void {
  w.ports.kernel = k;
  w.ports.until = w.now + (w.knobs.portCycles ?? 0);
  setSlot(w.queue, w.program.slots.port, w.ports.until);
  sink?.({ type: 'kernelPortStarted', at: w.now, kernel: w.setup.kernels[k]?.id ?? '' });
}

/**
 * The port is done: guests of that kernel are to restart under the ported mode of their machine, those that are not there
 * yet when they come. Who was let in keeps the technique that was chosen then.
 */
export function finishPort({ w, sink }: Context): void {
  const k = w.ports.kernel;
  const kernel = w.setup.kernels[k];
  setSlot(w.queue, w.program.slots.port, NEVER);
  if (kernel === undefined) return;
  w.ports.kernel = NONE;
  w.ports.until = NEVER;
  w.ports.done.push(k);
  w.decisions++;
  sink?.({ type: 'kernelPorted', at: w.now, kernel: kernel.id });
  w.setup.guests.forEach((spec, g) => {
    if (spec.kernel !== kernel.id || spec.enters !== undefined) return;
    guestOf(w, g).nextMode = portedMode(w, g);
    if (guestOf(w, g).stage !== 'off') setGuestSlot(w, g, STAGE, w.now);
  });
}
