/**
 * Walls: what stands between each tenant and what all rest on, as depths; what of that is broken; and the card of whoever asks
 * to enter: what its job takes behind each kind of wall, and how far tenants who are trusted so far have got.
 */
import {
  type Bp,
  type Cycles,
  crowdOn,
  deadlineOf,
  entryProblem,
  type Id,
  type Int,
  isHere,
  jobLeft,
  jobTakes,
  memoryLeft,
  memoryUnder,
  mixOfPhase,
  modeIndex,
  NEVER,
  NONE,
  OPS,
  platformOn,
  takesNative,
  trustOf,
  WALLS,
  type Wall,
  type World,
  wallsOf,
} from '../../sim/index.ts';
import { guestNamed, guestWho } from '../find.ts';
import type { Ground, Rect, TowerPlace } from '../layout-types.ts';
import { cardOf } from '../margin.ts';
import type { Found, SessionPart, With } from '../part.ts';
import type { Board, GuestView } from '../view-base.ts';

/** `done`: of its job; `due`: of the time that it has, what is over. */
export type JobView = { done: Bp; due: Bp; until: Cycles };

/**
 * Whoever stands behind walls. `broken`: so many of its walls, the last of them at `at`; the next may break until `until`, and
 * after that those that are left hold (NEVER: none is broken). `trust`: '' of those who live here.
 */
export type Behind = {
  guest: Int;
  mode: Id;
  walls: readonly Wall[];
  broken: Int;
  at: Cycles;
  until: Cycles;
  trust: Id;
  hostile: boolean;
  megabytes: Int;
  job: JobView | null;
};

/** A way in, on a machine (an index). `place`: among all answers that there can ever be, which it keeps while hosts are installed. `start` and `takes`: cycles until it is up, and then until its job is done, in the present crowd. `why`: it may not. */
export type WayIn = {
  place: Int;
  machine: Int;
  mode: Id;
  walls: readonly Wall[];
  megabytes: Int;
  start: Cycles;
  takes: Cycles;
  late: boolean;
  why: Id | null;
};

/** `through`: of tenants who are trusted so far, by number of walls, how many get through so many. `calls`, `requests`: per second. */
export type CardView = {
  guest: Int;
  /** the machine at which it asks */
  home: Int;
  trust: Id;
  through: readonly Int[];
  calls: Int;
  requests: Int;
  megabytes: Int;
  /** cycles that are left for its job, and until it goes away unanswered */
  within: Cycles;
  leaves: Cycles;
  ways: readonly WayIn[];
  /** of the answer that it may not come in, after all ways */
  refusal: Int;
};

/** Whoever was the last to get through all its walls, when, and at which place among those that come and go; `felled`: who starts over for it still. */
export type Out = { guest: Int; at: Cycles; lot: Int; walls: readonly Wall[]; felled: readonly Int[] };

export type WallsView = {
  behind: readonly Behind[];
  card: CardView | null;
  memory: { left: Int; all: Int };
  out: Out | null;
};

const FULL: Bp = 10_000;

function behindOf(w: World, g: Int): Behind[] {
  const guest = w.guests[g];
  if (guest === undefined || !isHere(guest.stage)) return [];
  const { broken = 0, at = NEVER } = w.kept.breaches?.[g] ?? {};
  const trust = trustOf(w, g);
  const enters = w.setup.guests[g]?.enters;
  const { work, at: asked = 0, stay = 1 } = enters ?? {};
  return [
    {
      guest: g,
      mode: w.program.modes[guest.mode]?.id ?? '',
      walls: wallsOf(w, guest.mode),
      broken,
      at,
      until: at === NEVER ? NEVER : at + (trust?.each ?? 0),
      trust: enters?.trust ?? '',
      hostile: trust?.hostile ?? false,
      megabytes: enters === undefined ? 0 : memoryUnder(w, g, guest.mode),
      job:
        work === undefined
          ? null
          : {
              done: Math.floor((FULL * (work - jobLeft(w, g))) / work),
              due: Math.min(FULL, Math.floor((FULL * (w.now - asked)) / stay)),
              until: deadlineOf(w, g),
            },
    },
  ];
}

/** So many techniques has the platform that has most of them. */
const mostOffered = ({ setup }: World): Int =>
  Math.max(0, ...(setup.platforms?.kinds ?? []).map(({ modes }) => modes.length));

/** On its machine all that the level has; where hosts have platforms, on each what is offered there, or will be. */
function waysOf(w: World, g: Int): WayIn[] {
  const { platforms, machines, admission } = w.setup;
  const row = (on: Int, modes: readonly Id[], first: Int): WayIn[] =>
    modes.flatMap((mode, n) => wayOn(w, g, on, mode).map((way) => ({ ...way, place: first + n })));
  if (platforms === undefined) return row(w.guests[g]?.machine ?? NONE, admission?.modes ?? [], 0);
  return machines.flatMap((_, on) => row(on, platformOn(w, on)?.modes ?? [], on * mostOffered(w)));
}

const refusalOf = (w: World): Int => {
  const { platforms, machines, admission } = w.setup;
  return platforms === undefined ? (admission?.modes.length ?? 0) : machines.length * mostOffered(w);
};

function wayOn(w: World, g: Int, on: Int, mode: Id): Omit<WayIn, 'place'>[] {
  const row = modeIndex(w.program.modes, on, mode);
  const compiled = w.program.modes[row];
  if (compiled === undefined) return [];
  const needs = Math.ceil(jobTakes(w, g, row) * crowdOn(w, on, 1));
  const why = entryProblem(w, g, on, mode);
  const megabytes = memoryUnder(w, g, row);
  return [
    {
      machine: on,
      mode,
      walls: wallsOf(w, row),
      megabytes,
      start: compiled.start,
      takes: needs,
      late: w.now + compiled.start + needs > deadlineOf(w, g),
      why: why ?? (megabytes > memoryLeft(w, on) ? 'noMemory' : null),
    },
  ];
}

/** Of an operation, so many in a second that the guest runs alone on the bare machine. */
function perSecond(w: World, g: Int, op: 'syscall' | 'packetOut'): Int {
  const mix = mixOfPhase(w, g, 0);
  const row = w.program.modes.findIndex(({ machine }) => machine === w.guests[g]?.machine);
  const cycles = Math.max(1, takesNative(w, row, mix));
  return Math.round(((mix.ops[OPS.indexOf(op)] ?? 0) * w.program.hz) / cycles);
}

function cardFor(w: World, { index, asks }: GuestView): CardView | null {
  const enters = w.setup.guests[index]?.enters;
  const trust = trustOf(w, index);
  if (asks === null || enters?.work === undefined || trust === null) return null;
  return {
    guest: index,
    home: w.guests[index]?.machine ?? NONE,
    trust: enters.trust ?? '',
    through: [0, ...WALLS.map((_, n) => n + 1)].map((n) => trust.through.filter((one) => one === n).length),
    calls: perSecond(w, index, 'syscall'),
    requests: perSecond(w, index, 'packetOut'),
    megabytes: enters.memory ?? 0,
    within: deadlineOf(w, index) - w.now,
    leaves: asks.until - w.now,
    ways: waysOf(w, index),
    refusal: refusalOf(w),
  };
}

function outOf(w: World, guests: readonly GuestView[]): Out | null {
  const outs = (w.kept.breaches ?? []).flatMap(({ outAt }, guest) => (outAt === NEVER ? [] : [{ guest, at: outAt }]));
  const [last] = outs.sort((a, b) => b.at - a.at);
  if (last === undefined) return null;
  const lot = guests.find(({ index }) => index === last.guest)?.lot ?? NONE;
  const { mode = NONE, machine = NONE } = w.guests[last.guest] ?? {};
  const felled = w.guests.flatMap(({ stage, stageAt, machine: on }, g) =>
    g !== last.guest && on === machine && stage === 'booting' && stageAt === last.at ? [g] : [],
  );
  return { ...last, lot, walls: wallsOf(w, mode), felled };
}

type Seen = Board & With<'walls', WallsView> & With<'platforms', unknown>;

const whoIs = (view: Seen, test: (one: Behind) => boolean): Found => {
  const found = (view.parts.walls?.behind ?? []).find(test);
  return found === undefined ? null : { guest: found.guest, shaft: true };
};

/** text: the rows' names; `pit`: where the walls hang; `rows`: heights of the walls in it; `memory`: a bar, and its words */
export type PitPlace = {
  pit: Rect;
  rows: readonly number[];
  labels: readonly Rect[];
  memory: { bar: Rect; words: Rect };
};
/** `depths`: null where there is no kernel that all share, in which they would be seen */
export type WallsPlace = { card: Rect; depths: PitPlace | null };

/** Heights of the walls in the pit: two hang in it, and the third is its floor. */
const HANG = [0.3, 0.6, 0.95] as const;

function depthsIn({ slab, main }: Ground): PitPlace | null {
  if (slab === null) return null;
  const pit = { x: main.left + 12, y: slab.y + 34, w: main.right - main.left - 24, h: slab.h - 72 };
  const rows = HANG.map((part) => pit.y + part * pit.h);
  const foot = { y: slab.y + slab.h - 31, h: 20 };
  return {
    pit,
    rows,
    labels: rows.map((y) => ({ x: 12, y: y - 11, w: main.left - 20, h: 22 })),
    memory: {
      words: { x: pit.x, ...foot, w: 190 },
      bar: { x: pit.x + 196, y: foot.y + 4, w: pit.w - 196, h: 12 },
    },
  };
}

/** design pixels of a wall, and by how much those below a second row of towers stand aside */
export const WALL_WIDTH = 62;
const ASIDE = 24;

/** Where the walls of one tower hang: below it, or beside the column of the tower above it. */
export function shaftOf({ pit }: PitPlace, tower: TowerPlace): Rect {
  const isSecond = tower.form === 'short' && tower.rect.y + 1.5 * tower.rect.h > pit.y - 40;
  const aside = tower.form === 'short' ? (isSecond ? ASIDE : -ASIDE) : 0;
  const w = Math.min(WALL_WIDTH, tower.form === 'short' ? 2 * ASIDE - 4 : tower.rect.w - 12);
  return { x: tower.stem.x + aside - w / 2, y: pit.y, w, h: pit.h };
}

export const walls: SessionPart<WallsView, Seen, { inRack: boolean }, WallsPlace> = {
  verbs: [],
  view({ w, looks }, board) {
    if (w.kept.breaches === undefined) return null;
    const asking = board.guests
      .filter(({ stage }) => stage === 'asking')
      .sort((a, b) => (a.asks?.until ?? NEVER) - (b.asks?.until ?? NEVER))[0];
    const on = w.setup.guests.findIndex(({ enters }) => enters !== undefined);
    const machine = (w.setup.platforms === undefined ? w.guests[on]?.machine : looks?.inside) ?? 0;
    const all = w.setup.machines[machine]?.memory ?? 0;
    return {
      behind: w.guests.flatMap((_, g) => behindOf(w, g)),
      card: asking === undefined ? null : cardFor(w, asking),
      memory: { left: all === 0 ? 0 : memoryLeft(w, machine), all },
      out: outOf(w, board.guests),
    };
  },
  shape: (_, { parts }) => ({ inRack: parts.platforms !== null }),
  place: ({ inRack }, ground) => ({ card: cardOf(ground, inRack), depths: depthsIn(ground) }),
  situations: {
    /** somebody at the door is trusted so far */
    trusted({ trusted }, view) {
      const card = view.parts.walls?.card ?? null;
      return card === null || card.trust !== trusted ? null : { guest: card.guest, door: true };
    },
    /** a wall of somebody is broken, and no more than so many are left */
    broken: ({ broken }, view) =>
      whoIs(
        view,
        (one) => one.hostile && one.broken > 0 && one.walls.length - one.broken <= broken && view.now < one.until,
      ),
    /** so much of the memory is taken */
    full: ({ full }, view) => {
      const { left = 0, all = 0 } = view.parts.walls?.memory ?? {};
      return all > 0 && FULL * (all - left) >= full * all ? { memory: true } : null;
    },
    /** a guest stands behind the walls of this mode, and is up */
    behind({ behind, guest }, view) {
      const named = guestNamed(view, guest);
      const is = ({ guest: g, mode }: Behind): boolean => mode === behind && (guest === undefined || g === named);
      const found = (view.parts.walls?.behind ?? []).find((one) => is(one) && view.guests[one.guest]?.stage === 'up');
      return found === undefined ? null : (guestWho(view, ({ index }) => index === found.guest) ?? null);
    },
  },
};
