/** The table of hypercalls: what ported kernels may ask for, each with code that has to be trusted. */
import {
  type Bp,
  type Cycles,
  type Entry,
  entriesOf,
  type Id,
  type Int,
  kernelOf,
  NONE,
  portingOf,
  savesAhead,
  type World,
} from '../../sim/index.ts';
import type { Ground, Rect } from '../layout-types.ts';
import { TABLE_WIDTH } from '../margin.ts';
import type { SessionPart, With } from '../part.ts';
import { profileOf } from '../profile.ts';
import { handlerView } from '../view/handlers.ts';
import { lately, share } from '../view/lately.ts';
import { edgesOf, type SavingAhead, type TurnView, turnsOf } from '../view/turns.ts';
import type { Board, HandlerView } from '../view-base.ts';
import type { PortingView } from './porting.ts';

/** `enabled`: it is in the table; `answers`: its code is there too, which takes from `since` to `until`. */
export type CallView = HandlerView & {
  answers: boolean;
  since: Cycles;
  until: Cycles;
  /**
   * Of all cycles of the machine, what it saves the guests of ported kernels, or would, if they get done what is asked of
   * them today; null while no kernel is ported or being ported.
   */
  saves: Bp | null;
  /** … from now on, without gaps; empty where `saves` is null */
  ahead: SavingAhead[];
};

/**
 * Hypercalls that the level lets one enable. `room`: for so many at once, 0 = for all; `takes`: to add one; `leaves`: which
 * one of a full table makes room when another is chosen, null while there is room; `traps`: of all cycles of the machine,
 * what traps took just now.
 */
export type HypercallsView = {
  calls: CallView[];
  room: Int;
  takes: Cycles;
  turns: TurnView[];
  leaves: Id | null;
  traps: Bp;
};

/** Seconds of play that are looked ahead. */
const AHEAD: Int = 16;

/** Seconds of play over which an entry is worth least, and over which traps are shown as of just now. */
const WORTH: Int = 4;
const JUST_NOW: Int = 2;

/** By so much of the machine a call has to save more than another before the tutorial speaks of it. */
const STALE: Bp = 300;

/** Seconds of play for which the tutorial speaks of a turn before it comes. */
const SOON: Int = 7;

const isThere = (w: World, g: Int): boolean => !['off', 'gone'].includes(w.guests[g]?.stage ?? 'gone');

/** Guests of kernels that ask. */
const askers = (w: World): Int[] =>
  w.setup.guests.flatMap((_, g) => (isThere(w, g) && portingOf(w).written[kernelOf(w, g)]?.length ? [g] : []));

/** What each entry saves its askers from now on, stretch by stretch. */
function savingsOf(w: World, second: Cycles): (entry: Entry | undefined) => SavingAhead[] {
  const asking = askers(w);
  if (asking.length === 0) return () => [];
  const edges = edgesOf(w, asking, AHEAD * second, Math.floor(second / 20));
  const pcpus = w.pcpus.filter(({ interval }) => interval !== 'off').length;
  return (entry) =>
    edges.slice(1).map((to, i) => {
      const from = edges[i] ?? 0;
      const cycles = entry === undefined ? 0 : savesAhead(w, entry, asking, from, to);
      return { from, to, saves: share(cycles, (to - from) * pcpus) };
    });
}

/** Of a full table, the entry that saves least from now on; of those that nobody asks for, the one that was added first. */
function leavesOf(calls: readonly CallView[], room: Int, far: Cycles): Id | null {
  const listed = calls.filter(({ enabled }) => enabled);
  if (room === 0 || listed.length < room) return null;
  const worth = ({ ahead }: CallView): number =>
    ahead.reduce((sum, { from, to, saves }) => sum + saves * Math.max(0, Math.min(to, far) - from), 0);
  return [...listed].sort((a, b) => worth(a) - worth(b) || a.until - b.until)[0]?.id ?? null;
}

type Seen = Board & With<'hypercalls', HypercallsView> & With<'porting', PortingView>;

/** The table begins higher than the cards beside it, where nothing stands above: its entries say more than a name. */
const RISE = { most: 36, apart: 8, exit: 28 } as const;

function riseOf({ workRow, prompt, rail }: Ground): number {
  const words = prompt.y + prompt.h;
  const room = words > workRow.y ? RISE.most : workRow.y - words - RISE.apart;
  return Math.max(0, Math.min(RISE.most, room, rail === null ? RISE.most : workRow.y - rail - RISE.exit));
}

export type TablePlace = { rect: Rect; title: Rect; entries: Rect[] };

export const hypercalls: SessionPart<HypercallsView, Seen, Int, TablePlace> = {
  verbs: ['hypercall'],
  view({ w, past }) {
    if (!w.setup.verbs.includes('hypercall')) return null;
    const reason = w.program.reasons.indexOf('hypercall');
    const { callRoom: room = 0, callCycles: takes = 0 } = w.knobs;
    const entries = entriesOf(w);
    const savedBy = savingsOf(w, past.samples.second);
    const calls = w.program.handlers.flatMap((handler, index): CallView[] => {
      const own = handlerView(w, index);
      if (own === null || reason === NONE || !handler.reasons.includes(reason)) return [];
      const until = w.kept.callsFrom?.[index] ?? 0;
      const ahead = savedBy(entries.find((entry) => entry.handler === index));
      return [
        {
          ...own,
          answers: own.enabled && until <= w.now,
          since: until - takes,
          until,
          saves: ahead[0]?.saves ?? null,
          ahead,
        },
      ];
    });
    if (calls.length === 0) return null;
    const { second } = past.samples;
    const recent = lately(past.samples, w, JUST_NOW);
    return {
      calls,
      room,
      takes,
      turns: turnsOf(w, entries),
      leaves: leavesOf(calls, room, WORTH * second),
      traps: share(recent.spent('exitEntry') + recent.spent('emulation'), recent.capacity),
    };
  },
  lays: 'cards',
  shape: ({ calls }) => calls.length,
  place(calls, ground) {
    const { workRow } = ground;
    const rise = riseOf(ground);
    const x = workRow.x + workRow.w - TABLE_WIDTH;
    const rect: Rect = { x, y: workRow.y - rise, w: TABLE_WIDTH, h: workRow.h - 6 + rise };
    const title: Rect = { x: rect.x + 8, y: rect.y + 4, w: rect.w - 16, h: 20 };
    const h = (rect.h - 30) / Math.ceil(calls / 2);
    const entries = Array.from({ length: calls }, (_, i) => ({
      x: rect.x + 6 + (i % 2) * 124,
      y: rect.y + 26 + Math.floor(i / 2) * h,
      w: 120,
      h: h - 3,
    }));
    return { rect, title, entries };
  },
  situations: {
    /** The call in which the guests of a kernel that was, or is being, ported lose most, unless it is enabled. */
    wanted(_, view) {
      const calls = view.parts.hypercalls?.calls ?? [];
      for (const kernel of view.parts.porting?.kernels.filter(({ parts }) =>
        parts.some(({ state }) => state !== 'open'),
      ) ?? []) {
        const top = profileOf(view, kernel).find(({ reason }) => calls.some(({ id }) => id === reason));
        const call = calls.find(({ id }) => id === top?.reason);
        if (call !== undefined && !call.enabled) return { kernel: kernel.id, call: call.id };
      }
      return null;
    },
    /** A kernel that can ask, or soon will, while the table has room for a call that it knows. */
    room(_, view) {
      const { calls = [], room = 0 } = view.parts.hypercalls ?? {};
      const listed = calls.filter(({ enabled }) => enabled).length;
      const kernel = view.parts.porting?.kernels.find(({ parts }) => parts.some(({ state }) => state !== 'open'));
      const isFull = listed >= (room === 0 ? calls.length : room);
      return kernel === undefined || isFull ? null : { kernel: kernel.id };
    },
    /** The table is full and answers, but a call that is not there would save clearly more than one that is: the work has turned. */
    stale(_, view) {
      const { calls = [], room = 0 } = view.parts.hypercalls ?? {};
      const saved = ({ saves }: CallView): Bp => saves ?? 0;
      const inTable = calls.filter(({ answers }) => answers).sort((a, b) => saved(a) - saved(b));
      const [best] = calls.filter(({ enabled }) => !enabled).sort((a, b) => saved(b) - saved(a));
      const [worst] = inTable;
      if (room === 0 || inTable.length < room || best === undefined || worst === undefined) return null;
      return saved(best) > saved(worst) + STALE ? { call: best.id } : null;
    },
    /** The table is full, and the work of a guest that can ask is about to ask for a call that is not there. */
    turning(_, view) {
      const { calls = [], room = 0, turns = [] } = view.parts.hypercalls ?? {};
      const listed = calls.filter(({ enabled }) => enabled);
      if (room === 0 || listed.length < room) return null;
      const soon = (SOON * view.playSecondNs * view.hz) / 1e9;
      for (const { guest, next } of turns) {
        const kernel = view.parts.porting?.kernels.find(({ guests }) => guests.includes(guest));
        const call = next?.calls.find((id) => !listed.some((one) => one.id === id));
        if (
          kernel?.parts.some(({ state }) => state === 'written') === true &&
          next !== null &&
          next.in <= soon &&
          call !== undefined
        )
          return { guest, call };
      }
      return null;
    },
    enabled({ enabled }, view) {
      const on = view.parts.hypercalls?.calls.filter((call) => call.enabled) ?? [];
      return on.length >= enabled ? {} : null;
    },
  },
};
