/** The table of hypercalls: what ported kernels may ask for, each with code that has to be trusted. */
import { type Bp, type Cycles, entriesOf, type Int, NONE, portsOf, type World } from '../../sim/index.ts';
import type { Rect } from '../layout-types.ts';
import { TABLE_WIDTH } from '../margin.ts';
import type { SessionPart, With } from '../part.ts';
import type { Samples } from '../past/samples.ts';
import { profileOf } from '../profile.ts';
import { handlerView } from '../view/handlers.ts';
import { lately, share } from '../view/lately.ts';
import type { Board, HandlerView } from '../view-base.ts';
import type { PortingView } from './porting.ts';

/** `enabled`: it is in the table; `answers`: its code is there too, which takes from `since` to `until`. */
export type CallView = HandlerView & {
  answers: boolean;
  since: Cycles;
  until: Cycles;
  /** of all cycles of the machine, what it saves the guests of ported kernels lately, or would; null while none is ported */
  saves: Bp | null;
};

/** Hypercalls that the level lets one enable. `room`: for so many at once, 0 = for all; `takes`: to add one. */
export type HypercallsView = { calls: CallView[]; room: Int; takes: Cycles };

/** Seconds of play in which everybody has had a turn: what is saved is reckoned over so many. */
const SAVED_SECONDS: Int = 8;

/** By so much of the machine a call has to save more than another before the tutorial speaks of it. */
const STALE: Bp = 300;

/** Guests of kernels that are ported, or are being so. */
const askers = (w: World): Int[] =>
  w.setup.guests.flatMap(({ kernel }, g) => {
    const index = w.setup.kernels.findIndex(({ id }) => id === kernel);
    const ports = portsOf(w, w.guests[g]?.machine ?? 0);
    return ports.kernel === index || ports.done.includes(index) ? [g] : [];
  });

/** Of each handler, by what its askers did lately, at the prices of the call and of the trap without it. */
function savingsOf(w: World, samples: Samples): (handler: Int) => Bp | null {
  const asking = askers(w);
  if (asking.length === 0) return () => null;
  const over = lately(samples, w, SAVED_SECONDS);
  const entries = entriesOf(w);
  return (handler) => {
    const saves = entries.find((entry) => entry.handler === handler)?.saves ?? [];
    const cycles = saves.flatMap(({ op, cycles: each }) => asking.map((g) => over.count(g, op) * each(g)));
    const sum = cycles.reduce((all, one) => all + one, 0);
    return share(Math.max(0, sum), over.capacity);
  };
}

type Seen = Board & With<'hypercalls', HypercallsView> & With<'porting', PortingView>;

export type TablePlace = { rect: Rect; title: Rect; entries: Rect[] };

export const hypercalls: SessionPart<HypercallsView, Seen, Int, TablePlace> = {
  verbs: ['hypercall'],
  view({ w, past }) {
    if (!w.setup.verbs.includes('hypercall')) return null;
    const reason = w.program.reasons.indexOf('hypercall');
    const { callRoom: room = 0, callCycles: takes = 0 } = w.knobs;
    const savedBy = savingsOf(w, past.samples);
    const calls = w.program.handlers.flatMap((handler, index): CallView[] => {
      const own = handlerView(w, index);
      if (own === null || reason === NONE || !handler.reasons.includes(reason)) return [];
      const until = w.kept.callsFrom?.[index] ?? 0;
      return [
        {
          ...own,
          answers: own.enabled && until <= w.now,
          since: until - takes,
          until,
          saves: savedBy(index),
        },
      ];
    });
    return calls.length === 0 ? null : { calls, room, takes };
  },
  lays: 'cards',
  shape: ({ calls }) => calls.length,
  place(calls, { workRow }) {
    const x = workRow.x + workRow.w - TABLE_WIDTH;
    const rect: Rect = { x, y: workRow.y, w: TABLE_WIDTH, h: workRow.h - 6 };
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
      for (const kernel of view.parts.porting?.kernels.filter(({ state }) => state !== 'asIs') ?? []) {
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
      const kernel = view.parts.porting?.kernels.find(({ state }) => state !== 'asIs');
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
    enabled({ enabled }, view) {
      const on = view.parts.hypercalls?.calls.filter((call) => call.enabled) ?? [];
      return on.length >= enabled ? {} : null;
    },
  },
};
