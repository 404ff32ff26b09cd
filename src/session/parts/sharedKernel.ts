/** The one kernel that all containers share: who stands on it, and who could bring it down for all. */
import { type Bp, type Id, type Int, NONE, type SharedPart, type World } from '../../sim/index.ts';
import { mostOf } from '../find.ts';
import type { Rect } from '../layout-types.ts';
import type { SessionPart, With } from '../part.ts';
import type { Board, GuestView } from '../view-base.ts';
import type { KernelLockView } from './kernelLock.ts';
import type { PageCacheView } from './pageCache.ts';
import type { RunQueueView } from './runQueue.ts';

export type SharedKernelView = {
  kernel: Id;
  /** guests whose fault would take everyone down */
  risky: Int[];
};

const isContainer = (w: World, g: Int): boolean => w.program.modes[w.guests[g]?.mode ?? NONE]?.mode.cpu === 'shared';

type Shared = With<'runQueue', RunQueueView> & With<'pageCache', PageCacheView> & With<'kernelLock', KernelLockView>;
type Seen = Board & Shared;

/** A thing that is shared: is it in trouble, and how much of it has a guest beyond a due part? */
type Thing = { troubled: boolean; taken(guest: GuestView, due: Int): Bp };

function thing({ parts: { runQueue, pageCache, kernelLock } }: Seen, which: SharedPart): Thing | null {
  switch (which) {
    case 'runQueue':
      return runQueue && { troubled: runQueue.troubled, taken: ({ share }) => share.cpu - share.fairCpu };
    case 'cache':
      return (
        pageCache && {
          troubled: pageCache.troubled,
          taken: ({ share }, due) => (share.cache * pageCache.pages) / 10_000 - due,
        }
      );
    case 'locks':
      return kernelLock && { troubled: kernelLock.troubled, taken: ({ share }) => share.locks };
  }
}

/** text: the kernel's name, and the warning beside it */
export type SlabPlace = { title: Rect; fate: Rect };

export const sharedKernel: SessionPart<SharedKernelView, Seen, object, SlabPlace> = {
  verbs: [],
  view({ w }) {
    if (w.setup.machines.every(({ shared }) => shared === undefined)) return null;
    const first = w.setup.guests.find((_, g) => isContainer(w, g));
    const risky = w.guests.flatMap((guest, g) => {
      const risk = w.setup.guests[g]?.enters?.risk ?? 0;
      return risk > 0 && isContainer(w, g) && (guest.stage === 'up' || guest.stage === 'booting') ? [g] : [];
    });
    return { kernel: first?.kernel ?? '', risky };
  },
  shape: () => ({}),
  place(_, { slab, main: { left, right } }) {
    if (slab === null) return null;
    const half = (right - left) / 2;
    return {
      title: { x: left + 14, y: slab.y + 6, w: half - 14, h: 26 },
      fate: { x: left + half, y: slab.y + 6, w: half - 14, h: 26 },
    };
  },
  situations: {
    /** A shared thing in trouble, and who takes most of it beyond a due part. */
    short({ short }, view, file) {
      const shared = thing(view, short);
      if (shared === null || !shared.troubled) return null;
      const here = view.guests.filter(({ present }) => present);
      const user = mostOf(here, (guest) => shared.taken(guest, file.setup.guests[guest.index]?.pages ?? 0));
      return user === null ? null : { shared: short, guest: user.index };
    },
    calm({ calm }, view) {
      const shared = thing(view, calm);
      return shared === null || shared.troubled ? null : {};
    },
  },
};
