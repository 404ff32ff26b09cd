/**
 * Techniques that may be chosen in play: for each guest a lever, and what tells which way it should stand. Operations that
 * decide between techniques are weighed in blocks (`blocks` of the level), so that rows of them can be compared by eye.
 */
import {
  aheadOf,
  type Bar,
  type Bp,
  type Cycles,
  choicesOf,
  type Id,
  type Int,
  type LevelFile,
  type Mix,
  mixOf,
  mixOfPhase,
  NEVER,
  OPS,
  priceOfEntering,
  standingOf,
  takes,
  takesNative,
  type World,
} from '../../sim/index.ts';
import { guestNamed } from '../find.ts';
import type { Found, SessionPart, With } from '../part.ts';
import { type Engines, type Mark, markOf, WINDOW } from '../past/engines.ts';
import type { Board } from '../view-base.ts';

/** Hundredths of a block in SPAN cycles of a guest's own work, by kind. */
export type Blocks = Readonly<Record<Bar, Int>>;
/** so much work fills a tower's rows with at most a dozen blocks */
const SPAN: Cycles = 40_000;

/** What its jobs did on the same day yesterday: a stretch of work. `left`, `lasts` NEVER: to the end of the day. */
export type AheadView = { blocks: Blocks; left: Cycles; lasts: Cycles };

export type GearView = {
  guest: Int;
  /**
   * What may be chosen, in the order of the lever, and what each would cost; `pays`: after so many cycles on a pCPU a
   * change has paid for itself if the guest goes on as it did lately. NEVER: it is no faster; null: too little to tell.
   */
  modes: { id: Id; price: Cycles; pays: Cycles | null }[];
  mode: Id;
  /** chosen, and perhaps not yet begun */
  chosen: Id;
  /** it is being taken over, from `since` to `until` */
  changing: boolean;
  since: Cycles;
  until: Cycles;
  /** lately: null while it has done too little to tell */
  blocks: Blocks | null;
  /** how fast its present technique does what it did lately, 10000 = as fast as the bare machine */
  speed: Bp | null;
  /** the present phase and those that follow; `byClock`: they turn by the clock, not by the guest's own work */
  ahead: AheadView[];
  byClock: boolean;
};

/** `gears`: of guests that have a choice; `last`: the guest that was taken over last, null = none was */
export type ModesView = { gears: GearView[]; last: Int | null };

/** how many phases the strip shows */
const AHEAD = 3;
const NOTHING: Blocks = { calls: 0, mapping: 0, faults: 0 };

type Weights = NonNullable<LevelFile['blocks']>;

/** `counts`: operations by kind; `scale`: hundredths of blocks per block */
function blocksOf(weights: Weights, counts: readonly number[], scale: number): Blocks {
  const sums: Record<Bar, number> = { ...NOTHING };
  for (const { op, bar, count } of weights) sums[bar] += (counts[OPS.indexOf(op)] ?? 0) / count;
  const of = (bar: Bar): Int => Math.round(sums[bar] * scale);
  return { calls: of('calls'), mapping: of('mapping'), faults: of('faults') };
}

/** Operations since a mark, and the mix that they are with the instructions between them; null = too little to tell. */
function since(
  w: World,
  mode: Int,
  now: Mark,
  then: Mark | undefined,
): { counts: number[]; work: Cycles; mix: Mix } | null {
  const work = now.work - (then?.work ?? 0);
  if (then === undefined || work < WINDOW / 2) return null;
  const counts = now.ops.map((n, op) => n - (then.ops[op] ?? 0));
  const native = w.program.modes[mode]?.native ?? [];
  const instructions = work - counts.reduce((sum, n, op) => sum + n * (native[op] ?? 0), 0);
  return { counts, work, mix: mixOf(counts, instructions) };
}

/** How fast a mode does a mix, beside the bare machine. */
const speedOf = (w: World, mode: Int, mix: Mix): Bp =>
  Math.round((10_000 * takesNative(w, mode, mix)) / takes(w, mode, mix));

/** A mix is counted per million cycles of instructions; work has the operations' native cycles as well. */
const blocksAhead = (weights: Weights, w: World, mode: Int, mix: Mix): Blocks =>
  blocksOf(weights, mix, (100 * SPAN) / takesNative(w, mode, mix));

/** While one waits for the new engine the old one would have gone on: when the faster has caught up. */
function paysAfter(w: World, mode: Int, other: Int, mix: Mix): Cycles {
  const [now, then] = [speedOf(w, mode, mix), speedOf(w, other, mix)];
  return then <= now ? NEVER : Math.ceil((priceOfEntering(w, other) * then) / (then - now));
}

function gearView(weights: Weights, w: World, engines: Engines, g: Int): GearView | null {
  const choices = choicesOf(w, g);
  const marks = engines.byGuest[g];
  if (choices.length < 2 || marks === undefined) return null;
  const { mode, chosen, changing, from } = standingOf(w, g);
  const nameOf = (row: Int): Id => w.program.modes[row]?.id ?? '';
  const lately = since(w, mode, markOf(w, g), marks[0]);
  return {
    guest: g,
    modes: choices.map((row) => ({
      id: nameOf(row),
      price: priceOfEntering(w, row),
      pays: lately && paysAfter(w, mode, row, lately.mix),
    })),
    mode: nameOf(mode),
    chosen: nameOf(chosen),
    changing,
    since: from,
    until: from + priceOfEntering(w, chosen),
    blocks: lately && blocksOf(weights, lately.counts, (100 * SPAN) / lately.work),
    speed: lately && speedOf(w, mode, lately.mix),
    ahead: aheadOf(w, g, AHEAD).map(({ phase, left, lasts }) => ({
      blocks: blocksAhead(weights, w, mode, mixOfPhase(w, g, phase)),
      left,
      lasts,
    })),
    byClock: w.program.guests[g]?.arrivals !== null,
  };
}

type Seen = Board & With<'modes', ModesView>;

const gearsIn = ({ parts }: Seen): readonly GearView[] => parts.modes?.gears ?? [];

/** The first gear, of the guest that is named or of any that is there, of which it is so. */
function gearWho(view: Seen, id: Id | undefined, test: (gear: GearView) => boolean): Found {
  const named = guestNamed(view, id);
  const gear = gearsIn(view).find(
    (one) => (id === undefined || one.guest === named) && view.guests[one.guest]?.stage === 'up' && test(one),
  );
  return gear === undefined ? null : { guest: gear.guest, gear: true };
}

/** Its speed, of the guest that is named, else of who was taken over last. */
function speedWho(view: Seen, id: Id | undefined, test: (speed: Bp) => boolean): Found {
  const last = view.parts.modes?.last ?? null;
  const of = id ?? (last === null ? undefined : view.guests[last]?.id);
  if (of === undefined) return null;
  return gearWho(view, of, ({ speed, changing }) => speed !== null && !changing && test(speed));
}

/** One kind weighs half as much again as the others together, and there is enough of it to matter. */
function leans({ blocks }: GearView, bar: Bar): boolean {
  if (blocks === null) return false;
  const rest = blocks.calls + blocks.mapping + blocks.faults - blocks[bar];
  return blocks[bar] >= 100 && 2 * blocks[bar] >= 3 * rest;
}

export const modes: SessionPart<ModesView, Seen> = {
  verbs: ['mode'],
  view({ file, w, past }) {
    if (!w.setup.verbs.includes('mode')) return null;
    const gears = w.guests.flatMap((_, g) => gearView(file.blocks ?? [], w, past.engines, g) ?? []);
    return gears.length === 0 ? null : { gears, last: past.engines.last };
  },
  situations: {
    lever: ({ lever, guest }, view) => gearWho(view, guest, ({ mode, chosen }) => mode === lever && chosen === lever),
    leans: ({ leans: bar, under }, view) =>
      gearWho(view, undefined, (gear) => gear.mode === under && gear.chosen === under && leans(gear, bar)),
    changing: (_, view) => gearWho(view, undefined, ({ changing }) => changing),
    slow: ({ slow, guest }, view) => speedWho(view, guest, (speed) => speed < slow),
    fast: ({ fast, guest }, view) => speedWho(view, guest, (speed) => speed > fast),
    turns: ({ turns }, view) =>
      gearWho(view, undefined, ({ ahead, byClock }) => {
        const [present, next] = ahead;
        return (
          !byClock && next !== undefined && present !== undefined && present.left !== NEVER && present.left < turns
        );
      }),
  },
};
