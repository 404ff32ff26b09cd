/** The disk under the shared kernel: whose reads it is at, and whose wait at its door. */
import { type Bp, type Int, NONE } from '../../sim/index.ts';
import type { SessionPart } from '../part.ts';
import { cardIn, type SharedPanel } from '../slab.ts';
import { share } from '../view/lately.ts';
import type { Board } from '../view-base.ts';

/**
 * Guests; one that waits twice is there twice. `channels`: so many reads at a time. Lately: `mean`, vCPUs that wait for a
 * read, 10,000 = one at any time; `by` guest, its part of all reads.
 */
export type DiskQueueView = { channels: Int; busy: Int[]; waiting: Int[]; mean: Bp; by: Bp[] };

/** more vCPUs wait than reads can be served at a time */
export const QUEUED: Bp = 10_000;

export const diskQueue: SessionPart<DiskQueueView, Board, object, SharedPanel> = {
  verbs: [],
  nothing: { audio: 'who reads changes too often to be heard' },
  view({ w, lately }) {
    const d = w.program.devices.findIndex(
      ({ kind, machine }) => kind === 'disk' && w.setup.machines[machine]?.shared !== undefined,
    );
    const device = w.program.devices[d];
    const state = w.devices[d];
    if (device === undefined || state === undefined) return null;
    const guestOf = (task: Int): Int => w.tasks[task]?.guest ?? NONE;
    const reads = w.guests.map((_, g) => lately.cache(g).misses);
    const all = reads.reduce((sum, n) => sum + n, 0);
    const mean = w.guests.reduce((sum, _, g) => sum + lately.waits(g).device, 0);
    return {
      channels: device.channels,
      busy: state.slots.flatMap(({ task, n }) => new Array<Int>(task === NONE ? 0 : n).fill(guestOf(task))),
      waiting: state.line.map(({ task }) => guestOf(task)),
      mean,
      by: reads.map((n) => share(n, all)),
    };
  },
  shape: () => ({}),
  place: (_, ground) => cardIn(ground, 3),
};
