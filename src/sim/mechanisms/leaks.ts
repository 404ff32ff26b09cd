/**
 * Leaks: instructions that ought to trap and do not, block by block of the guest's kernel.
 *
 * On x86 before 2005 some sensitive instructions run in silence where a less privileged kernel executes them. Two kinds
 * are told apart. One tells: SMSW, SGDT or PUSH CS read what the monitor has set up, and the guest can see that it is not
 * alone. The other loses: POPF, which restores the flags, leaves the interrupt flag as it was, and the guest goes on with
 * interrupts off which it takes to be on, or the reverse. Some time later it hangs. Source: Robin and Irvine 2000.
 *
 * Nobody sees a leak but by looking. A site (a block with such an instruction) is met when it runs first, and may be
 * left; or patched, so that it traps at every run; or translated, once for the whole block, at the run that comes next,
 * and is emulated within the translated code from then on. Whichever is done also puts right what the site has lost.
 */
import { type Context, compiledOf, guestOf, instructionsAt, setTimer, taskOf } from '../access.ts';
import type { Mechanism } from '../mechanism.ts';
import { MAX_LENGTH } from '../params.ts';
import { cyclesOf } from '../program.ts';
import type { World } from '../state.ts';
import { type Cycles, type Id, type Int, NEVER, NONE } from '../types.ts';
import { giveUp } from './restarts.ts';

export const TREATMENTS = ['left', 'patched', 'translated'] as const;
export type Treatment = (typeof TREATMENTS)[number];
const LEAKS = ['tells', 'loses'] as const;
export type Leak = (typeof LEAKS)[number];

declare module '../messages.ts' {
  interface Events {
    /** a site has come to be watched: it ran for the first time, or again after others took its place */
    siteMet: { guest: Int; site: Int; leak: Leak };
    siteTreated: { guest: Int; site: Int; how: Treatment };
    /** a site that is not left has run so often; `isPaid`: its traps had cost its translation before */
    siteRan: { guest: Int; site: Int; how: Treatment; runs: Int; isPaid: boolean };
    /** traps of a patched site have cost what its translation would have */
    sitePaid: { guest: Int; site: Int };
    siteTranslated: { guest: Int; site: Int; instructions: Int };
    /** an interrupt flag that was lost `since` has come to light */
    flagHung: { guest: Int; site: Int; since: Cycles };
  }
}
declare module '../state.ts' {
  interface Kept {
    /** by guest */
    leaks?: Sites[];
    /** by task: instructions that the operation under way has to translate first */
    writing?: Int[];
  }
}

/**
 * The sites of one guest: by site, how it is treated (an index into TREATMENTS), whether its block has been translated,
 * its leak (1 + an index into LEAKS, 0 = never met), its runs so far, those of them in silence and in traps since the
 * guest was up, when it leaked first (0: never) and ran last, and since when an interrupt flag is lost that it should have restored (0: none is).
 * `watched`: the sites that somebody looks at, each in its place; NONE: nobody's.
 */
type Sites = {
  how: Int32Array;
  written: Int32Array;
  leak: Int32Array;
  runs: Int32Array;
  silent: Int32Array;
  trapped: Int32Array;
  toldAt: Float64Array;
  ranAt: Float64Array;
  lostAt: Float64Array;
  watched: Int[];
};

/** cycles from a lost interrupt flag to the hang; 0 where none comes of it */
export const FUSE = 'leak.fuse';
/** sites of a guest that can be looked at */
const WATCHED = 5;

export type Site = {
  site: Int;
  leak: Leak;
  how: Treatment;
  written: boolean;
  runs: Int;
  silent: Int;
  trapped: Int;
  instructions: Int;
  /** it leaked first; NEVER: it has not */
  toldAt: Cycles;
  ranAt: Cycles;
  /** NEVER: no interrupt flag is lost here */
  lostAt: Cycles;
};

const rowsOf = (w: World, g: Int): Sites | null => w.kept.leaks?.[g] ?? null;

/** What is known of a site of guest g; null where it has never run, or there is none. */
export function siteOf(w: World, g: Int, site: Int): Site | null {
  const rows = rowsOf(w, g);
  const leak = LEAKS[(rows?.leak[site] ?? 0) - 1];
  if (rows === null || leak === undefined) return null;
  return {
    site,
    leak,
    how: TREATMENTS[rows.how[site] ?? 0] ?? 'left',
    written: rows.written[site] === 1,
    runs: rows.runs[site] ?? 0,
    silent: rows.silent[site] ?? 0,
    trapped: rows.trapped[site] ?? 0,
    instructions: compiledOf(w, g).code[site] ?? 1,
    toldAt: rows.toldAt[site] || NEVER,
    ranAt: rows.ranAt[site] ?? 0,
    lostAt: rows.lostAt[site] || NEVER,
  };
}

/** The sites of guest g that are watched, place by place; null: nobody stands there. */
export const watchedOf = (w: World, g: Int): (Site | null)[] =>
  (rowsOf(w, g)?.watched ?? []).map((site) => (site === NONE ? null : siteOf(w, g, site)));

const priceAt = (w: World, g: Int, cost: Id): Cycles => cyclesOf(w.program, w.guests[g]?.machine ?? 0, cost) ?? 0;

/** What one run takes more in a trap than in translated code. */
export const trapping = (w: World, g: Int): Cycles => priceAt(w, g, 'exit') + priceAt(w, g, 'entry');

/** What it takes to translate a block of so many instructions. */
export const writing = (w: World, g: Int, instructions: Int): Cycles => instructions * priceAt(w, g, 'bt.translate');

/** The traps of a site have cost as much as its translation would: from here on nobody can be sure to lose by it. */
export const isPaid = (w: World, g: Int, { trapped, instructions }: Site): boolean =>
  trapped * trapping(w, g) >= writing(w, g, instructions);

/** Who makes room for a site that has run: an empty place, else a translated one, else the one that rests longest. */
function placeFor(w: World, g: Int, { watched }: Sites): Int {
  const empty = watched.indexOf(NONE);
  if (empty >= 0) return empty;
  const rank = (site: Int): number => {
    const one = siteOf(w, g, site);
    if (one === null) return Number.NEGATIVE_INFINITY;
    if (one.lostAt !== NEVER) return Number.POSITIVE_INFINITY;
    return one.how === 'translated' ? one.ranAt - MAX_LENGTH : one.ranAt;
  };
  const [first] = watched.map((site, n) => ({ n, rank: rank(site) })).sort((a, b) => a.rank - b.rank || a.n - b.n);
  return first === undefined || first.rank === Number.POSITIVE_INFINITY ? NONE : first.n;
}

/** The site of task t's operation has run, so often as the operation stands for. */
function note({ w, sink }: Context, t: Int, leak: Leak): Sites | null {
  const { guest: g, site, count } = taskOf(w, t);
  const rows = rowsOf(w, g);
  if (rows === null || site === NONE) return null;
  rows.leak[site] = 1 + LEAKS.indexOf(leak);
  rows.runs[site] = (rows.runs[site] ?? 0) + count;
  rows.ranAt[site] = w.now;
  if (rows.watched.includes(site)) return rows;
  const place = placeFor(w, g, rows);
  if (place === NONE) return rows;
  rows.watched[place] = site;
  if (rows.how[site] === TREATMENTS.indexOf('left')) w.decisions++;
  sink?.({ type: 'siteMet', at: w.now, guest: g, site, leak });
  return rows;
}

const kindOf = (arg: Id): Leak => (arg === 'loses' ? 'loses' : 'tells');

/** The earliest interrupt flag that guest g has lost, and where: NONE while it has lost none. */
function firstLost({ lostAt }: Sites): Int {
  return lostAt.reduce<Int>((first, at, site) => {
    if (at === 0) return first;
    return first === NONE || at < (lostAt[first] ?? 0) ? site : first;
  }, NONE);
}

/** Sets the clock of guest g to the hang that comes next. */
function light(w: World, g: Int, rows: Sites): void {
  const fuse = w.knobs[FUSE] ?? 0;
  const site = firstLost(rows);
  setTimer(w, 'leaks.fuse', g, site === NONE || fuse === 0 ? NEVER : (rows.lostAt[site] ?? 0) + fuse);
}

/** A sensitive instruction has run in silence. */
function silent(context: Context, t: Int, arg: Id): void {
  const { w, sink } = context;
  const { guest: g, site, count } = taskOf(w, t);
  guestOf(w, g).violations += count;
  const leak = kindOf(arg);
  const rows = note(context, t, leak);
  sink?.({ type: 'leaked', at: w.now, guest: g, cause: leak, site });
  if (rows === null) return;
  rows.silent[site] = (rows.silent[site] ?? 0) + count;
  if (rows.toldAt[site] === 0) rows.toldAt[site] = Math.max(1, w.now);
  if (leak !== 'loses' || rows.lostAt[site] !== 0) return;
  rows.lostAt[site] = Math.max(1, w.now);
  light(w, g, rows);
}

/** A patched one has trapped. */
function trapped(context: Context, t: Int, arg: Id): void {
  const { w, sink } = context;
  const { guest: g, site, count } = taskOf(w, t);
  const rows = note(context, t, kindOf(arg));
  if (rows === null) return;
  const was = siteOf(w, g, site);
  rows.trapped[site] = (rows.trapped[site] ?? 0) + count;
  const is = siteOf(w, g, site);
  if (was === null || is === null) return;
  sink?.({ type: 'siteRan', at: w.now, guest: g, site, how: 'patched', runs: count, isPaid: isPaid(w, g, was) });
  if (isPaid(w, g, was) || !isPaid(w, g, is)) return;
  w.decisions++;
  sink?.({ type: 'sitePaid', at: w.now, guest: g, site });
}

/** A block that is to be translated runs: from the translation cache, or translated first. */
function translated(context: Context, t: Int, arg: Id): void {
  const { w, sink } = context;
  const { guest: g, site, count } = taskOf(w, t);
  const rows = note(context, t, kindOf(arg));
  const own = w.kept.writing;
  if (rows === null || own === undefined) return;
  sink?.({ type: 'siteRan', at: w.now, guest: g, site, how: 'translated', runs: count, isPaid: false });
  own[t] = rows.written[site] === 1 ? 0 : instructionsAt(w, t);
  if (own[t] === 0) return;
  rows.written[site] = 1;
  sink?.({ type: 'siteTranslated', at: w.now, guest: g, site, instructions: own[t] ?? 0 });
}

/** Somebody has decided how a site is to be treated. What it has lost so far is put right by that. */
export function treatSite({ w, sink }: Context, g: Int, site: Int, how: Treatment): void {
  const rows = rowsOf(w, g);
  if (rows === null) return;
  rows.how[site] = TREATMENTS.indexOf(how);
  rows.lostAt[site] = 0;
  light(w, g, rows);
  sink?.({ type: 'siteTreated', at: w.now, guest: g, site, how });
}

/** An interrupt flag has been lost for too long: its guest waits for an interrupt that does not come. */
function hang(context: Context, g: Int): void {
  const { w, sink } = context;
  const rows = rowsOf(w, g);
  const site = rows === null ? NONE : firstLost(rows);
  if (rows === null || site === NONE) return;
  const since = rows.lostAt[site] ?? w.now;
  sink?.({ type: 'flagHung', at: w.now, guest: g, site, since });
  giveUp(context, g, { waiting: 'flag', since });
}

/** How task t's operation is treated; what happens nowhere in particular is left. */
function isTreated(w: World, t: Int, how: Treatment): boolean {
  const { guest, site } = taskOf(w, t);
  return (rowsOf(w, guest)?.how[site] ?? 0) === TREATMENTS.indexOf(how);
}

export const leaks: Mechanism = {
  id: 'leaks',
  keeps: ({ program }) => ({
    leaks: program.guests.map(({ code }) => ({
      how: new Int32Array(code.length),
      written: new Int32Array(code.length),
      leak: new Int32Array(code.length),
      runs: new Int32Array(code.length),
      silent: new Int32Array(code.length),
      trapped: new Int32Array(code.length),
      toldAt: new Float64Array(code.length),
      ranAt: new Float64Array(code.length),
      lostAt: new Float64Array(code.length),
      watched: new Array<Int>(WATCHED).fill(NONE),
    })),
    writing: new Array<Int>(program.vcpus).fill(0),
  }),
  tests: {
    'leak.left': (w, t) => isTreated(w, t, 'left'),
    'leak.patched': (w, t) => isTreated(w, t, 'patched'),
  },
  effects: { 'leak.silent': silent, 'leak.trapped': trapped, 'leak.translated': translated },
  registers: { 'leak.writing': (w, t) => w.kept.writing?.[t] ?? 0 },
  timers: { fuse: { per: 'guest', fire: hang } },
  knobs: { [FUSE]: { least: 0, most: MAX_LENGTH, first: 0 } },
  events: ['siteMet', 'siteTreated', 'siteRan', 'sitePaid', 'siteTranslated', 'flagHung'],
  asks: {
    siteMet: ({ guest, site, leak }, w) =>
      siteOf(w, guest, site)?.how === 'left' ? { kind: 'site', guest, reason: leak } : null,
    sitePaid: ({ guest }) => ({ kind: 'paid', guest, reason: '' }),
  },
  /** its kernel is loaded anew: nothing in it is patched, or translated */
  forget({ w }, g) {
    const rows = rowsOf(w, g);
    if (rows === null) return;
    for (const row of [rows.how, rows.written, rows.silent, rows.trapped, rows.lostAt]) row.fill(0);
    rows.watched.fill(NONE);
    light(w, g, rows);
  },
};
