/** From where on a shared thing of a kernel hurts those who share it: picture and words turn to a warning together. */
import type { Bp } from '../sim/index.ts';
import type { SharedView } from './view-model.ts';

type Troubled = Readonly<Record<'runQueue' | 'cache' | 'locks', Bp>>;

const FROM: Troubled = {
  /** more vCPUs want to run than there are pCPUs, and a tenth more */
  runQueue: 11_000,
  /** of what is read is not in the page cache */
  cache: 1500,
  /** of the time somebody holds the lock */
  locks: 5000,
};

const readings = (shared: SharedView): Troubled => ({
  runQueue: shared.runQueue.pressure,
  cache: shared.cache.missRate,
  locks: shared.locks.busy,
});

export const isTroubled = (shared: SharedView, what: keyof Troubled): boolean => readings(shared)[what] > FROM[what];
