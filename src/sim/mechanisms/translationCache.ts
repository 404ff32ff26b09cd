/**
 * Binary translation as it is met: a cache with little room for translated blocks, stores that turn out to be guilty.
 *
 * The monitor runs no kernel code of the guest as it is. A block that it has not met it interprets, run by run, or
 * translates, once, at a price per instruction; a translated block stands in the guest's translation cache and runs
 * from there at about native speed. A cache that is full is emptied as a whole: blocks refer to each other, and nobody
 * knows which. (QEMU does so. Rooms are counted in blocks here, which is a simplification.)
 *
 * A store is an ordinary instruction unless it writes to a page table that the monitor guards. Nobody can tell
 * beforehand, so each is taken to be innocent and copied as it is; if it is guilty, it traps, every time. A block whose
 * store has trapped so often is adapted: translated again, with a call-out to the monitor at every run, guilty or not.
 * Source: Adams and Agesen 2006, section 3.
 */
import { type Context, compiledOf, instructionsAt, taskOf } from '../access.ts';
import { ratio } from '../measure.ts';
import type { Mechanism } from '../mechanism.ts';
import type { Events, Quote } from '../messages.ts';
import { MAX_SITES } from '../params.ts';
import { cyclesOf } from '../program.ts';
import type { World } from '../state.ts';
import { type Bp, type Cycles, type Id, type Int, NONE } from '../types.ts';
import { knobOf } from './knobs.ts';

/** A translated block: its site, faults of its store so far, and when it ran last. */
export type Place = { site: Int; adapted: boolean; faults: Int; usedAt: Cycles };

/** One visit to a block, and from where it ran: `translated` is a visit that translated it first. */
export type Visit = { site: Int; ran: 'cache' | 'interpreter' | 'translated'; at: Cycles };

/**
 * The translation cache of one guest. `places` in the order of translation; `runs`: interpreted runs by site, since it
 * was forgotten; `recent`: the last visits, oldest first; `stores`: of the last visits to stores, runs and how many of
 * them hit page tables.
 */
export type TranslationCache = {
  places: Place[];
  runs: Int32Array;
  recent: Visit[];
  stores: { hits: Int; all: Int }[];
  visits: Int;
  misses: Int;
  flushed: { full: Int; shrunk: Int; restart: Int };
};

/** What the operation under way comes to, in runs, or (`interpreted`, `translated`, `retranslated`) in instructions. */
type Bill = {
  interpretedRuns: Int;
  interpreted: Int;
  translated: Int;
  cached: Int;
  faults: Int;
  callouts: Int;
  retranslated: Int;
};

/** Why a translation cache was emptied. */
export type Flush = keyof TranslationCache['flushed'];

declare module '../messages.ts' {
  interface Events {
    blockTranslated: { guest: Int; site: Int; instructions: Int };
    cacheFlushed: { guest: Int; cause: Flush; blocks: Int };
    /** a store that was left as it is hit page tables, so often in this visit */
    storeFaulted: { guest: Int; site: Int; hits: Int };
    storeAdapted: { guest: Int; site: Int };
    /** a translated block with a store ran so often, and hit page tables so often */
    storeRan: { guest: Int; site: Int; adapted: boolean; runs: Int; hits: Int };
  }
}
declare module '../state.ts' {
  interface Kept {
    /** by guest */
    translations?: TranslationCache[];
    /** by task */
    bills?: Bill[];
  }
}

/** the knobs: places of a guest, the run at which a block is translated, the fault at which a store is adapted */
export const ROOM = 'tc.room';
export const AFTER = 'tc.after';
export const ADAPT = 'tc.adapt';

/** visits, and visits to stores, that are remembered */
const VISITS = 32;
const STORES = 4;
/** a block that ran within so many visits will be wanted again, as far as anybody can tell */
const WANTED = 12;

const NOTHING: Bill = {
  interpretedRuns: 0,
  interpreted: 0,
  translated: 0,
  cached: 0,
  faults: 0,
  callouts: 0,
  retranslated: 0,
};

/** The translation cache of guest g; null where nobody has one. */
export const translationOf = (w: World, g: Int): TranslationCache | null => w.kept.translations?.[g] ?? null;

const priceAt = (w: World, g: Int, cost: Id): Cycles => cyclesOf(w.program, w.guests[g]?.machine ?? 0, cost) ?? 0;

/** What it takes to translate so many instructions of guest g. */
export const retranslating = (w: World, g: Int, instructions: Int): Cycles =>
  instructions * priceAt(w, g, 'bt.translate');

/** What runs of a store took more than they would have the other way, adapted or not; negative when less. */
export function storeRegret(w: World, { guest, adapted, runs, hits }: Events['storeRan']): Cycles {
  const more = runs * priceAt(w, guest, 'bt.store.callout') - hits * priceAt(w, guest, 'bt.store.fault');
  return adapted ? more : -more;
}

/** The part of its runs that have to hit page tables before a store had better be adapted. */
export function worthAdapting(w: World, g: Int): Bp {
  return ratio(priceAt(w, g, 'bt.store.callout'), priceAt(w, g, 'bt.store.fault'), 10_000);
}

/** Of the blocks of the last `visits` visits, those that do not stand in the cache, each once. */
export function missingFrom({ places, recent }: TranslationCache, visits: Int): Int[] {
  const held = new Set(places.map(({ site }) => site));
  return [...new Set(recent.slice(-visits).map(({ site }) => site))].filter((site) => !held.has(site));
}

/** Runs of the stores that are remembered, and how many of them hit page tables. */
export const storesOf = ({ stores }: TranslationCache): { hits: Int; all: Int } => ({
  hits: stores.reduce((sum, one) => sum + one.hits, 0),
  all: stores.reduce((sum, one) => sum + one.all, 0),
});

const placeOf = (cache: TranslationCache, site: Int): Place | undefined =>
  cache.places.find((one) => one.site === site);

/** Puts an item at the end of a list that keeps so many. */
function remember<T>(list: T[], item: T, most: Int): void {
  list.push(item);
  if (list.length > most) list.shift();
}

/** Forgets every translated block of guest g, and how often others were interpreted. */
function flush({ w, sink }: Context, g: Int, cause: Flush): void {
  const cache = translationOf(w, g);
  if (cache === null) return;
  const blocks = cache.places.length;
  cache.runs.fill(0);
  if (blocks === 0) return;
  cache.places = [];
  cache.flushed[cause]++;
  if (cause === 'full') w.decisions++;
  sink?.({ type: 'cacheFlushed', at: w.now, guest: g, cause, blocks });
}

/** Of `count` runs of a block that is not there, those that are interpreted: all, or those before it is translated. */
function interpretedOf(w: World, g: Int, before: Int, count: Int): Int {
  const after = knobOf(w, AFTER, g);
  if (after === 0 || knobOf(w, ROOM, g) === 0) return count;
  return Math.max(0, Math.min(count, after - 1 - before));
}

/** The block at which task t's operation happens is run: from the cache, by the interpreter, or translated first. */
function enter(context: Context, t: Int): void {
  const { w, sink } = context;
  const { guest: g, site, count } = taskOf(w, t);
  const cache = translationOf(w, g);
  const bill = w.kept.bills?.[t];
  if (cache === null || bill === undefined) return;
  Object.assign(bill, { ...NOTHING, cached: count });
  // what happens nowhere in particular has been translated long ago
  if (site === NONE) return;
  cache.visits++;
  const place = placeOf(cache, site);
  if (place !== undefined) {
    place.usedAt = w.now;
    remember(cache.recent, { site, ran: 'cache', at: w.now }, VISITS);
    return;
  }
  cache.misses++;
  const before = cache.runs[site] ?? 0;
  const instructions = instructionsAt(w, t);
  const interpreted = interpretedOf(w, g, before, count);
  const isTranslated = interpreted < count;
  if (isTranslated) {
    if (cache.places.length >= knobOf(w, ROOM, g)) flush(context, g, 'full');
    cache.places.push({ site, adapted: false, faults: 0, usedAt: w.now });
    sink?.({ type: 'blockTranslated', at: w.now, guest: g, site, instructions });
  }
  cache.runs[site] = before + count;
  bill.interpretedRuns = interpreted;
  bill.interpreted = interpreted * instructions;
  bill.translated = isTranslated ? instructions : 0;
  bill.cached = count - interpreted;
  remember(cache.recent, { site, ran: isTranslated ? 'translated' : 'interpreter', at: w.now }, VISITS);
}

/** The runs from the cache of a block that stores: faults until it is adapted, call-outs from then on. */
function store({ w, sink }: Context, t: Int): void {
  const { guest: g, site, count, marked } = taskOf(w, t);
  const cache = translationOf(w, g);
  const bill = w.kept.bills?.[t];
  if (cache === null || bill === undefined || site === NONE) return;
  remember(cache.stores, { hits: marked, all: count }, STORES);
  const place = placeOf(cache, site);
  // an interpreter looks at every address anyway
  if (place === undefined || bill.cached === 0) return;
  sink?.({
    type: 'storeRan',
    at: w.now,
    guest: g,
    site,
    adapted: place.adapted,
    runs: bill.cached,
    hits: Math.round((marked * bill.cached) / count),
  });
  if (place.adapted) {
    bill.callouts = bill.cached;
    return;
  }
  const hits = Math.floor((2 * marked * bill.cached + count) / (2 * count));
  const bearable = knobOf(w, ADAPT, g);
  bill.faults = bearable === 0 ? hits : Math.min(hits, Math.max(1, bearable - place.faults));
  if (bill.faults === 0) return;
  place.faults += bill.faults;
  sink?.({ type: 'storeFaulted', at: w.now, guest: g, site, hits: bill.faults });
  if (bearable === 0 || place.faults < bearable) return;
  place.adapted = true;
  w.decisions++;
  bill.retranslated = instructionsAt(w, t);
  bill.callouts = bill.cached - bill.faults;
  sink?.({ type: 'storeAdapted', at: w.now, guest: g, site });
}

/** The blocks that guest g would lose, or that would have to be translated anew, by the turn of a knob. */
function lostBy(w: World, knob: Id, g: Int, value: Int): Place[] {
  const places = translationOf(w, g)?.places ?? [];
  if (knob === ROOM) return places.length > value ? places : [];
  return knob === ADAPT && value === 0 ? places.filter(({ adapted }) => adapted) : [];
}

/** What it takes to translate again what will be wanted again. */
function forfeits(w: World, knob: Id, g: Int, value: Int): Quote['parts'] {
  const recent = new Set((translationOf(w, g)?.recent ?? []).slice(-WANTED).map(({ site }) => site));
  const { code } = compiledOf(w, g === NONE ? 0 : g);
  const wanted = lostBy(w, knob, g, value).filter(({ site }) => knob === ADAPT || recent.has(site));
  const instructions = wanted.reduce((sum, { site }) => sum + (code[site] ?? 0), 0);
  const cycles = retranslating(w, g, instructions);
  return cycles === 0 ? [] : [{ as: 'translation', cycles, cost: 'bt.translate' }];
}

/** Fewer places than blocks: all go. No more adapting: what was adapted is forgotten, and faults are counted anew. */
function turned(context: Context, knob: Id, g: Int, value: Int): void {
  const cache = translationOf(context.w, g);
  if (cache === null) return;
  if (knob === ROOM && cache.places.length > value) flush(context, g, 'shrunk');
  if (knob !== ADAPT || value !== 0) return;
  cache.places = cache.places.filter(({ adapted }) => !adapted);
  for (const place of cache.places) place.faults = 0;
}

const bill =
  (name: keyof Bill) =>
  (w: World, t: Int): Int =>
    w.kept.bills?.[t]?.[name] ?? 0;

const sum = (w: World, guests: readonly Int[], of: (cache: TranslationCache) => Int): Int =>
  guests.reduce((all, g) => {
    const cache = translationOf(w, g);
    return all + (cache === null ? 0 : of(cache));
  }, 0);

export const translationCache: Mechanism = {
  id: 'translationCache',
  keeps: ({ program }) => ({
    translations: program.guests.map(({ code }) => ({
      places: [],
      runs: new Int32Array(code.length),
      recent: [],
      stores: [],
      visits: 0,
      misses: 0,
      flushed: { full: 0, shrunk: 0, restart: 0 },
    })),
    bills: Array.from({ length: program.vcpus }, () => ({ ...NOTHING })),
  }),
  effects: { 'tc.enter': enter, 'tc.store': store },
  registers: {
    'tc.interpretedRuns': bill('interpretedRuns'),
    'tc.interpreted': bill('interpreted'),
    'tc.translated': bill('translated'),
    'tc.cached': bill('cached'),
    'tc.faults': bill('faults'),
    'tc.callouts': bill('callouts'),
    'tc.retranslated': bill('retranslated'),
  },
  knobs: {
    /** blocks that a guest's cache has room for; 0: everything is interpreted */
    [ROOM]: { least: 0, most: MAX_SITES, first: MAX_SITES },
    /** at which of its runs a block is translated; 0: at none */
    [AFTER]: { least: 0, most: 1_000_000, first: 1 },
    /** faults of a store before it is adapted; 0: it never is */
    [ADAPT]: { least: 0, most: 1_000_000, first: 4 },
  },
  turned,
  forfeits,
  asks: {
    cacheFlushed: ({ guest, cause }) => (cause === 'full' ? { kind: 'shelf', guest, reason: '' } : null),
    storeAdapted: ({ guest }) => ({ kind: 'store', guest, reason: '' }),
  },
  events: ['blockTranslated', 'cacheFlushed', 'storeFaulted', 'storeAdapted', 'storeRan'],
  forget(context, g) {
    const cache = translationOf(context.w, g);
    if (cache === null) return;
    flush(context, g, 'restart');
    cache.recent = [];
    cache.stores = [];
  },
  metrics: {
    /** of the visits to blocks, those that found theirs not translated */
    missShare: (w, guests) => {
      const samples = sum(w, guests, ({ visits }) => visits);
      return samples === 0
        ? null
        : {
            value: ratio(
              sum(w, guests, ({ misses }) => misses),
              samples,
              10_000,
            ),
            samples,
          };
    },
    /** how often a cache was emptied because it was full */
    flushesFull: (w, guests) => ({ value: sum(w, guests, ({ flushed }) => flushed.full), samples: guests.length }),
  },
};
