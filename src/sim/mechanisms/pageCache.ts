/**
 * The page cache of a shared kernel: one pool of pages for all containers.
 *
 * A guest keeps using `pages` pages. Reading k of them hits with the probability that a page is resident and misses
 * otherwise; a missing page is read from the disk and takes a place. When the cache is full the place is taken from the
 * guests in proportion to what they hold, as a global least-recently-used list would on average; under a memory limit
 * a guest takes it from itself. One tenant that streams through much data therefore empties everybody's cache, and its
 * own limit, not a CPU limit, protects the others.
 */
import { guestOf } from '../access.ts';
import { drawBelow } from '../rng.ts';
import type { World } from '../state.ts';
import type { Cycles, Int } from '../types.ts';
import { factorAt, UNIT } from './episodes.ts';

const SCALE = 1 << 20;

/** Pages that a guest would like to have resident: its working set, or far more than there are while it floods. */
function workingSet(w: World, g: Int, at: Cycles): Int {
  const pages = w.setup.guests[g]?.pages ?? 0;
  return factorAt(w, g, 'cacheFlood', at) > UNIT ? Math.max(pages, 4 * (w.setup.shared?.cachePages ?? 0)) : pages;
}

/** A guest over its limit gives pages back. */
export function trim(w: World, g: Int): void {
  const { pageCap } = guestOf(w, g);
  const over = pageCap === 0 ? 0 : Math.max(0, (w.cache.resident[g] as Int) - pageCap);
  w.cache.resident[g] = (w.cache.resident[g] as Int) - over;
  w.cache.used -= over;
}

/** Makes room for `pages` more pages of guest g. */
function evict(w: World, g: Int, pages: Int): void {
  const { cache } = w;
  const limit = guestOf(w, g).pageCap;
  const own = cache.resident[g] as Int;
  if (limit > 0 && own + pages > limit) {
    const back = Math.min(own, own + pages - limit);
    cache.resident[g] = own - back;
    cache.used -= back;
  }
  let over = cache.used + pages - (w.setup.shared?.cachePages ?? 0);
  if (over <= 0) return;
  const used = cache.used;
  const wanted = over;
  for (let other = 0; other < cache.resident.length && over > 0; other++) {
    const held = cache.resident[other] as Int;
    const taken = Math.min(held, over, Math.ceil((held * wanted) / Math.max(1, used)));
    cache.resident[other] = held - taken;
    cache.used -= taken;
    over -= taken;
  }
}

/** Guest g reads `pages` pages for a request that arrived at `at`: returns how many are missing, and brings them in. */
export function touch(w: World, g: Int, pages: Int, at: Cycles): Int {
  const { cache } = w;
  const set = Math.max(1, workingSet(w, g, at));
  const resident = Math.min(set, cache.resident[g] as Int);
  const of = w.program.guests[g]?.cacheStream ?? 0;
  const drawn = cache.drawn[g] as Int;
  cache.drawn[g] = drawn + 1;
  // the expected number of misses, its fraction decided by one draw
  const expected = ((set - resident) / set) * pages;
  const whole = Math.floor(expected);
  const missing = Math.min(
    pages,
    whole + (drawBelow(of, drawn, SCALE) < Math.floor((expected - whole) * SCALE) ? 1 : 0),
  );
  cache.hits[g] = (cache.hits[g] as Int) + pages - missing;
  cache.misses[g] = (cache.misses[g] as Int) + missing;
  if (missing > 0) {
    const room = Math.min(
      missing,
      w.setup.shared?.cachePages ?? 0,
      guestOf(w, g).pageCap > 0 ? guestOf(w, g).pageCap : missing,
    );
    evict(w, g, room);
    cache.resident[g] = (cache.resident[g] as Int) + room;
    cache.used += room;
  }
  return missing;
}

/** Pages of a guest that has gone. */
export function dropPages(w: World, g: Int): void {
  w.cache.used -= w.cache.resident[g] as Int;
  w.cache.resident[g] = 0;
}
