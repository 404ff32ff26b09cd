/** Devices: what is asked of them now, and who queues at their doors. */
import { type Cycles, type Id, type Int, NONE, type World } from '../../sim/index.ts';
import type { SessionPart } from '../part.ts';

export type DeviceView = {
  id: Id;
  machine: Int;
  kind: 'disk' | 'nic' | 'timer' | 'console';
  busy: Int;
  line: Int;
  since: Cycles;
  until: Cycles;
};

export type DevicesView = { all: DeviceView[] };

/** `since` and `until` are those of the request that is done first; 0 while the device is idle. */
function deviceView(w: World, d: Int): DeviceView | null {
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

export const devices: SessionPart<DevicesView> = {
  verbs: [],
  nothing: { audio: 'a device is heard by the interrupts that it raises' },
  view: ({ w }) => (w.devices.length === 0 ? null : { all: w.devices.flatMap((_, d) => deviceView(w, d) ?? []) }),
};
