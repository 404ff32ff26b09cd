/** Kernels that are ported part by part, so that they make hypercalls instead of being caught, by one pair of hands. */
import {
  type Bp,
  bootCost,
  type Cycles,
  type Entry,
  entriesOf,
  type Id,
  type Int,
  isHere,
  kernelOf,
  leftOf,
  losesAhead,
  NONE,
  type Part,
  partsNewTo,
  placeOf,
  portingOf,
  queueRoom,
  type World,
  wholeOf,
} from '../../sim/index.ts';
import type { Ground, Point, Rect } from '../layout-types.ts';
import type { SessionPart } from '../part.ts';
import { LONG_SECONDS, type Samples } from '../past/samples.ts';
import { meanOf, type Profile } from '../profile.ts';
import { guestProfile } from '../view/guests.ts';
import { lately, share } from '../view/lately.ts';
import {
  type ComingView,
  comingOf,
  type SavingAhead,
  type Stretch,
  stretchesOf,
  type TurnView,
  turnsOf,
} from '../view/turns.ts';
import type { Board } from '../view-base.ts';

/** 'begun': something of it is written, but it is not in the queue */
type PartState = 'open' | 'begun' | 'queued' | 'inHand' | 'written';

/** A part of a kernel's port: the call that the kernel is to make. */
export type PartView = {
  call: Id;
  state: PartState;
  /** in the queue, from 1; 0 = it is not there */
  place: Int;
  left: Cycles;
  whole: Cycles;
  /**
   * Of all cycles of the machine, what it would save the kernel's guests beyond what is written by then, stretch by stretch
   * from now on, as their work turns; empty once it is written. By then: with what of its kernel is queued before it. It may
   * cost for a while: a kernel’s first part ends translation, and then page-table updates trap until their own part is there.
   */
  ahead: SavingAhead[];
  /**
   * … and on average, were it the first of its kernel, which is counted with the end of translation; null where it is, or once
   * it is written.
   */
  alone: Bp | null;
};

/**
 * What a restart of a guest would bring: the calls of its kernel that it has not booted. `gains`: of the machine, on average
 * over what is looked ahead; `pays`: after so long that has made up for the boot, null where it does not within that; `loses`:
 * requests that nobody has answered, which it drops.
 */
export type RestartView = { guest: Int; calls: Id[]; gains: Bp; pays: Cycles | null; loses: Int };

/** Those that lose no request first: who owes an answer may give it before. */
export const gentlest = (a: RestartView, b: RestartView): number => Math.sign(a.loses) - Math.sign(b.loses);

export type KernelView = {
  id: Id;
  guests: Int[];
  closed: boolean;
  portLines: Int;
  /** none where nobody may port it */
  parts: PartView[];
  restarts: RestartView[];
  /** guests of it that come soon: what is written by then they have without a restart */
  coming: ComingView[];
  /** what exits take of the time of its guests that are up, over a longer stretch than their own profiles show */
  long: Profile;
};

/**
 * The kernels that guests of this level run, in the order in which they are first met; those that nobody may port last.
 * `room`: so many more parts the queue takes; null where it takes any number.
 */
export type PortingView = { kernels: KernelView[]; turns: TurnView[]; room: Int | null };

/** `restarts`: a place for each guest, beside its badge */
export type KernelPlace = { rect: Rect; name: Rect; badges: Point[]; parts: Rect[]; restarts: Rect[] };
/** `legend`: how far the strips look; `hand`: what is being written; `waits`: what follows; no exit lands on any of them */
type PortingPlace = { cards: KernelPlace[]; legend: Rect; hand: Rect; waits: Rect };
/** `margin`: nothing is wired at the left edge, so that cards may reach as far */
type Shape = { kernels: { guests: Int; parts: Int }[]; margin: boolean };

/** Seconds of play that are looked ahead: for parts and restarts alike, so that what one promises the other keeps. */
const AHEAD: Int = 36;

/** A restart is due when it pays so soon, in seconds of play. */
const DUE: Int = 20;

/** as high and as wide as a finger needs them where the picture is 390 CSS pixels high */
const PART = { h: 82, gap: 4, inset: 5 } as const;
const RESTART = { h: 36, gap: 4 } as const;
/** the row of what is being written */
const QUEUE = { h: 44, least: 24, gap: 4, clear: 28 } as const;
const NAME = 26;
const MARGIN = 12;
/** the widest card, and how much of one is left to a kernel that nobody may port */
const WIDEST = 352;
const PLAIN = 0.5;
const CARD = NAME + PART.h + RESTART.h + 2 * RESTART.gap;

/** What guests of this world lose between two times with these calls; none of them: as they came. */
type Loses = (g: Int, calls: readonly Id[], from: Cycles, to: Cycles) => number;

const losesIn =
  (w: World, entries: readonly Entry[]): Loses =>
  (g, calls, from, to) =>
    losesAhead(w, entries, g, calls.length === 0 ? null : calls, from, to);

/** The stretch over which a guest's kernel is judged: no further back than its own start. */
const since = (w: World, g: Int, second: Cycles): Int =>
  Math.min(LONG_SECONDS, Math.max(1, Math.floor((w.now - (w.guests[g]?.stageAt ?? 0)) / second)));

function partView(
  w: World,
  loses: Loses,
  part: Part,
  stretches: readonly Stretch[],
  there: readonly Int[],
  pcpus: Int,
): PartView {
  const { kernel: k, call } = part;
  const { written, begun, queue } = portingOf(w);
  const place = placeOf(w, part) + 1;
  const before = place === 0 ? queue : queue.slice(0, place - 1);
  const done = [...(written[k] ?? []), ...before.filter(({ kernel }) => kernel === k).map((one) => one.call)];
  const isBegun = begun.some((one) => one.kernel === k && one.call === call);
  const saved = (from: Cycles, to: Cycles): number =>
    there.reduce((sum, g) => sum + loses(g, done, from, to) - loses(g, [...done, call], from, to), 0);
  const isWritten = written[k]?.includes(call) === true;
  const [left, far] = [isWritten ? 0 : leftOf(w, part), stretches.at(-1)?.to ?? 0];
  const first = (): number => there.reduce((sum, g) => sum + loses(g, [], left, far) - loses(g, [call], left, far), 0);
  return {
    call,
    state: isWritten ? 'written' : place === 1 ? 'inHand' : place > 1 ? 'queued' : isBegun ? 'begun' : 'open',
    place,
    left,
    whole: wholeOf(w, part),
    ahead: isWritten
      ? []
      : stretches.map(({ from, to }) => ({
          from,
          to,
          saves: share(Math.round(saved(from, to)), (to - from) * pcpus),
        })),
    alone: isWritten || done.length === 0 || left >= far ? null : share(Math.round(first()), (far - left) * pcpus),
  };
}

/** Requests of guest g that nobody has answered: those a restart drops. */
const openOf = (w: World, g: Int): Int => {
  const { arrived = 0, served = 0, dropped = 0 } = w.guests[g] ?? {};
  return arrived - served - dropped;
};

/** @param stretches in each of them a restart gains evenly */
function restartView(w: World, loses: Loses, g: Int, stretches: readonly Stretch[], pcpus: Int): RestartView {
  const { written, booted } = portingOf(w);
  const [has, would] = [booted[g] ?? [], written[kernelOf(w, g)] ?? []];
  const boot = bootCost(w, g, w.guests[g]?.nextMode ?? NONE);
  let gained = 0;
  let pays: Cycles | null = null;
  for (const { from, to } of stretches) {
    const gain = loses(g, has, from, to) - loses(g, would, from, to);
    if (pays === null && gain > 0 && gained + gain >= boot)
      pays = from + Math.ceil(((to - from) * (boot - gained)) / gain);
    gained += gain;
  }
  return {
    guest: g,
    calls: partsNewTo(w, g),
    gains: share(Math.max(0, Math.round(gained)), Math.max(1, stretches.at(-1)?.to ?? 1) * pcpus),
    pays,
    loses: openOf(w, g),
  };
}

function kernelView(
  w: World,
  id: Id,
  entries: readonly Entry[],
  samples: Samples,
  profileOf: (g: Int) => Profile,
): KernelView | null {
  const guests = w.setup.guests.flatMap((guest, g) => (guest.kernel === id ? [g] : []));
  const k = kernelOf(w, guests[0] ?? NONE);
  const kernel = w.setup.kernels[k];
  if (kernel === undefined) return null;
  const coming = comingOf(w, entries, guests, AHEAD * samples.second);
  const there = guests.filter((g) => isHere(w.guests[g]?.stage ?? 'gone') || coming.some(({ guest }) => guest === g));
  const up = guests.filter((g) => w.guests[g]?.stage === 'up');
  const { second } = samples;
  const pcpus = w.pcpus.filter(({ interval }) => interval !== 'off').length;
  const loses = losesIn(w, entries);
  // what would be saved after the end is no gain
  const far = Math.max(1, Math.min(AHEAD * second, w.setup.length - w.now));
  const stretches = stretchesOf(w, there, far, Math.floor(second / 20));
  return {
    id,
    guests,
    closed: kernel.closed,
    portLines: kernel.portLines,
    parts: kernel.closed
      ? []
      : entries.map(({ id: call }) => partView(w, loses, { kernel: k, call }, stretches, there, pcpus)),
    restarts: up.flatMap((g) => (partsNewTo(w, g).length === 0 ? [] : [restartView(w, loses, g, stretches, pcpus)])),
    coming,
    long: meanOf(up.map(profileOf)),
  };
}

/** The cards are as high as they need to be, as far as nothing stands above them. */
function riseOf({ workRow, prompt, rail }: Ground): number {
  const words = prompt.y + prompt.h;
  const most = Math.max(0, CARD - (workRow.h - 6));
  const above = QUEUE.least + QUEUE.gap + 6;
  const room = words > workRow.y ? most : workRow.y - words - above;
  // exits land between the words of the queue, not on cards
  return Math.max(0, Math.min(most, room, rail === null ? most : workRow.y - rail - QUEUE.gap));
}

/** As high as what stands above it lets it be, left and right of where exits land. */
function queueOver(y: number, { workRow, landings, prompt }: Ground): Omit<PortingPlace, 'cards'> {
  const right = workRow.x + workRow.w;
  const words = prompt.y + prompt.h;
  const h = words > workRow.y ? QUEUE.h : Math.max(QUEUE.least, Math.min(QUEUE.h, y - QUEUE.gap - words));
  const at = { y: y - h - QUEUE.gap, h };
  const [first = workRow.x + workRow.w / 3, second = right] = landings;
  const [from, to] = [first + QUEUE.clear, second === right ? right : second - QUEUE.clear];
  return {
    legend: { ...at, x: MARGIN, w: workRow.x - 2 * MARGIN },
    hand: { ...at, x: workRow.x, w: first - QUEUE.clear - workRow.x },
    waits: { ...at, x: from, w: to - from },
  };
}

type Seen = Board & { parts: { porting: PortingView | null } };

export const porting: SessionPart<PortingView, Seen, Shape, PortingPlace> = {
  verbs: ['port', 'restart'],
  view({ w, past, catalogue }) {
    if (!w.setup.verbs.includes('port')) return null;
    const { samples } = past;
    const entries = entriesOf(w);
    const profile = (g: Int): Profile =>
      guestProfile({ w, lately: lately(samples, w, since(w, g, samples.second)), catalogue }, g);
    const ids = [...new Set(w.setup.guests.map(({ kernel }) => kernel))];
    const kernels = ids.flatMap((id) => kernelView(w, id, entries, samples, profile) ?? []);
    return {
      kernels: [...kernels.filter(({ closed }) => !closed), ...kernels.filter(({ closed }) => closed)],
      turns: turnsOf(w, entries),
      room: queueRoom(w),
    };
  },
  lays: 'cards',
  shape: ({ kernels }, { verbs }) => ({
    kernels: kernels.map(({ guests, parts }) => ({ guests: guests.length, parts: parts.length })),
    margin: !verbs.includes('rule'),
  }),
  place({ kernels, margin }, ground) {
    const { workRow } = ground;
    const rise = riseOf(ground);
    // beside the machine's column is room, too: all of the picture's width is for parts that a finger can hit
    const row: Rect = margin ? { ...workRow, x: MARGIN, w: workRow.x + workRow.w - MARGIN } : workRow;
    // a card without parts needs room for words only
    const weights = kernels.map(({ parts }) => (parts === 0 ? PLAIN : 1));
    const pitch =
      (row.w + 8) /
      Math.max(
        1,
        weights.reduce((sum, weight) => sum + weight, 0),
      );
    const y = workRow.y - rise;
    const h = workRow.h - 6 + rise;
    let x = row.x;
    const cards = kernels.map(({ guests, parts }, i): KernelPlace => {
      const w = Math.min(WIDEST, pitch * (weights[i] ?? 1) - 8);
      const rect: Rect = { x, y, w, h };
      x += w + 8;
      const wide = (w - 2 * PART.inset + PART.gap) / Math.max(1, parts);
      const high = h - NAME - RESTART.h - 2 * RESTART.gap;
      const slot = (w - 2 * PART.inset + RESTART.gap) / Math.max(1, guests);
      return {
        rect,
        name: { x: rect.x + 8, y: y + 4, w: w - 16 - guests * 22, h: 20 },
        badges: Array.from({ length: guests }, (_, g) => ({ x: rect.x + w - 16 - (guests - 1 - g) * 22, y: y + 14 })),
        parts: Array.from({ length: parts }, (_, n) => ({
          x: rect.x + PART.inset + n * wide,
          y: y + NAME,
          w: wide - PART.gap,
          h: high,
        })),
        restarts: Array.from({ length: guests }, (_, g) => ({
          x: rect.x + PART.inset + g * slot,
          y: y + h - RESTART.h - RESTART.gap,
          w: slot - RESTART.gap,
          h: RESTART.h,
        })),
      };
    });
    return { cards, ...queueOver(y, ground) };
  },
  situations: {
    /** Nothing is being written. */
    dearest(_, view) {
      const { kernels = [] } = view.parts.porting ?? {};
      if (kernels.some(({ parts }) => parts.some(({ place }) => place > 0))) return null;
      const open = kernels.flatMap(({ id, parts }) => parts.filter(({ state }) => state !== 'written').map(() => id));
      const [kernel] = open;
      return kernel === undefined ? null : { kernel };
    },
    /** A guest is to boot and waits for a pCPU. */
    boots(_, view) {
      const guest = view.guests.find(({ stage, vcpus }) => stage === 'booting' && vcpus[0]?.state === 'ready');
      return guest === undefined ? null : { guest: guest.index };
    },
    /** So many parts are written, or are to be. */
    ports({ ports }, view) {
      const begun = (view.parts.porting?.kernels ?? []).flatMap(({ parts }) =>
        parts.filter(({ state, place }) => state === 'written' || place > 0),
      );
      return begun.length >= ports ? {} : null;
    },
    /** What is written would save a guest much more than its restart takes. */
    stale(_, view) {
      const rows = (view.parts.porting?.kernels ?? []).flatMap(({ restarts }) => restarts);
      const due = (DUE * view.playSecondNs * view.hz) / 1e9;
      const [best] = rows
        .filter(({ pays }) => pays !== null && pays < due)
        .sort((a, b) => gentlest(a, b) || b.gains - a.gains);
      return best === undefined ? null : { guest: best.guest };
    },
    /** A guest comes soon, and not all of its kernel is written. */
    opening(_, view) {
      for (const { id, coming, parts } of view.parts.porting?.kernels ?? []) {
        const [first] = coming;
        if (first !== undefined && parts.some(({ state }) => state !== 'written'))
          return { guest: first.guest, kernel: id };
      }
      return null;
    },
  },
};
