/** pCPUs and devices: the bottom of the picture. */
import { CATEGORIES, type Int, NONE, type World } from '../../sim/index.ts';
import type { DeviceView, PcpuView } from '../view-model.ts';
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

/** `since` and `until` are those of the request that is done first; 0 while the device is idle. */
export function deviceView(w: World, d: Int): DeviceView | null {
  const device = w.program.devices[d];
  const state = w.devices[d];
  if (!device || !state) return null;
  const busy = state.slots
    .map(({ task, n, since }, slot) => ({
      task,
      n,
      since,
      until: w.queue.time[w.program.slots.device + device.firstSlot + slot] ?? 0,
    }))
    .filter(({ task }) => task !== NONE)
    .sort((a, b) => a.until - b.until);
  return {
    id: device.id,
    machine: device.machine,
    kind: device.kind,
    busy: busy.reduce((sum, { n }) => sum + n, 0),
    line: state.line.length,
    since: busy[0]?.since ?? 0,
    until: busy[0]?.until ?? 0,
  };
}
