/**
 * Walks: how an address is looked up for each guest that a TLB does not know. With nested paging every step of the
 * guest's own tables is an address to be looked up in the host's; with shadow paging there is one set of tables, which
 * has to be kept in step with the guest's.
 */
import {
  aheadOf,
  CATEGORIES,
  GIVEN,
  type Int,
  knobOf,
  largeFor,
  PAGES_PER_SITE,
  sitesIn,
  standingOf,
  type World,
} from '../../sim/index.ts';
import type { Found, SessionPart, With } from '../part.ts';
import type { Board } from '../view-base.ts';
import type { KnobView } from './knobs.ts';
import type { ModesView } from './modes.ts';

export type WalkView = {
  guest: Int;
  nested: boolean;
  /** levels of one set of tables: large pages leave out the last */
  levels: Int;
  /** table entries that one walk reads */
  steps: Int;
  /** small pages of memory in use, and large ones that would hold them; and large ones that it has */
  pages: Int;
  needs: Int;
  has: Int;
  /** it computes now; or the monitor copies into its shadow tables what it changed in its own */
  computes: boolean;
  copies: boolean;
};
/** by guest; null where it is not there */
export type TlbView = readonly (WalkView | null)[];

type Seen = Board & With<'tlb', TlbView> & With<'modes', ModesView> & With<'knobs', readonly KnobView[]>;

/** levels of page tables on x86-64 */
const LEVELS = 4;
/** blocks of either kind that are enough to matter */
const MATTERS = 150;

/** One dimension: a read per level. Two: each read of the guest's, and the last address, is looked up in the host's. */
const stepsOf = (levels: Int, nested: boolean): Int => (nested ? levels * levels + 2 * levels : levels);

function walkView(w: World, g: Int): WalkView | null {
  if (w.guests[g]?.stage !== 'up') return null;
  const sites = sitesIn(w, g, aheadOf(w, g, 1)[0]?.phase ?? 0);
  const has = knobOf(w, GIVEN, g);
  const needs = largeFor(sites);
  const nested = w.program.modes[standingOf(w, g).mode]?.mode.memory === 'nestedPaging';
  const levels = has > 0 && needs <= has ? LEVELS - 1 : LEVELS;
  const own = w.pcpus.find(({ task }) => w.tasks[task]?.guest === g);
  return {
    guest: g,
    nested,
    levels,
    steps: stepsOf(levels, nested),
    pages: sites * PAGES_PER_SITE,
    needs,
    has,
    computes: own?.interval === 'burst' || own?.interval === 'warm',
    copies: own?.interval === 'step' && CATEGORIES[own.mode] === 'shadowPaging',
  };
}

const walksIn = ({ parts }: Seen): WalkView[] => (parts.tlb ?? []).flatMap((walk) => walk ?? []);
const blocksIn = ({ parts }: Seen, guest: Int) => parts.modes?.gears.find((gear) => gear.guest === guest)?.blocks;

const atKnobs = (walk: WalkView | undefined): Found => (walk === undefined ? null : { guest: walk.guest, knobs: true });

export const tlb: SessionPart<TlbView, Seen> = {
  verbs: [],
  nothing: { audio: 'a walk takes too short to be heard' },
  view: ({ w }) => (w.kept.tlbs === undefined ? null : w.guests.map((_, g) => walkView(w, g))),
  situations: {
    torn(_, view) {
      return atKnobs(
        walksIn(view).find(({ guest, has, needs }) => {
          const { misses = 0, mapping = 0 } = blocksIn(view, guest) ?? {};
          const fits =
            has < needs && needs <= (view.parts.knobs?.find(({ knob }) => knob === GIVEN)?.left?.[guest] ?? 0);
          return fits && misses >= MATTERS && mapping >= MATTERS;
        }),
      );
    },
    hoards(_, view) {
      const found = walksIn(view).find(({ guest, has, needs }) => {
        const blocks = blocksIn(view, guest);
        return has > 0 && (needs === 0 || needs > 2 * has) && blocks !== null && blocks !== undefined;
      });
      return atKnobs(found);
    },
  },
};
