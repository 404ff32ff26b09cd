/** What the containers of one kernel share, and who of them could bring it down. */
import { episodesOf, type Int, NONE, type World } from '../../sim/index.ts';
import type { SharedView, View } from '../view-model.ts';
import { type Lately, share } from './lately.ts';

const isContainer = (w: World, g: Int): boolean => w.program.modes[w.guests[g]?.mode ?? NONE]?.mode.cpu === 'shared';

/** All lists hold guests; one that waits twice is there twice. */
export function sharedView(w: World, lately: Lately, lockShares: readonly Int[]): SharedView | null {
  const m = w.setup.machines.findIndex(({ shared }) => shared !== undefined);
  const { pages, used } = w.kept.caches?.[m] ?? { pages: 0, used: 0 };
  const lock = w.kept.locks?.[m] ?? { holder: NONE, line: [] };
  if (m === NONE) return null;
  const guestOf = (task: Int): Int => w.tasks[task]?.guest ?? NONE;
  const first = w.setup.guests.find((_, g) => isContainer(w, g));
  const cache = w.guests.map((_, g) => lately.cache(g));
  const misses = cache.reduce((sum, one) => sum + one.misses, 0);
  const hits = cache.reduce((sum, one) => sum + one.hits, 0);
  const waiting = w.ready.flat().map(guestOf);
  const on = w.pcpus.flatMap((pcpu, p) => (pcpu.interval === 'off' ? [] : [p]));
  const busy = on.reduce((sum, p) => sum + 10_000 - lately.pcpu(p).idle, 0);
  const mean = share(lately.waited, lately.elapsed);
  return {
    kernel: first?.kernel ?? '',
    cache: { pages, used, missRate: share(misses, hits + misses) },
    locks: {
      holder: guestOf(lock.holder),
      waiting: lock.line.map(guestOf),
      busy: Math.min(
        10_000,
        lockShares.reduce((sum, one) => sum + one, 0),
      ),
    },
    runQueue: { waiting, mean, pressure: Math.floor((mean + busy) / Math.max(1, on.length)) },
    risky: w.guests.flatMap((guest, g) => {
      const risk = w.setup.guests[g]?.enters?.risk ?? 0;
      return risk > 0 && isContainer(w, g) && (guest.stage === 'up' || guest.stage === 'booting') ? [g] : [];
    }),
  };
}

export const episodeViews = (w: World): View['episodes'] =>
  episodesOf(w).flatMap(({ guest, kind, since, until }) =>
    since <= w.now && w.now < until ? [{ guest, kind, since, until }] : [],
  );
