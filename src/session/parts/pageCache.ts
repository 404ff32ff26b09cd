/** The page cache that containers share: how full it is, and how much of what is read is not there. */
import { type Bp, episodesOf, type Int, limitsOf, NONE, type World } from '../../sim/index.ts';
import type { SessionPart } from '../part.ts';
import { cardIn, type SharedPanel } from '../slab.ts';
import { type Lately, share } from '../view/lately.ts';
import type { Board, GuestView } from '../view-base.ts';

/**
 * `missRate`: of what is read by whoever could push others out; a tenant that is held to its limit only misses for itself.
 * `by`, by guest: who makes it miss: itself, whoever pushes its pages out, or NONE where it misses little. `own`, by guest:
 * the part of the cache that its usual pages fill.
 */
export type PageCacheView = { pages: Int; used: Int; missRate: Bp; by: Int[]; own: Bp[] };

/** so much of what is read is not in the page cache */
export const MISSED: Bp = 1500;
/** a cache this full has to push something out for whatever is read */
const FULL = 0.98;
/** so much of what a guest reads is missing before it is asked who is to blame */
const LACKS: Bp = 500;
/** seconds of play for which a guest that has just started fills its place, and a flood is still in what was lately */
const FILLING = 8;
const LATELY = 5;

/** It reads more than its own pages, or has just begun to read them, or may not keep them. */
function isOwnDoing(w: World, { index }: GuestView, second: Int): boolean {
  const { pageCap } = limitsOf(w, index);
  if (pageCap > 0 && pageCap < (w.setup.guests[index]?.pages ?? 0)) return true;
  const since = w.guests[index]?.startedAt ?? 0;
  if (w.setup.guests[index]?.enters !== undefined && w.now - since < FILLING * second) return true;
  return episodesOf(w).some(
    ({ kind, guest, since: from, until }) =>
      kind === 'cacheFlood' && guest === index && from <= w.now && w.now < until + LATELY * second,
  );
}

/** Does what it misses cost nobody else a page: it is held to a limit, or there is still room for what it begins with? */
const isHarmless = (w: World, g: Int, full: boolean): boolean =>
  limitsOf(w, g).pageCap > 0 || (!full && w.setup.guests[g]?.enters !== undefined);

/** Every page that is read from the disk pushes one out: who reads most of them pushes most. */
function blamed(w: World, lately: Lately, guest: GuestView, second: Int): Int {
  if (guest.stage !== 'up' || guest.share.missing < LACKS) return NONE;
  if (isOwnDoing(w, guest, second)) return guest.index;
  const others = w.guests.flatMap((_, g) => (g === guest.index ? [] : [g]));
  const reads = (g: Int): Int => lately.cache(g).misses;
  const [most = NONE] = others.sort((a, b) => reads(b) - reads(a));
  return most === NONE || reads(most) === 0 ? NONE : most;
}

export const pageCache: SessionPart<PageCacheView, Board, object, SharedPanel> = {
  verbs: [],
  nothing: { audio: 'what is missed changes too often to be heard' },
  view({ w, lately }, { guests, playSecondNs, hz }) {
    const cache = w.kept.caches?.find(({ pages }) => pages > 0);
    if (cache === undefined) return null;
    const full = cache.used >= FULL * cache.pages;
    const each = w.guests.flatMap((_, g) => (isHarmless(w, g, full) ? [] : [lately.cache(g)]));
    const misses = each.reduce((sum, one) => sum + one.misses, 0);
    const hits = each.reduce((sum, one) => sum + one.hits, 0);
    const missRate = share(misses, hits + misses);
    const second = (playSecondNs * hz) / 1e9;
    const by = guests.map((guest) => blamed(w, lately, guest, second));
    const own = w.setup.guests.map(({ pages = 0 }) => share(pages, cache.pages));
    return { pages: cache.pages, used: cache.used, missRate, troubled: missRate > MISSED, by, own };
  },
  shape: () => ({}),
  place: (_, ground) => cardIn(ground, 1),
};
