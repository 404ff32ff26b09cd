/**
 * Emulated cards: where each model stands, how often it is knocked at, and the volleys that guests send; and of the sends
 * that guests put off, how many lie there.
 */
import {
  AT_ONCE,
  aheadOf,
  type Bp,
  CARD_ROOM,
  COMBINE,
  type Cycles,
  type DeviceKind,
  type Id,
  type Int,
  isInside,
  knobOf,
  knockRate,
  knocksPerPiece,
  latelyAt,
  leavingFor,
  linesLeft,
  MOST_BITS,
  NEVER,
  NONE,
  OPS,
  queueFor,
  queueOf,
  quote,
  rowsOf,
  type World,
} from '../../sim/index.ts';
import type { Point, Rect } from '../layout-types.ts';
import { COLUMN } from '../margin.ts';
import type { Found, SessionPart, With } from '../part.ts';
import type { Board } from '../view-base.ts';

/**
 * A model. `knocks`: those of the last stretch that the monitor answers, or could; `rate`: what the guests' work now asks of
 * it, in a million cycles; `heat`: that, beside the card of which most is asked. `price`: of moving it, with those who make
 * room. `instead`: who has to; null = it is not enough if all do.
 */
export type CardView = {
  id: Id;
  kind: DeviceKind;
  inside: boolean;
  lines: Int;
  knocks: Int;
  rate: Int;
  heat: Bp;
  price: Cycles;
  instead: Id[] | null;
};

/** The last volley of a guest: at which card, how many knocks of so many, and for which of them the door opened. */
export type VolleyView = { card: Int; n: Int; of: Int; crossed: Int; at: Cycles; pcpu: Int; lasts: boolean };

/** What a guest talks to most, now (NONE: nobody) or next, `in` so many cycles (NEVER: it does not change). */
export type TalkView = { card: Int; row: Int; next: Int; nextRow: Int; in: Cycles };

export type CardsView = {
  cards: CardView[];
  /** lines for which the monitor has room, and those that nobody has; 0 = it has no end */
  room: Int;
  left: Int;
  /** by guest; null where it has not knocked yet */
  volleys: (VolleyView | null)[];
  /** by guest: sends that lie in its queue, of so many; null where it has none, or sends at once and none lie there */
  sends: ({ n: Int; room: Int; combines: boolean } | null)[];
  talks: TalkView[];
};

const cardIn = (w: World, g: Int, ahead: Int): Int => {
  let [best, most]: [Int, Int] = [NONE, 0];
  w.program.cards.forEach((_, c) => {
    const knocks = knocksPerPiece(w, c, g, ahead);
    if (knocks > most) [best, most] = [c, knocks];
  });
  return best;
};

function talkOf(w: World, g: Int): TalkView {
  const { op, turns } = rowsOf(w, g);
  const sends = OPS[op] === 'packetOut';
  const [present, next] = aheadOf(w, g, 2);
  const rowIn = (n: Int): Int => (sends ? (turns[n]?.row ?? 0) : 0);
  return {
    card: cardIn(w, g, 0),
    row: rowIn(0),
    next: next === undefined ? NONE : cardIn(w, g, 1),
    nextRow: rowIn(1),
    in: next === undefined || w.program.guests[g]?.arrivals === null ? NEVER : (present?.left ?? NEVER),
  };
}

/** Of the models inside, those of which least is asked and that make room enough. */
function makesRoom(w: World, c: Int, rates: readonly Int[]): Id[] | null {
  const { lines, machine } = w.program.cards[c] ?? { lines: 0, machine: 0 };
  const others = w.program.cards.flatMap((other, i) =>
    isInside(w, i) && other.machine === machine ? [{ ...other, heat: rates[i] ?? 0 }] : [],
  );
  return leavingFor(lines, linesLeft(w, machine), others)?.map((i) => others[i]?.id ?? '') ?? null;
}

function volleyOf(w: World, g: Int): VolleyView | null {
  const t = w.program.guests[g]?.firstTask ?? NONE;
  const volley = w.kept.volleys?.[t];
  const task = w.tasks[t];
  if (volley === undefined || task === undefined || volley.card === NONE) return null;
  const { card, n, of, crossed, at } = volley;
  return { card, n, of, crossed, at, pcpu: task.pcpu, lasts: n < of || w.now === at };
}

function sendsOf(w: World, g: Int): CardsView['sends'][number] {
  const id = w.program.queues.find(({ guest }) => guest === g)?.id;
  const q = id === undefined ? NONE : queueFor(w, g, id);
  if (q === NONE) return null;
  const n = queueOf(w, q).requests.length;
  return { n, room: w.program.queues[q]?.room ?? 0, combines: knobOf(w, COMBINE, g) !== AT_ONCE };
}

type Seen = Board & With<'cards', CardsView>;

/** One card: in the monitor, and in user space; the same places whether it stands there or not. */
export type CardSeat = { inside: Rect; outside: Rect };
/**
 * `words`: for how much room there is; `door`: through which knocks go; `drivers`: where they reach the real devices;
 * `lanes`: heights and columns that knocks keep to in the monitor and in user space, so that they run over no words.
 */
type CardsPlace = {
  seats: CardSeat[];
  words: Rect;
  door: Point;
  drivers: Rect;
  lanes: { inside: Point; outside: Point };
};

const GAP = 8;
const INSIDE = { w: 124, h: 54, foot: 8 } as const;
const HEAD = 44;

function gridIn(left: number, top: number, w: number, h: number, n: Int): Rect[] {
  return Array.from({ length: n }, (_, i) => ({
    x: left + (i % 2) * (w + GAP),
    y: top + Math.floor(i / 2) * (h + GAP),
    w,
    h,
  }));
}

/** The card outside of which most is asked, while those stand inside of which little is asked, or there is room. */
function misplaced({ cards }: CardsView): CardView | null {
  const outside = cards.filter((one) => !one.inside && one.instead !== null && one.rate > 0 && one.knocks > 0);
  const [hot] = outside.sort((a, b) => b.rate - a.rate);
  if (hot === undefined) return null;
  const cool = cards.reduce((sum, { id, rate }) => (hot.instead?.includes(id) === true ? sum + rate : sum), 0);
  return 2 * cool < hot.rate ? hot : null;
}

const allCrossed = ({ n, crossed }: VolleyView): boolean => n > 0 && crossed === (1 << Math.min(n, MOST_BITS)) - 1;

const talking = (view: Seen, test: (talk: TalkView, g: Int) => boolean): Found => {
  const found =
    view.parts.cards?.talks.findIndex((talk, g) => view.guests[g]?.present === true && test(talk, g)) ?? NONE;
  return found < 0 ? null : { guest: found, knobs: true };
};
const stands = (view: Seen, g: Int): boolean => view.parts.cards?.sends[g]?.combines ?? false;
const isHoused = (view: Seen, card: Int): boolean => view.parts.cards?.cards[card]?.inside ?? false;

export const cards: SessionPart<CardsView, Seen, Int, CardsPlace> = {
  verbs: ['house'],
  lays: 'cards',
  view({ w }) {
    if (w.program.cards.length === 0) return null;
    const up = w.guests.flatMap(({ stage }, g) => (stage === 'up' ? [g] : []));
    const knocks = w.program.cards.map((_, c) => up.reduce((sum, g) => sum + latelyAt(w, c, g), 0));
    const rates = w.program.cards.map((_, c) => up.reduce((sum, g) => sum + knockRate(w, c, g), 0));
    const most = Math.max(1, ...rates);
    const left = linesLeft(w, 0);
    return {
      cards: w.program.cards.map(({ id, kind, lines }, c) => {
        const inside = isInside(w, c);
        const instead = inside ? [] : makesRoom(w, c, rates);
        return {
          id,
          kind,
          inside,
          lines,
          knocks: knocks[c] ?? 0,
          rate: rates[c] ?? 0,
          heat: Math.floor((10_000 * (rates[c] ?? 0)) / most),
          price: quote(w, { do: 'house', card: id, inside: !inside, instead: instead ?? [] }).total,
          instead,
        };
      }),
      room: w.knobs[CARD_ROOM] ?? 0,
      left: left === NEVER ? 0 : left,
      volleys: w.guests.map((_, g) => volleyOf(w, g)),
      sends: w.guests.map((_, g) => sendsOf(w, g)),
      talks: w.guests.map((_, g) => talkOf(w, g)),
    };
  },
  shape: ({ cards: all }) => all.length,
  /** Two grids, one on each side of the wall: what moves keeps its place among the others. */
  place(n, { beside, desk }) {
    if (beside === null || desk === null) return null;
    const rows = Math.ceil(n / 2);
    const h = Math.min(INSIDE.h, (desk.h - 2 * HEAD) / rows - GAP);
    const left = beside.door.x - 2 * INSIDE.w - GAP - INSIDE.foot;
    const top = desk.y + desk.h - rows * (h + GAP) - INSIDE.foot + GAP;
    const { apps } = beside;
    const w = (apps.w - 3 * GAP) / 2;
    const room = (apps.h - HEAD - 2) / rows - GAP;
    const inside = gridIn(left, top, INSIDE.w, h, n);
    const outside = gridIn(apps.x + GAP, apps.y + HEAD, w, Math.min(70, room), n);
    return {
      seats: inside.map((rect, i) => ({ inside: rect, outside: outside[i] ?? rect })),
      words: { x: COLUMN.x, y: top + h - 14, w: COLUMN.w, h: 26 },
      drivers: beside.kernel,
      door: { x: beside.door.x + beside.door.w / 2, y: beside.door.y + beside.door.h / 2 },
      lanes: {
        inside: { x: beside.door.x - INSIDE.foot / 2, y: top + h + GAP / 2 },
        outside: { x: apps.x - 5, y: apps.y + HEAD + Math.min(70, room) + GAP / 2 },
      },
    };
  },
  situations: {
    /** a volley of so many knocks goes on, or was the last, and each of them has crossed */
    knocked({ knocked }, view) {
      const all = view.parts.cards;
      const guest = all?.volleys.findIndex((one) => one !== null && one.of >= knocked && allCrossed(one)) ?? NONE;
      const volley = all?.volleys[guest];
      return guest < 0 || volley == null ? null : { guest, card: all?.cards[volley.card]?.id ?? '' };
    },
    // which one it is, is the question
    misplaced: (_, view) => (view.parts.cards === null || misplaced(view.parts.cards) === null ? null : {}),
    housed({ housed }, view) {
      const found = view.parts.cards?.cards.find(({ id, inside }) => inside && id === housed);
      return found === undefined ? null : { card: found.id };
    },
    /** a guest sends in such rows, its card's model stands inside, and its sends go otherwise */
    rows: ({ rows }, view) =>
      talking(
        view,
        ({ card, row }, g) => isHoused(view, card) && !stands(view, g) && (rows === 1 ? row > 1 : row >= rows),
      ),
    single: (_, view) => talking(view, ({ card, row }, g) => isHoused(view, card) && row === 1 && !stands(view, g)),
    talks({ talks: within }, view) {
      const found = talking(view, ({ card, next, in: soon }) => next !== NONE && next !== card && soon < within);
      const next = found?.guest === undefined ? undefined : view.parts.cards?.talks[found.guest]?.next;
      return next === undefined ? null : { guest: found?.guest ?? NONE, card: view.parts.cards?.cards[next]?.id ?? '' };
    },
  },
};
