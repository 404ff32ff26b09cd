/** The one kernel that all containers share: who stands on it, and who could bring it down for all. */
import { type Id, type Int, isContainer, type SharedPart, type World } from '../../sim/index.ts';
import { mostOf } from '../find.ts';
import type { Rect } from '../layout-types.ts';
import type { SessionPart, With } from '../part.ts';
import type { Lately } from '../view/lately.ts';
import type { Board, GuestView } from '../view-base.ts';
import { type DiskQueueView, QUEUED } from './diskQueue.ts';
import { HELD, type KernelLockView } from './kernelLock.ts';
import { MISSED, type PageCacheView } from './pageCache.ts';
import { PRESSED, type RunQueueView } from './runQueue.ts';

export type SharedKernelView = {
  kernel: Id;
  /** guests whose fault would take everyone down */
  risky: Int[];
  /** by guest: for what it has waited most lately, null = for nothing much */
  lacks: (Lack | null)[];
};

/** A thing that is shared, or more of its own limit. */
export type Lack = SharedPart | 'limit';

/** a quarter of its vCPUs waits at any time */
const MUCH = 0.25;
/** of its own pages, a guest that has no more than this has been pushed out */
const PUSHED = 0.9;
/** whoever spins takes processors from all others: so much beside the wait for those, and the lock is what is short */
const BEHIND = 3;

/** Whoever reads from the disk lacks memory if its own pages are not there, and else the disk. */
function lackOf(w: World, lately: Lately, { index, stage, vcpus, limits, machine }: GuestView): Lack | null {
  const { cpu, locks, device, limit } = lately.waits(index);
  if (stage !== 'up' || limits.freeze > 0 || cpu + locks + device + limit < MUCH * 10_000 * vcpus.length) return null;
  const most = Math.max(cpu, locks * BEHIND, device, limit);
  if (limit === most) return 'limit';
  if (locks * BEHIND === most) return 'locks';
  if (cpu === most) return 'runQueue';
  const has = w.kept.caches?.[machine]?.resident[index] ?? 0;
  return has < PUSHED * (w.setup.guests[index]?.pages ?? 0) ? 'cache' : 'disk';
}

type Shared = With<'runQueue', RunQueueView> &
  With<'pageCache', PageCacheView> &
  With<'kernelLock', KernelLockView> &
  With<'diskQueue', DiskQueueView>;
type Seen = Board & Shared & With<'sharedKernel', SharedKernelView>;

/** How short each shared thing is: from 1 on there is not enough of it for all. */
function shortage({ parts: { runQueue, pageCache, kernelLock, diskQueue } }: Shared, which: SharedPart): number {
  switch (which) {
    case 'runQueue':
      return (runQueue?.pressure ?? 0) / PRESSED;
    case 'cache':
      return (pageCache?.missRate ?? 0) / MISSED;
    case 'locks':
      return (kernelLock?.busy ?? 0) / HELD;
    case 'disk':
      return (diskQueue?.mean ?? 0) / (QUEUED * (diskQueue?.channels ?? 1));
  }
}

/** How many lose patience for want of a thing: it has fallen lately, and what they waited for most was this. */
const hungryFor = ({ guests, parts }: Seen, which: SharedPart): Int =>
  guests.filter(
    ({ index, moves }) => parts.sharedKernel?.lacks[index] === which && moves.some(({ points }) => points < 0),
  ).length;

/**
 * Somebody suffers from it. Queues for processors, for the disk and at the lock are there whenever work is, and no trouble by
 * themselves; a cache whose pages are read from the disk again is, and all feel that soon.
 */
const isShort = (view: Seen, which: SharedPart): boolean =>
  hungryFor(view, which) > 0 || (which === 'cache' && shortage(view, which) > 1);

/** Causes come first: whoever waits for a page or for the lock wants a processor later, and more of them at once. */
const THINGS: readonly SharedPart[] = ['cache', 'locks', 'disk', 'runQueue'];

/** The thing for which most lose patience, else the first that is short; null while nothing is. */
export const shortIn = (view: Seen): SharedPart | null =>
  mostOf(THINGS, (which) => hungryFor(view, which)) ?? THINGS.find((which) => isShort(view, which)) ?? null;

const isHeld = (guest: GuestView | null): boolean =>
  guest !== null && (guest.limits.pageCap > 0 || guest.limits.cap > 0 || guest.limits.freeze > 0);

/** Whoever takes most of a thing that is short is held there; so is nobody where there is enough. */
function isEased(view: Seen, which: SharedPart): boolean {
  if (!isShort(view, which)) return true;
  const here = view.guests.filter(({ present }) => present);
  switch (which) {
    case 'runQueue':
      return (mostOf(here, ({ share }) => share.cpu - share.fairCpu)?.limits.cap ?? 0) > 0;
    case 'cache':
      return here.some(({ index, limits }) => limits.pageCap > 0 && view.parts.pageCache?.by[index] === index);
    case 'disk':
      return isHeld(mostOf(here, ({ index }) => view.parts.diskQueue?.by[index] ?? 0));
    case 'locks':
      return (mostOf(here, ({ share }) => share.locks)?.limits.callLimit ?? 0) > 0;
  }
}

/**
 * Whether there is enough of a shared thing: 'short' where somebody suffers for want of it and a limit would help, since whoever
 * takes most of it has none; 'eased' once they have; 'busy' where there is a queue, and nobody suffers from it most.
 */
export type Supply = 'enough' | 'busy' | 'short' | 'eased';

/** … of a thing that this level has. */
export function supplyOf(view: Seen, which: SharedPart): Supply {
  if (!isShort(view, which)) return shortage(view, which) > 1 ? 'busy' : 'enough';
  return isEased(view, which) ? 'eased' : 'short';
}

/** text: the kernel's name, and the warning beside it */
export type SlabPlace = { title: Rect; fate: Rect };

export const sharedKernel: SessionPart<SharedKernelView, Seen, object, SlabPlace> = {
  verbs: [],
  view({ w, lately }, { guests }) {
    if (w.setup.machines.every(({ host }) => host !== 'sharedKernel')) return null;
    const first = w.setup.guests.find((_, g) => isContainer(w, g));
    const risky = w.guests.flatMap((guest, g) => {
      const risk = w.setup.guests[g]?.enters?.risk ?? 0;
      return risk > 0 && isContainer(w, g) && (guest.stage === 'up' || guest.stage === 'booting') ? [g] : [];
    });
    return { kernel: first?.kernel ?? '', risky, lacks: guests.map((guest) => lackOf(w, lately, guest)) };
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
    /** There is not enough of a shared thing. Who takes it, is for the player to find. */
    short: ({ short }, view) => (isShort(view, short) ? { shared: short } : null),
    eased: ({ eased }, view) => (isEased(view, eased) ? {} : null),
    calm: ({ calm }, view) => (isShort(view, calm) ? null : {}),
  },
};
