/**
 * Translation caches: what stands on each guest's shelf, what is in use of it, and what its stores hit.
 *
 * The most important number is how many blocks are in use: the player deals out places, and one too few is worth little.
 */
import {
  ADAPT,
  AFTER,
  type Bp,
  type Cycles,
  type Id,
  type Int,
  knobOf,
  leftFor,
  missingFrom,
  ROOM,
  storesOf,
  type TranslationCache,
  translationOf,
  type World,
  worthAdapting,
} from '../../sim/index.ts';
import type { Found, SessionPart, With } from '../part.ts';
import { type Lately, share } from '../view/lately.ts';
import type { Board } from '../view-base.ts';

/** A translated block. `heat`: 0 … 1, how much of the last visits were to it. */
export type BlockView = { site: Int; instructions: Int; heat: number; adapted: boolean; usedAt: Cycles };
/** A block that is interpreted: after so many runs of `of` it is translated (0: never). */
export type BenchView = { site: Int; instructions: Int; runs: Int; of: Int };

export type ShelfView = {
  guest: Int;
  /** its knobs: places, the run at which a block is translated, the fault at which a store is adapted */
  room: Int;
  after: Int;
  adapt: Int;
  blocks: BlockView[];
  bench: BenchView[];
  /** blocks among its last visits, and those of them that are not translated */
  inUse: Int;
  missing: Int;
  /** it runs next to nothing twice: what it starts up with is not worth a place */
  fresh: boolean;
  /** of its last stores, those that hit page tables; null while there were none */
  hits: Bp | null;
  /** a store in use calls the monitor at each run */
  adapted: boolean;
  /** its work lately, of what the bare machine would have done meanwhile; null when it did not run */
  speed: Bp | null;
};

export type TranslationView = {
  /** by guest index; null where the guest has no code to be translated, or is not there */
  shelves: (ShelfView | null)[];
  /** places that nobody has; null where they are not dealt out */
  free: Int | null;
  /** above this part of hits a store had better be adapted */
  worthwhile: Bp;
};

type Seen = Board & With<'translationCache', TranslationView>;

/** visits by which blocks in use are counted; and too few of them to tell */
const WINDOW = 16;
const FEW = 8;
const BENCH = 6;
/** runs of stores that are enough to judge by */
const JUDGED = 10;
/** blocks that wait for their translation, though they come again */
const REPEATING = 3;
/** places that come with one turn of the knob, at least */
const LEAST_STEP = 4;
const BARE: Bp = 10_000;

const distinct = (sites: readonly Int[]): Int => new Set(sites).size;

function benchOf({ recent, runs, places }: TranslationCache, code: readonly Int[], after: Int): BenchView[] {
  const held = new Set(places.map(({ site }) => site));
  const last = recent.slice(-WINDOW).filter(({ site, ran }) => ran === 'interpreter' && !held.has(site));
  const sites = [...new Set(last.map(({ site }) => site).reverse())].slice(0, BENCH);
  return sites.map((site) => ({ site, instructions: code[site] ?? 0, runs: runs[site] ?? 0, of: after }));
}

function isFresh(sites: readonly Int[]): boolean {
  const last = sites.slice(-12);
  return last.length === 12 && distinct(last) >= 11 && distinct(sites.slice(-WINDOW)) >= WINDOW - 2;
}

function shelfOf(w: World, g: Int, lately: Lately): ShelfView | null {
  const cache = translationOf(w, g);
  const code = w.program.guests[g]?.code ?? [];
  if (cache === null || code.length === 0 || w.guests[g]?.stage === 'off') return null;
  const sites = cache.recent.map(({ site }) => site);
  const seen = sites.slice(-WINDOW);
  const { hits, all } = storesOf(cache);
  const after = knobOf(w, AFTER, g);
  const { all: cycles, work } = lately.guest(g);
  return {
    guest: g,
    room: knobOf(w, ROOM, g),
    after,
    adapt: knobOf(w, ADAPT, g),
    blocks: cache.places.map(({ site, adapted, usedAt }) => ({
      site,
      instructions: code[site] ?? 0,
      heat: Math.min(1, (3 * seen.filter((one) => one === site).length) / WINDOW),
      adapted,
      usedAt,
    })),
    bench: benchOf(cache, code, after),
    inUse: distinct(seen),
    missing: missingFrom(cache, WINDOW).length,
    fresh: isFresh(sites),
    hits: all < JUDGED ? null : share(hits, all),
    adapted: cache.places.some(({ site, adapted }) => adapted && seen.includes(site)),
    speed: cycles === 0 ? null : share(work, cycles),
  };
}

/** Uses more blocks than it has places, and they come again. */
export const isCramped = ({ fresh, inUse, room }: ShelfView): boolean => !fresh && inUse > FEW / 2 && inUse > room;
const isGuilty = ({ adapt, hits }: ShelfView, worthwhile: Bp): boolean =>
  adapt === 0 && hits !== null && hits > worthwhile;
/** What it runs comes again and has room, and is interpreted still: waiting for the later run gains nothing here. */
const isRepeating = ({ fresh, inUse, room, after, bench }: ShelfView): boolean =>
  !fresh && after > 1 && inUse > 0 && inUse <= room && bench.filter(({ runs }) => runs > 1).length >= REPEATING;
const isInnocent = ({ adapted, hits }: ShelfView, worthwhile: Bp): boolean =>
  adapted && hits !== null && hits < worthwhile / 2;

const shelvesOf = ({ parts }: Seen): ShelfView[] =>
  (parts.translationCache?.shelves ?? []).filter((one): one is ShelfView => one !== null);

type Is = (shelf: ShelfView, all: TranslationView) => boolean;

/** The guest of the first shelf of which it is so. */
function guestWhere(view: Seen, isSo: Is): { guest: Int } | null {
  const all = view.parts.translationCache;
  const found = all === null ? undefined : shelvesOf(view).find((shelf) => isSo(shelf, all));
  return found === undefined ? null : { guest: found.guest };
}

/** What is seen on the shelf; and what is mended by a knob. */
function first(view: Seen, isSo: Is): Found {
  const found = guestWhere(view, isSo);
  return found && { ...found, shelf: true };
}
function mended(view: Seen, knob: Id, isSo: Is): Found {
  const found = guestWhere(view, isSo);
  return found && { ...found, knobs: true, knob };
}

export const translationCache: SessionPart<TranslationView, Seen> = {
  verbs: [],
  view({ w, lately }) {
    const { translations } = w.kept;
    if (translations === undefined) return null;
    const [one] = w.guests.flatMap(({ stage }, g) => (stage === 'off' ? [] : [g]));
    const left = one === undefined ? null : leftFor(w, ROOM, one);
    return {
      shelves: w.guests.map((_, g) => shelfOf(w, g, lately)),
      free: one === undefined || left === null ? null : left - knobOf(w, ROOM, one),
      worthwhile: worthAdapting(w, 0),
    };
  },
  situations: {
    interpreted: (_, view) => first(view, ({ bench }) => bench.some(({ runs }) => runs > 0)),
    shelved({ shelved }, view) {
      const blocks = shelvesOf(view).reduce((sum, shelf) => sum + shelf.blocks.length, 0);
      return blocks < shelved ? null : first(view, (shelf) => shelf.blocks.length > 0);
    },
    cramped: (_, view) => mended(view, ROOM, isCramped),
    spent: (_, view) =>
      (view.parts.translationCache?.free ?? LEAST_STEP) >= LEAST_STEP ? null : mended(view, ROOM, isCramped),
    fresh: (_, view) => mended(view, ROOM, ({ fresh, room }) => fresh && room > 0),
    repeats: (_, view) => mended(view, AFTER, isRepeating),
    guilty: (_, view) => mended(view, ADAPT, (shelf, { worthwhile }) => isGuilty(shelf, worthwhile)),
    innocent: (_, view) => mended(view, ADAPT, (shelf, { worthwhile }) => isInnocent(shelf, worthwhile)),
    faster: (_, view) =>
      first(view, ({ speed, guest }) => speed !== null && speed > BARE && view.guests[guest]?.present === true),
  },
};
