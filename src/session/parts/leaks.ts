/**
 * Leaks: the sites that are watched, place by place, each with its counter, with what its traps have cost beside its
 * translation, and with the time that is left where an interrupt flag is lost.
 */
import {
  type Bp,
  type Cycles,
  FUSE,
  type Id,
  type Int,
  isPaid,
  type Leak,
  NEVER,
  type Site,
  type Treatment,
  trapping,
  type World,
  watchedOf,
  writing,
} from '../../sim/index.ts';
import type { Found, SessionPart, With } from '../part.ts';
import { share } from '../view/lately.ts';
import type { Board } from '../view-base.ts';

export type SiteView = {
  site: Int;
  /** which instruction it is, by its name */
  instruction: Id;
  leak: Leak;
  how: Treatment;
  /** its block has been translated: that cannot be undone */
  written: boolean;
  runs: Int;
  /** in silence, since its guest was up */
  silent: Int;
  instructions: Int;
  /** what its traps have cost beside its translation, 0 … 10000 */
  paid: Bp;
  isPaid: boolean;
  /** a translation of its block, and what a trap takes more than translated code */
  price: Cycles;
  trap: Cycles;
  /** until its guest hangs, because an interrupt flag is lost here; NEVER: none is */
  left: Cycles;
  /** it has not run for a while */
  rests: boolean;
};

/** `guests`: by guest, its places; `fuse`: from a lost flag to the hang; `told`: leaks so far. */
export type LeaksView = { guests: (SiteView | null)[][]; fuse: Cycles; told: Int };

type Seen = Board & With<'leaks', LeaksView>;

/** What stands at a site that tells: which of them does not matter to the monitor. */
const TELLING = ['smsw', 'sgdt', 'pushCs', 'sidt', 'str', 'sldt'] as const;
/** seconds of play without a run */
const REST = 4;

const instructionOf = ({ leak, site }: Site): Id =>
  leak === 'loses' ? 'popf' : (TELLING[site % TELLING.length] ?? 'smsw');

function siteView(w: World, g: Int, one: Site, second: Cycles): SiteView {
  const price = writing(w, g, one.instructions);
  const trap = trapping(w, g);
  const fuse = w.knobs[FUSE] ?? 0;
  return {
    site: one.site,
    instruction: instructionOf(one),
    leak: one.leak,
    how: one.how,
    written: one.written,
    runs: one.runs,
    silent: one.silent,
    instructions: one.instructions,
    paid: Math.min(10_000, share(one.trapped * trap, price)),
    isPaid: isPaid(w, g, one),
    price,
    trap,
    left: one.lostAt === NEVER || fuse === 0 ? NEVER : Math.max(0, one.lostAt + fuse - w.now),
    rests: w.now - one.ranAt > REST * second,
  };
}

/** The place, of all guests that are up, of which it is so and which comes first by `rank`. */
function placeWhere(
  view: Seen,
  isSo: (site: SiteView) => boolean,
  rank: (site: SiteView) => number,
): { guest: Int; site: Int } | null {
  const found = (view.parts.leaks?.guests ?? []).flatMap((places, guest) =>
    view.guests[guest]?.stage === 'up'
      ? places.flatMap((one, site) => (one !== null && isSo(one) ? [{ guest, site, rank: rank(one) }] : []))
      : [],
  );
  const [first] = found.sort((a, b) => a.rank - b.rank);
  return first === undefined ? null : { guest: first.guest, site: first.site };
}

/** A lost flag comes first, then traps that have cost a translation, then whatever tells most. */
export const urgentIn = (view: Seen): { guest: Int; site: Int } | null =>
  placeWhere(
    view,
    ({ how, left, isPaid: paid, rests }) =>
      how !== 'translated' && (left !== NEVER || (!rests && (paid || how === 'left'))),
    ({ left, isPaid: paid, silent }) => (left !== NEVER ? left - 1e9 : paid ? -1e6 : -silent),
  );

const found = (view: Seen, isSo: (site: SiteView) => boolean): Found => placeWhere(view, isSo, () => 0);

export const leaks: SessionPart<LeaksView, Seen> = {
  verbs: ['treat'],
  lays: 'rows',
  view({ w, file }) {
    if (w.kept.leaks === undefined) return null;
    const second = Math.round((file.playSecondNs * w.program.hz) / 1_000_000_000);
    return {
      guests: w.guests.map(({ stage }, g) =>
        stage === 'off' ? [] : watchedOf(w, g).map((one) => one && siteView(w, g, one, second)),
      ),
      fuse: w.knobs[FUSE] ?? 0,
      told: w.guests.reduce((sum, { violations }) => sum + violations, 0),
    };
  },
  situations: {
    lost: (_, view) => found(view, ({ left }) => left !== NEVER),
    tells: ({ tells }, view) =>
      found(view, ({ leak, how, silent, rests }) => leak === 'tells' && how === 'left' && silent >= tells && !rests),
    treated: ({ treated }, view) => found(view, ({ how, runs }) => how === treated && runs > 1),
    paid: (_, view) => found(view, ({ how, isPaid: paid, rests }) => how === 'patched' && paid && !rests),
  },
};
