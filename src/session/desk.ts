/**
 * What a desk knows of a guest, for which somebody chooses a technique and a machine at the door or by a restart: the mixer and
 * the cards of hosts show it, each in its own way.
 */
import {
  type Ahead,
  adds,
  aheadOf,
  type Bp,
  type Component,
  type Cycles,
  type Int,
  isHere,
  type Mix,
  mixOfPhase,
  NEVER,
  NONE,
  standingOf,
  takes,
  takesNative,
  type World,
} from '../sim/index.ts';

/**
 * `mode`: the row by which it runs, `chosen`: that by which it will. `busy`: it is not up yet, or on its way to another one.
 * `turns`: cycles of a whole pCPU, in its present mode, until its load turns; NEVER: it does not.
 */
export type Standing = {
  asks: boolean;
  busy: boolean;
  mode: Int;
  chosen: Int;
  aheads: readonly Ahead[];
  turns: Cycles;
};

/** Null of a guest that neither asks nor is there. @param far so many phases ahead */
export function deskStanding(w: World, g: Int, far = 2): Standing | null {
  const { stage = 'off' } = w.guests[g] ?? {};
  const aheads = aheadOf(w, g, far);
  const [now] = aheads;
  const asks = stage === 'asking';
  if (now === undefined || !(asks || isHere(stage))) return null;
  const { mode, chosen } = standingOf(w, g);
  const { phase, left } = now;
  return {
    asks,
    busy: stage === 'starting' || stage === 'booting' || chosen !== mode,
    mode,
    chosen,
    aheads,
    turns: left === NEVER ? NEVER : Math.round((left * takes(w, mode, mixOfPhase(w, g, phase))) / 1_000_000),
  };
}

/** What components add to the bare machine's time, of what a load takes there. */
export const addsOf = (w: World, row: Int, mix: Mix, of: readonly Component[]): Bp =>
  Math.round((10_000 * adds(w, row, mix, of)) / takesNative(w, row, mix));

/** The speed of a load under a mode, beside the bare machine's. */
export const speedOf = (w: World, row: Int, mix: Mix): Bp =>
  Math.round((10_000 * takesNative(w, row, mix)) / takes(w, row, mix));

/** Something that follows from a program and a key alone, reckoned once for each. */
export function remembered<T>(): (program: object, key: string, make: () => T) => T {
  const known = new WeakMap<object, Map<string, T>>();
  return (program, key, make) => {
    const all = known.get(program) ?? new Map<string, T>();
    known.set(program, all);
    if (!all.has(key)) all.set(key, make());
    return all.get(key) as T;
  };
}

const rows = remembered<readonly Int[]>();

/** The modes that anybody here may be given, on all machines: what a desk is built for. */
export const deskRows = (w: World): readonly Int[] =>
  rows(w.program, '', () => {
    const given = new Set(w.program.guests.flatMap(({ choices }) => choices));
    return [...given].filter((row) => row !== NONE).sort((a, b) => a - b);
  });

/** Of one machine: guests that are there or on their way, and its pCPUs. */
export type Crowd = { guests: Int; pcpus: Int };

/** By machine. @param counts whether a guest is one of those */
export function crowdsOf(w: World, counts: (g: Int) => boolean): Crowd[] {
  const on = w.guests.map(({ stage }, g) =>
    isHere(stage) && counts(g) ? (w.program.modes[standingOf(w, g).chosen]?.machine ?? NONE) : NONE,
  );
  return w.setup.machines.map(({ pcpus }, m) => ({ guests: on.filter((machine) => machine === m).length, pcpus }));
}
