/**
 * The mixer: a technique put together from its components, as on a mixing desk. Each strip is one component of a guest's
 * machine, each position one way to do it; what stands on all strips together is a mode, if anybody has built that one.
 */
import {
  type Ahead,
  type Bp,
  bootCost,
  type Component,
  type Cycles,
  type Id,
  type Int,
  type Method,
  type Mix,
  type Mode,
  mixOfPhase,
  modeProblem,
  NONE,
  OPS,
  type Op,
  type World,
} from '../../sim/index.ts';
import { addsOf, type Crowd, crowdsOf, deskRows, deskStanding, remembered, speedOf } from '../desk.ts';
import { guestNamed } from '../find.ts';
import type { Rect } from '../layout-types.ts';
import { mixerPlace } from '../margin.ts';
import type { Found, SessionPart, With } from '../part.ts';
import type { Board } from '../view-base.ts';

export const POSITIONS = ['software', 'hardware', 'paravirt'] as const;
export type Position = (typeof POSITIONS)[number];

/** The strips, from top to bottom; the first component of each says where it stands. */
export const STRIPS = [
  { id: 'board', of: ['platform'] },
  { id: 'kernel', of: ['cpu', 'memory'] },
  { id: 'interrupts', of: ['irq'] },
  { id: 'devices', of: ['device'] },
] as const satisfies readonly { id: Id; of: readonly Component[] }[];
export type StripId = (typeof STRIPS)[number]['id'];

const HARDWARE: readonly Method[] = ['hardware1', 'hardware2', 'nestedPaging', 'assigned', 'posted', 'native'];
const PARAVIRT: readonly Method[] = ['paravirt', 'ring'];
const positionOf = (method: Method): Position =>
  HARDWARE.includes(method) ? 'hardware' : PARAVIRT.includes(method) ? 'paravirt' : 'software';

const byStrip = <T>(value: (strip: (typeof STRIPS)[number]) => T): Readonly<Record<StripId, T>> => {
  const [board, kernel, interrupts, devices] = STRIPS.map(value) as [T, T, T, T];
  return { board, kernel, interrupts, devices };
};

/** Where a mode stands on each strip. */
const standsOn = (mode: Mode): Readonly<Record<StripId, Position>> => byStrip(({ of }) => positionOf(mode[of[0]]));

/** What a load is made of under a mode: per strip, what it adds to the bare machine's time; and the speed beside that. */
export type Load = { adds: Readonly<Record<StripId, Bp>>; speed: Bp };

/** `why`: this guest may not have it, null: it may. `starts`: cycles until it is up, by a start or a restart. */
export type Way = {
  mode: Id;
  machine: Int;
  at: Readonly<Record<StripId, Position>>;
  why: Id | null;
  starts: Cycles;
  now: Load;
  /** after the next turn of its load, null: there is none */
  later: Load | null;
};

/** Operations of a guest per million cycles of its instructions. */
export type Does = { op: Op; now: Int; later: Int | null }[];

export type MixerOf = {
  guest: Int;
  mode: Id;
  /** the way that is chosen, or in which it would be delivered: an index of `ways` */
  chosen: Int;
  asks: boolean;
  /** it is not up yet, or on its way to another mode */
  busy: boolean;
  ways: readonly Way[];
  does: Does;
  /** cycles of a whole pCPU, in its present mode, until its load turns; NEVER: it does not */
  turns: Cycles;
};

/** `crowd`: by machine. */
export type MixerView = { mixers: readonly MixerOf[]; crowd: readonly Crowd[] };

const loadOf = (w: World, row: Int, mix: Mix): Load => ({
  adds: byStrip(({ of }) => addsOf(w, row, mix, of)),
  speed: speedOf(w, row, mix),
});

/** What is known of a guest for as long as its load and its standing at the door stay the same. */
type Known = { ways: readonly Way[]; does: Does };
const known = remembered<Known>();

const SHOWN: readonly Op[] = ['syscall', 'ptMap', 'tlbMiss', 'eoi', 'packetOut'];

function doesOf(w: World, g: Int, [now, later]: readonly Ahead[]): Does {
  const count = (op: Op, { phase }: Ahead): Int => Math.round(mixOfPhase(w, g, phase).ops[OPS.indexOf(op)] ?? 0);
  if (now === undefined) return [];
  return SHOWN.map((op) => ({ op, now: count(op, now), later: later === undefined ? null : count(op, later) }));
}

/** A way of guest g, with its present load and the next one. */
function wayIn(w: World, g: Int, row: Int, asks: boolean, [now, later]: readonly Ahead[]): Way | null {
  const compiled = w.program.modes[row];
  if (compiled === undefined || now === undefined) return null;
  const { id, machine, start } = compiled;
  const own = w.program.guests[g]?.choices ?? [];
  return {
    mode: id,
    machine,
    at: standsOn(compiled.mode),
    why: modeProblem(w.setup, w.program, g, id, machine) ?? (own.includes(row) ? null : 'noSuchMode'),
    starts: asks ? start : bootCost(w, g, row),
    now: loadOf(w, row, mixOfPhase(w, g, now.phase)),
    later: later === undefined ? null : loadOf(w, row, mixOfPhase(w, g, later.phase)),
  };
}

const knownOf = (w: World, g: Int, asks: boolean, aheads: readonly Ahead[]): Known =>
  known(w.program, `${g}/${asks}/${aheads.map(({ phase }) => phase).join()}`, () => ({
    ways: deskRows(w).flatMap((row) => wayIn(w, g, row, asks, aheads) ?? []),
    does: doesOf(w, g, aheads),
  }));

function mixerOf(w: World, g: Int): MixerOf | null {
  const standing = deskStanding(w, g);
  if (standing === null) return null;
  const { asks, busy, mode, chosen, aheads, turns } = standing;
  const stands = asks ? (w.program.guests[g]?.choices[0] ?? NONE) : chosen;
  return {
    guest: g,
    mode: w.program.modes[mode]?.id ?? '',
    chosen: deskRows(w).indexOf(stands),
    asks,
    busy,
    ...knownOf(w, g, asks, aheads),
    turns,
  };
}

/** More than two techniques for one guest: with two, a lever will do. */
const MANY = 3;

type Seen = Board & With<'mixer', MixerView>;

const mixerWho = (view: Seen, id: Id | undefined, test: (mixer: MixerOf) => boolean): Found => {
  const named = guestNamed(view, id);
  const found = (view.parts.mixer?.mixers ?? []).find(
    (mixer) => (id === undefined || mixer.guest === named) && test(mixer),
  );
  return found === undefined ? null : { guest: found.guest, mixer: true };
};

/** The way in which a guest runs. */
export const wayOf = ({ ways, chosen }: MixerOf): Way | undefined => ways[chosen];

/** The fastest way for what a guest does now, of those that it may have. */
const fastest = ({ ways }: MixerOf): Way | undefined =>
  ways.filter(({ why }) => why === null).sort((a, b) => b.now.speed - a.now.speed)[0];

export const mixer: SessionPart<MixerView, Seen, object, Rect> = {
  verbs: [],
  nothing: {
    audio: 'what is chosen on it is heard as the change that it brings',
  },
  view({ w }) {
    if (!w.setup.verbs.includes('mode')) return null;
    if (w.program.guests.every(({ choices }) => choices.length < MANY)) return null;
    return { mixers: w.guests.flatMap((_, g) => mixerOf(w, g) ?? []), crowd: crowdsOf(w, () => true) };
  },
  shape: () => ({}),
  place: (_, ground) => mixerPlace(ground),
  situations: {
    assembled: ({ assembled, guest }, view) =>
      mixerWho(view, guest, (one) => !one.asks && !one.busy && wayOf(one)?.mode === assembled),
    mismatch: ({ mismatch }, view) =>
      mixerWho(view, undefined, (one) => {
        const [own, best] = [wayOf(one), fastest(one)];
        if (one.asks || one.busy || own === undefined || best === undefined) return false;
        return best.now.speed - own.now.speed >= mismatch && one.ways.some(({ why }) => why === null);
      }),
    crowded: ({ crowded }, view) => {
      const m = (view.parts.mixer?.crowd ?? []).findIndex(({ guests, pcpus }) => 100 * guests >= crowded * pcpus);
      return m < 0 ? null : { mixer: true };
    },
  },
};
