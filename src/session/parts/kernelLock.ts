/** The lock of the shared kernel: who is inside, and who burns its pCPU at the door. */
import { type Bp, type Int, NONE } from '../../sim/index.ts';
import type { SessionPart } from '../part.ts';
import { cardIn, type SharedPanel } from '../slab.ts';
import type { Board } from '../view-base.ts';

/** Guests; one that waits twice is there twice. `busy`: part of the time for which somebody held it. */
export type KernelLockView = { holder: Int; waiting: Int[]; busy: Bp };

/** for so much of the time somebody holds the lock */
export const HELD: Bp = 5000;

export const kernelLock: SessionPart<KernelLockView, Board, object, SharedPanel> = {
  verbs: [],
  nothing: { audio: 'who spins at a lock changes too often to be heard' },
  view({ w }, { guests }) {
    const m = w.setup.machines.findIndex(({ shared }) => shared !== undefined);
    if (m === NONE) return null;
    const lock = w.kept.locks?.[m] ?? { holder: NONE, line: [] };
    const guestOf = (task: Int): Int => w.tasks[task]?.guest ?? NONE;
    const busy = Math.min(
      10_000,
      guests.reduce((sum, guest) => sum + guest.share.locks, 0),
    );
    return {
      holder: guestOf(lock.holder),
      waiting: lock.line.map(guestOf),
      busy,
    };
  },
  shape: () => ({}),
  place: (_, ground) => cardIn(ground, 2),
};
