/**
 * TLBs: what a pCPU remembers of page tables, and what it takes to look up what it does not.
 *
 * An operation `access` uses memory at so many pages, drawn from a pool of the guest's sites. The pCPU's TLB either
 * knows where a page is or has to walk the tables for it, and then knows it, in the place of a page of the same set that
 * was not used for longest. One table of entries is for small pages (4 kB), a much smaller one for large ones (2 MB):
 * an entry of it reaches 512 times as far. Entries bear the guest's name (VPID), so a switch of guests leaves them.
 *
 * Some of a guest's memory can be given to it in large pages (`pages.large`, from the beginning of whatever it uses).
 * Then the guest's own kernel maps it so as well. A large page is mapped when it is first used; it stays until it is
 * taken away. That nothing has to be copied for it is a simplification: its memory lies in one piece already.
 */
import { type Context, compiledOf, guestOf, taskOf } from '../access.ts';
import type { Mechanism } from '../mechanism.ts';
import type { Quote } from '../messages.ts';
import { MAX_SITES } from '../params.ts';
import { cyclesOf } from '../program.ts';
import { drawBelow } from '../rng.ts';
import type { Mix, Reach, World } from '../state.ts';
import { type Cycles, type Id, type Int, NEVER, NONE, OPS, type Setup } from '../types.ts';
import { knobOf } from './knobs.ts';

/** Small pages of one site of a pool of memory, and sites of one large page: 64 kB, and 2 MB. */
export const PAGES_PER_SITE = 16;
export const SITES_PER_LARGE = 32;
/** of the stream of sites, the one that draws pages */
const PAGE = 0x70616765;
/** accesses per page after which as good as every page was met */
const MET_ALL = 3.4;
/** entries of one set */
const WAYS = 4;

/** the knobs: entries for small pages and for large ones, of each pCPU; large pages that a guest has */
const SMALL = 'tlb.small';
const LARGE = 'tlb.large';
export const GIVEN = 'pages.large';
const ENTRIES: Readonly<Record<Id, Int>> = { [SMALL]: 512, [LARGE]: 32 };

/**
 * Of one guest: accesses so far and how many of them missed, by the size of their page; the large pages that are mapped,
 * by their first site; and the mode under which its entries were made.
 */
export type Paging = { accesses: Int; small: Int; large: Int; mapped: Int[]; under: Int };

/** What the operation under way comes to. */
type Walks = { small: Int; large: Int; fills: Int };

declare module '../state.ts' {
  interface Kept {
    /** by pCPU: tags of its entries for small pages, then of those for large ones; in each set the last used first */
    tlbs?: Int32Array[];
    /** by guest */
    paging?: Paging[];
    /** by task */
    walks?: Walks[];
  }
}

const entriesOf = ({ knobs }: Pick<Setup, 'knobs'>, id: Id): Int =>
  WAYS * Math.max(1, Math.floor((knobs[id] ?? ENTRIES[id] ?? WAYS) / WAYS));

/** The paging of guest g; null where nobody keeps any. */
export const pagingOf = (w: World, g: Int): Paging | null => w.kept.paging?.[g] ?? null;

/** The pool of guest g's sites in which one lies: its first site and how many it has. */
function poolAt(w: World, g: Int, site: Int): { first: Int; span: Int } {
  let first = 0;
  for (const { blocks } of w.setup.guests[g]?.code ?? []) {
    if (site < first + blocks) return { first, span: blocks };
    first += blocks;
  }
  return { first: 0, span: 1 };
}

/** A TLB is asked for a tag: does it know it? From then on it does. `from`: its first entry of so many. */
function ask(row: Int32Array, from: Int, entries: Int, page: Int, tag: Int): boolean {
  const first = from + WAYS * (page % (entries / WAYS));
  let way = first;
  while (way < first + WAYS - 1 && row[way] !== tag) way++;
  const knows = row[way] === tag;
  for (; way > first; way--) row[way] = row[way - 1] ?? 0;
  row[first] = tag;
  return knows;
}

/** No TLB knows anything of guest g any more. */
function flush(w: World, g: Int): void {
  for (const row of w.kept.tlbs ?? []) for (let i = 0; i < row.length; i++) if (guestIn(row[i] ?? 0) === g) row[i] = 0;
}

/** Tags are never 0, which means that an entry is free. */
const tagOf = (g: Int, page: Int): Int => g * MAX_SITES * PAGES_PER_SITE + page + 1;
const guestIn = (tag: Int): Int => (tag === 0 ? NONE : Math.floor((tag - 1) / (MAX_SITES * PAGES_PER_SITE)));

/** Where item i of task t's operation is drawn: by its own ordinal, or by that of the request that it serves. */
function drawnAt(w: World, t: Int, i: Int, span: Int): Int {
  const { guest, request, drawn, count } = taskOf(w, t);
  const { requestSiteStream, arrivals } = compiledOf(w, guest);
  const isServing = request.at !== NEVER;
  const of = isServing ? requestSiteStream : (w.program.streams[t]?.site ?? 0);
  const n = isServing ? request.n * (arrivals?.rounds ?? 1) + request.rounds : drawn.op;
  return drawBelow(of ^ PAGE, n * count + i, span);
}

/** Task t uses memory at so many pages. */
function access({ w }: Context, t: Int): void {
  const { guest: g, site, count, pcpu } = taskOf(w, t);
  const paging = pagingOf(w, g);
  const walks = w.kept.walks?.[t];
  const row = w.kept.tlbs?.[pcpu];
  if (paging === null || walks === undefined || row === undefined) return;
  Object.assign(walks, { small: 0, large: 0, fills: 0 });
  paging.accesses += count;
  // what happens nowhere in particular is known
  if (site === NONE) return;
  const { mode } = guestOf(w, g);
  if (paging.under !== mode) flush(w, g);
  paging.under = mode;
  const { first, span } = poolAt(w, g, site);
  const given = knobOf(w, GIVEN, g);
  const [small, large] = [entriesOf(w.setup, SMALL), entriesOf(w.setup, LARGE)];
  for (let i = 0; i < count; i++) {
    const page = drawnAt(w, t, i, span * PAGES_PER_SITE);
    const n = Math.floor(page / (PAGES_PER_SITE * SITES_PER_LARGE));
    if (n >= given) {
      const own = first * PAGES_PER_SITE + page;
      if (!ask(row, 0, small, own, tagOf(g, own))) walks.small++;
      continue;
    }
    const own = first + n * SITES_PER_LARGE;
    if (!ask(row, small, large, n, tagOf(g, own))) walks.large++;
    if (paging.mapped.includes(own)) continue;
    paging.mapped.push(own);
    walks.fills++;
  }
  paging.small += walks.small;
  paging.large += walks.large;
}

const walked =
  (name: keyof Walks) =>
  (w: World, t: Int): Int =>
    w.kept.walks?.[t]?.[name] ?? 0;

/** The large pages that guest g would lose, of those that are mapped. */
const lostBy = (w: World, g: Int, value: Int): Int[] =>
  (pagingOf(w, g)?.mapped ?? []).filter(
    (site) => Math.floor((site - poolAt(w, g, site).first) / SITES_PER_LARGE) >= value,
  );

/** What it takes to map them again. */
function forfeits(w: World, knob: Id, g: Int, value: Int): Quote['parts'] {
  if (knob !== GIVEN || g === NONE) return [];
  const price = cyclesOf(w.program, guestOf(w, g).machine, 'large.fill') ?? 0;
  const cycles: Cycles = price * lostBy(w, g, value).length;
  return cycles === 0 ? [] : [{ as: 'memory', cycles, cost: 'large.fill' }];
}

/** Its pages have another size: nothing that is known of them holds. */
function turned({ w }: Context, knob: Id, g: Int, value: Int): void {
  const paging = pagingOf(w, g);
  if (knob !== GIVEN || paging === null) return;
  const lost = lostBy(w, g, value);
  paging.mapped = paging.mapped.filter((site) => !lost.includes(site));
  flush(w, g);
}

/** Sites of the pool that phase n of guest g uses memory of; 0 where it uses none. */
export function sitesIn(w: World, g: Int, n: Int): Int {
  const phase = w.program.guests[g]?.phases[n];
  const at = phase?.ops.indexOf(OPS.indexOf('access')) ?? NONE;
  return phase?.sites[at]?.span ?? 0;
}

/** Large pages that would hold so many sites. */
export const largeFor = (sites: Int): Int => Math.ceil(sites / SITES_PER_LARGE);

/**
 * So many accesses among so many pages, beginning with a cold TLB of so many entries: the part of them that misses, on
 * average. Until its entries are full it knows every page that was met: pages × (1 − e^−x) after x accesses per page. The
 * exponential and its inverse are quotients here (Padé's), good to a few percent.
 */
function missing(accesses: number, pages: Int, entries: Int): number {
  if (pages === 0 || accesses === 0) return 0;
  const held = entries / pages;
  const full = held >= 1 ? accesses : (pages * held * (6 - held)) / (6 - 4 * held);
  const filling = Math.min(accesses, full);
  const x = Math.min(filling / pages, MET_ALL);
  const met = (pages * x) / (1 + x / 2 + (x * x) / 12);
  return (met + (accesses - filling) * (1 - held)) / accesses;
}

/**
 * Misses per access of who uses so many sites, has so many large pages, and makes so many accesses before somebody else
 * has its pCPU.
 */
export function reachOf(w: World, sites: Int, given: Int, accesses: number): Reach {
  const large = Math.min(given, largeFor(sites));
  const rest = Math.max(0, sites - large * SITES_PER_LARGE);
  const part = sites === 0 ? 0 : rest / sites;
  return {
    small: part * missing(part * accesses, rest * PAGES_PER_SITE, entriesOf(w.setup, SMALL)),
    large: (1 - part) * missing((1 - part) * accesses, large, entriesOf(w.setup, LARGE)),
  };
}

export const tlb: Mechanism = {
  id: 'tlb',
  keeps: ({ setup, program }) => ({
    tlbs: program.machines.flatMap(({ pcpus }) =>
      Array.from({ length: pcpus }, () => new Int32Array(entriesOf(setup, SMALL) + entriesOf(setup, LARGE))),
    ),
    paging: setup.guests.map(() => ({ accesses: 0, small: 0, large: 0, mapped: [], under: NONE })),
    walks: Array.from({ length: program.vcpus }, () => ({ small: 0, large: 0, fills: 0 })),
  }),
  effects: { 'tlb.access': access },
  registers: { 'tlb.small': walked('small'), 'tlb.large': walked('large'), 'tlb.fills': walked('fills') },
  expects: { 'tlb.small': (mix: Mix) => mix.small, 'tlb.large': (mix: Mix) => mix.large, 'tlb.fills': () => 0 },
  knobs: {
    [SMALL]: { least: WAYS, most: 4096, first: ENTRIES[SMALL] ?? WAYS },
    [LARGE]: { least: WAYS, most: 4096, first: ENTRIES[LARGE] ?? WAYS },
    /** large pages that a guest has of its own */
    [GIVEN]: { least: 0, most: MAX_SITES / SITES_PER_LARGE, first: 0 },
  },
  turned,
  forfeits,
  forget({ w }, g) {
    const paging = pagingOf(w, g);
    if (paging === null) return;
    paging.mapped = [];
    flush(w, g);
  },
  metrics: {
    /** TLB misses per 10,000 accesses */
    tlbMissShare(w, guests) {
      const all = guests.flatMap((g) => pagingOf(w, g) ?? []);
      const samples = all.reduce((sum, { accesses }) => sum + accesses, 0);
      const misses = all.reduce((sum, { small, large }) => sum + small + large, 0);
      return samples === 0 ? null : { value: Math.round((10_000 * misses) / samples), samples };
    },
  },
};
