/** Devices: what is asked of them now, and who queues at their doors. */
import { type Cycles, type Id, type Int, NEVER, NONE, type World } from '../../sim/index.ts';
import type { SessionPart } from '../part.ts';

export type DeviceView = {
  id: Id;
  machine: Int;
  kind: 'disk' | 'nic' | 'timer' | 'console' | 'printer';
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
  const { id, machine, kind } = device;
  const printer = kind === 'printer' ? w.kept.printers?.[machine] : undefined;
  if (printer !== undefined) {
    const { holder, line, until } = printer;
    const works = holder !== NONE || until !== NEVER;
    return { id, machine, kind, busy: works ? 1 : 0, line: line.length, since: 0, until: 0 };
  }
  return {
    id,
    machine,
    kind,
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
