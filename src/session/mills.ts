/** The mills of an interpreter, one per pCPU: how busy each is, and how much of a guest's code does not need it. */
import { type Bp, type Int, NONE, taxOf, type World } from '../sim/index.ts';

/**
 * `guest`: whose code it is; NONE where nobody's is under way. `past`: of its instructions, those that flow past the mill and
 * run as they are; `busy`: of its time, that which the mill takes. Both 0 … 10000.
 */
export type MillView = { guest: Int; past: Bp; busy: Bp };

const STILL: MillView = { guest: NONE, past: 0, busy: 0 };

export function millOf(w: World, p: Int): MillView {
  const pcpu = w.pcpus[p];
  const task = w.tasks[pcpu?.task ?? NONE];
  const mode = w.program.modes[w.guests[task?.guest ?? NONE]?.mode ?? NONE];
  if (pcpu === undefined || task === undefined || mode === undefined) return STILL;
  const isWhole = mode.named.cpu === 'interpreted';
  if (!isWhole && mode.named.cpu !== 'hybrid') return STILL;
  const past = isWhole ? 0 : 10_000 - task.kernelBp;
  if (pcpu.interval === 'burst' || pcpu.interval === 'warm') {
    const tax = taxOf(mode, task.kernelBp);
    return { guest: task.guest, past, busy: Math.round((10_000 * tax) / (10_000 + tax)) };
  }
  // what the kernel does for a call, or what it asks for: all of it goes through the mill
  return pcpu.interval === 'step' ? { guest: task.guest, past, busy: 10_000 } : STILL;
}
