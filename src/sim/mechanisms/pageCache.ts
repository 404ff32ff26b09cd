/**
 * The page cache of a shared kernel: one pool of pages for all containers.
 *
 * A guest keeps using `pages` pages. Reading k of them hits with the probability that a page is resident and misses
 * otherwise; a missing page is read from the disk and takes a place. When the cache is full the place is taken from the
 * guests in proportion to what they hold, as a global least-recently-used list would on average; under a memory limit
 * a guest takes it from itself. One tenant that streams through much data therefore empties everybody's cache, and its
 * own limit, not a CPU limit, protects the others.
 */
import { compiledOf, guestOf, taskOf } from '../access.ts';
import type { Mechanism } from '../mechanism.ts';
import { drawBelow } from '../rng.ts';
import type { World } from '../state.ts';
import type { Cycles, Int, Setup } from '../types.ts';
import { factorAt, UNIT } from './episodes.ts';

const SCALE = 1 << 20;

/** Of one machine: what each guest has resident, in pages; hits, misses and draws of each so far. */
export type CacheState = { pages: Int; used: Int; resident: Int[]; hits: Int[]; misses: Int[]; drawn: Int[] };

declare module '../state.ts' {
  interface Kept {
    /** by machine */
    caches?: CacheState[];
    /** by task: pages that its present operation misses */
    missing?: Int[];
    /** by guest: pages that it may keep, 0 = no limit */
    pageCaps?: Int[];
  }
}

/** Pages of cache that guest g may keep, 0 = no limit. */
export const pageCapOf = (w: World, g: Int): Int => w.kept.pageCaps?.[g] ?? 0;

/** The page cache of the machine on which guest g is. */
export const cacheOf = (w: World, g: Int): CacheState => w.kept.caches?.[guestOf(w, g).machine] as CacheState;

/** Pages that a guest would like to have resident: its working set, or far more than there are while it floods. */
function workingSet(w: World, g: Int, at: Cycles): Int {
  const pages = w.setup.guests[g]?.pages ?? 0;
  return factorAt(w, g, 'cacheFlood', at) > UNIT ? Math.max(pages, 4 * cacheOf(w, g).pages) : pages;
}

/** Guest g gives so many pages back. */
function giveBack(cache: CacheState, g: Int, pages: Int): void {
  cache.resident[g] = (cache.resident[g] as Int) - pages;
  cache.used -= pages;
}

/** Limits guest g to so many pages (0 = not at all): what is over the limit it gives back. */
export function setPageCap(w: World, g: Int, cap: Int): void {
  if (w.kept.pageCaps === undefined) return;
  w.kept.pageCaps[g] = cap;
  const cache = cacheOf(w, g);
  if (cap > 0) giveBack(cache, g, Math.max(0, (cache.resident[g] as Int) - cap));
}

/** Makes room for `pages` more pages of guest g. */
function evict(w: World, g: Int, pages: Int): void {
  const cache = cacheOf(w, g);
  const limit = pageCapOf(w, g);
  const own = cache.resident[g] as Int;
  if (limit > 0 && own + pages > limit) giveBack(cache, g, Math.min(own, own + pages - limit));
  let over = cache.used + pages - cache.pages;
  if (over <= 0) return;
  const used = cache.used;
  const wanted = over;
  for (let other = 0; other < cache.resident.length && over > 0; other++) {
    const held = cache.resident[other] as Int;
    const taken = Math.min(held, over, Math.ceil((held * wanted) / Math.max(1, used)));
    giveBack(cache, other, taken);
    over -= taken;
  }
}

/** Guest g reads `pages` pages for a request that arrived at `at`: returns how many are missing, and brings them in. */
export function touch(w: World, g: Int, pages: Int, at: Cycles): Int {
  const cache = cacheOf(w, g);
  const set = Math.max(1, workingSet(w, g, at));
  const resident = Math.min(set, cache.resident[g] as Int);
  const of = compiledOf(w, g).cacheStream;
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
    const cap = pageCapOf(w, g);
    const room = Math.min(missing, cache.pages, cap > 0 ? cap : missing);
    evict(w, g, room);
    cache.resident[g] = (cache.resident[g] as Int) + room;
    cache.used += room;
  }
  return missing;
}

/** Pages of a guest that has gone, or leaves the machine. */
export function dropPages(w: World, g: Int): void {
  if (w.kept.caches !== undefined) giveBack(cacheOf(w, g), g, cacheOf(w, g).resident[g] as Int);
}

/** The cache of a machine that has been running for a while: whoever is there has what it uses, as far as there is room. */
function warm({ machines, guests }: Setup): CacheState[] {
  const zeros = (): Int[] => guests.map(() => 0);
  return machines.map(({ id, shared }) => {
    const pages = shared?.cachePages ?? 0;
    let used = 0;
    const resident = guests.map((spec) => {
      const isHere = spec.machine === id && spec.enters === undefined && spec.rises === undefined;
      const own = isHere ? Math.min(pages - used, spec.pages ?? 0) : 0;
      used += own;
      return own;
    });
    return { pages, used, resident, hits: zeros(), misses: zeros(), drawn: zeros() };
  });
}

export const pageCache: Mechanism = {
  id: 'pageCache',
  uses: ({ machines }) => machines.some(({ shared }) => shared !== undefined),
  keeps: ({ setup, program }) => ({
    caches: warm(setup),
    missing: new Array<Int>(program.vcpus).fill(0),
    pageCaps: setup.guests.map(() => 0),
  }),
  effects: {
    'cache.touch': ({ w }, t) => {
      const { guest, count, request } = taskOf(w, t);
      if (w.kept.missing !== undefined) w.kept.missing[t] = touch(w, guest, count, request.at);
    },
  },
  registers: { 'cache.misses': (w, t) => w.kept.missing?.[t] ?? 0 },
};
