/** pCPUs: the bottom of the picture. */
import { CATEGORIES, type Int, NONE, type World } from '../../sim/index.ts';
import type { PcpuView } from '../view-base.ts';
import type { Lately } from './lately.ts';

export function pcpuView(w: World, lately: Lately, p: Int): PcpuView | null {
  const pcpu = w.pcpus[p];
  if (!pcpu) return null;
  // a monitor that drains the latch is nobody's vCPU
  const guest = w.tasks[pcpu.task]?.guest ?? NONE;
  return {
    index: p,
    machine: pcpu.machine,
    on: pcpu.interval !== 'off',
    interval: pcpu.interval,
    mode: CATEGORIES[pcpu.mode] ?? 'idle',
    guest: pcpu.guest,
    task: guest === NONE ? NONE : pcpu.task,
    since: pcpu.since,
    until: pcpu.until,
    deck: pcpu.deck,
    deferred: pcpu.resched,
    recent: lately.pcpu(p),
  };
}
