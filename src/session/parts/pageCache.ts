/** The page cache that containers share: how full it is, and how much of what is read is not there. */
import type { Bp, Int } from '../../sim/index.ts';
import type { SessionPart } from '../part.ts';
import { cardIn, type SharedPanel } from '../slab.ts';
import { share } from '../view/lately.ts';
import type { Board } from '../view-base.ts';

export type PageCacheView = { pages: Int; used: Int; missRate: Bp; troubled: boolean };

/** so much of what is read is not in the page cache */
const TROUBLE: Bp = 1500;

export const pageCache: SessionPart<PageCacheView, Board, object, SharedPanel> = {
  verbs: [],
  nothing: { audio: 'what is missed changes too often to be heard' },
  view({ w, lately }) {
    const cache = w.kept.caches?.find(({ pages }) => pages > 0);
    if (cache === undefined) return null;
    const each = w.guests.map((_, g) => lately.cache(g));
    const misses = each.reduce((sum, one) => sum + one.misses, 0);
    const hits = each.reduce((sum, one) => sum + one.hits, 0);
    const missRate = share(misses, hits + misses);
    return { pages: cache.pages, used: cache.used, missRate, troubled: missRate > TROUBLE };
  },
  shape: () => ({}),
  place: (_, ground) => cardIn(ground, 1),
};
