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
  kernelNow,
  type LevelFile,
  leaksIn,
  type Mix,
  mixOf,
  mixOfPhase,
  modeProblem,
  NEVER,
  NONE,
  OPS,
  priceOfEntering,
  standingOf,
  takes,
  takesNative,
  type World,
} from '../../sim/index.ts';
import { guestNamed } from '../find.ts';
import { BARS } from '../gear.ts';
import { type MillView, millOf } from '../mills.ts';
import type { Found, SessionPart, With } from '../part.ts';
import { type Engines, type Mark, markOf, reachBetween } from '../past/engines.ts';
import type { Board } from '../view-base.ts';

/** Hundredths of a block in SPAN cycles of a guest's own work, by kind. */
export type Blocks = Readonly<Record<Bar, Int>>;
/** so much work fills a tower's rows with at most a dozen blocks */
const SPAN: Cycles = 40_000;

/**
 * What its jobs did on the same day yesterday: a stretch of work. `left`, `lasts` NEVER: to the end of the day. `leaks`: it would,
 * under the mode that the guest has; `drawn`: how much of the strip it takes.
 */
export type AheadView = { blocks: Blocks; left: Cycles; lasts: Cycles; leaks: boolean; drawn: Cycles };

export type GearView = {
  guest: Int;
  /**
   * What may be chosen, in the order of the lever, and what each would cost; `pays`: after so many cycles on a pCPU a
   * change has paid for itself if the guest goes on as it did lately. NEVER: it is no faster; null: too little to tell.
   * `leaks`: what it did lately would leak there.
   */
  modes: { id: Id; price: Cycles; pays: Cycles | null; leaks: boolean }[];
  /** why it has no choice where others have one; null: it has */
  stuck: Id | null;
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
  /** the highest speed that it can come to, with any of its techniques in any phase of its day */
  top: Bp;
};

/**
 * `gears`: of guests that have a choice, or where others have; `bars`: what the level weighs, by rows; `last`: the guest that was taken over last, null = none was;
 * `mills`: of the interpreter, by pCPU; `shares`: blocks are parts of the guest's instructions, and not operations; `span`: cycles for which the strip of what comes has room.
 */
export type ModesView = {
  span: Cycles;
  shares: boolean;
  gears: GearView[];
  bars: readonly Bar[];
  last: Int | null;
  mills: MillView[];
};

/** how many phases the strip shows, and what it spans where a level does not say: cycles of a guest's own work */
const AHEAD = 3;
const STRIP: Cycles = 60_000;
const NOTHING: Blocks = { calls: 0, misses: 0, mapping: 0, faults: 0, packets: 0 };

type Weights = NonNullable<LevelFile['blocks']>;

/** `counts`: operations by kind, among so many instructions; `scale`: hundredths of blocks per block */
function blocksOf(
  weights: Weights,
  counts: readonly number[],
  { instructions, mix }: { instructions: number; mix: Mix },
  scale: number,
): Blocks {
  const sums: Record<Bar, number> = { ...NOTHING };
  const kernel = (instructions * mix.kernelBp) / 10_000;
  const pseudo: Readonly<Record<string, number>> = { user: instructions - kernel, kernel };
  for (const { op, bar, count } of weights) {
    const times = op === 'user' || op === 'kernel' ? pseudo[op] : counts[OPS.indexOf(op)];
    // who counts misses by uses of memory has to ask how many of these miss
    sums[bar] += ((times ?? 0) * (op === 'access' ? mix.small + mix.large : 1)) / count;
  }
  const of = (bar: Bar): Int => Math.round(sums[bar] * scale);
  return {
    calls: of('calls'),
    misses: of('misses'),
    mapping: of('mapping'),
    faults: of('faults'),
    packets: of('packets'),
  };
}

type Lately = { counts: number[]; work: Cycles; instructions: Cycles; mix: Mix };

/** Operations since the oldest mark, and the mix that they are with the instructions between them; null = too little to tell. */
function since(w: World, mode: Int, g: Int, { window, byGuest }: Engines): Lately | null {
  const now = markOf(w, g);
  const then: Mark | undefined = byGuest[g]?.[0];
  const work = now.work - (then?.work ?? 0);
  if (then === undefined || work < window / 2) return null;
  const counts = now.ops.map((n, op) => n - (then.ops[op] ?? 0));
  const native = w.program.modes[mode]?.native ?? [];
  const instructions = work - counts.reduce((sum, n, op) => sum + n * (native[op] ?? 0), 0);
  return { counts, work, instructions, mix: mixOf(counts, instructions, kernelNow(w, g), reachBetween(then, now)) };
}

/** How fast a mode does a mix, beside the bare machine. */
const speedOf = (w: World, mode: Int, mix: Mix): Bp =>
  Math.round((10_000 * takesNative(w, mode, mix)) / takes(w, mode, mix));

/** A mix is counted per million cycles of instructions; work has the operations' native cycles as well. */
const blocksAhead = (weights: Weights, w: World, mode: Int, mix: Mix): Blocks =>
  blocksOf(weights, mix.ops, { instructions: 1_000_000, mix }, (100 * SPAN) / takesNative(w, mode, mix));

/** While one waits for the new engine the old one would have gone on: when the faster has caught up. */
function paysAfter(w: World, mode: Int, other: Int, mix: Mix): Cycles {
  const [now, then] = [speedOf(w, mode, mix), speedOf(w, other, mix)];
  return then <= now ? NEVER : Math.ceil((priceOfEntering(w, other) * then) / (then - now));
}

/** How fast a mode does a mix, leaks left out of it. */
const speedIn = (w: World, mode: Int, mix: Mix): Bp => (leaksIn(w, mode, mix) > 0 ? 0 : speedOf(w, mode, mix));

/** By program and guest, because nothing of it changes during a run. */
const known = new WeakMap<object, Bp[]>();

function topOf(w: World, g: Int): Bp {
  const tops = known.get(w.program) ?? [];
  known.set(w.program, tops);
  tops[g] ??= Math.max(
    1,
    ...(w.program.guests[g]?.phases ?? []).flatMap((_, n) =>
      choicesOf(w, g).map((mode) => speedIn(w, mode, mixOfPhase(w, g, n))),
    ),
  );
  return tops[g];
}

/** Cycles of a pCPU that so much of a mix takes under the fastest mode that does not leak. */
const fastest = (w: World, g: Int, mix: Mix, work: Cycles): Cycles =>
  Math.round((work * 10_000) / Math.max(1, ...choicesOf(w, g).map((mode) => speedIn(w, mode, mix))));

/** Why guest g may not be given what others may; null: it may. */
function stuckOf(w: World, g: Int): Id | null {
  const on = w.guests[g]?.machine ?? NONE;
  const others = w.program.guests.flatMap(({ choices }) => choices).map((row) => w.program.modes[row]?.id ?? '');
  for (const id of others) {
    const problem = modeProblem(w.setup, w.program, g, id, on);
    if (problem !== null) return problem;
  }
  return null;
}

function gearView(file: LevelFile, w: World, engines: Engines, g: Int): GearView | null {
  const weights = file.blocks ?? [];
  const choices = choicesOf(w, g);
  const stuck = choices.length < 2 ? stuckOf(w, g) : null;
  if (choices.length < 2 && stuck === null) return null;
  const { mode, chosen, changing, from } = standingOf(w, g);
  const nameOf = (row: Int): Id => w.program.modes[row]?.id ?? '';
  const lately = since(w, mode, g, engines);
  return {
    guest: g,
    modes: choices.map((row) => ({
      id: nameOf(row),
      price: priceOfEntering(w, row),
      pays: lately && paysAfter(w, mode, row, lately.mix),
      leaks: lately !== null && leaksIn(w, row, lately.mix) > 0,
    })),
    stuck,
    mode: nameOf(mode),
    chosen: nameOf(chosen),
    changing,
    since: from,
    until: from + priceOfEntering(w, chosen),
    blocks: lately && blocksOf(weights, lately.counts, lately, (100 * SPAN) / lately.work),
    speed: lately && speedOf(w, mode, lately.mix),
    ahead: aheadOf(w, g, AHEAD).map(({ phase, left, lasts }) => {
      const mix = mixOfPhase(w, g, phase);
      return {
        blocks: blocksAhead(weights, w, mode, mix),
        left,
        lasts,
        leaks: leaksIn(w, mode, mix) > 0,
        // in a pCPU's time where a level says how much of that there is room for, else in the guest's own work
        drawn: file.ahead === undefined || left === NEVER ? left : fastest(w, g, mix, left),
      };
    }),
    byClock: w.program.guests[g]?.arrivals !== null,
    top: topOf(w, g),
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
  const rest = blocks.calls + blocks.misses + blocks.mapping + blocks.faults - blocks[bar];
  return blocks[bar] >= 100 && 2 * blocks[bar] >= 3 * rest;
}

export const modes: SessionPart<ModesView, Seen> = {
  verbs: ['mode'],
  view({ file, w, past }) {
    if (!w.setup.verbs.includes('mode')) return null;
    const gears = w.guests.flatMap((_, g) => gearView(file, w, past.engines, g) ?? []);
    if (gears.every(({ modes: those }) => those.length < 2)) return null;
    const bars = BARS.filter((bar) => (file.blocks ?? []).some((one) => one.bar === bar));
    const shares = (file.blocks ?? []).some(({ op }) => op === 'user' || op === 'kernel');
    return {
      span: file.ahead ?? STRIP,
      shares,
      gears,
      bars,
      last: past.engines.last,
      mills: w.pcpus.map((_, p) => millOf(w, p)),
    };
  },
  situations: {
    lever: ({ lever, guest }, view) => gearWho(view, guest, ({ mode, chosen }) => mode === lever && chosen === lever),
    leans: ({ leans: bar, under }, view) =>
      gearWho(view, undefined, (gear) => gear.mode === under && gear.chosen === under && leans(gear, bar)),
    changing: (_, view) => gearWho(view, undefined, ({ changing }) => changing),
    slow: ({ slow, guest }, view) => speedWho(view, guest, (speed) => speed < slow),
    fast: ({ fast, guest }, view) => speedWho(view, guest, (speed) => speed > fast),
    leaks: ({ leaks: within }, view) =>
      gearWho(view, undefined, ({ ahead, mode, chosen, byClock }) => {
        const [present, next] = ahead;
        if (byClock || present === undefined || mode !== chosen) return false;
        return within === 0 ? present.leaks : !present.leaks && next?.leaks === true && present.left < within;
      }),
    turns: ({ turns }, view) =>
      gearWho(view, undefined, ({ ahead, byClock }) => {
        const [present, next] = ahead;
        return (
          !byClock && next !== undefined && present !== undefined && present.left !== NEVER && present.left < turns
        );
      }),
  },
};
