/**
 * Of regrets, those of techniques and hosts that somebody may choose for guests: an engine that does badly what its guest does
 * just now, a host where that is dear while there is room on another, or where others crowd while another stands idle, and
 * more guests on one than it has processors. All are reckoned from marks of what guests have done.
 */
import {
  type Cycles,
  choicesOf,
  type Int,
  isHere,
  kernelNow,
  leaksIn,
  type Mix,
  mixOf,
  modeProblem,
  NONE,
  OPS,
  standingOf,
  takes,
  type World,
} from '../../sim/index.ts';
import { type Mark, reachBetween } from './engines.ts';
import { add, close, keyOf, type Regrets } from './regrets.ts';

/** `takes` is said of so many instructions. */
const MILLION = 1_000_000;
const HALT = OPS.indexOf('halt');

/** The mode in which a mix takes least, null = there is none. */
function fastestOf(w: World, modes: readonly Int[], mix: Mix): { mode: Int; takes: number } | null {
  const all = modes.map((mode) => ({ mode, takes: takes(w, mode, mix) }));
  return all.sort((a, b) => a.takes - b.takes)[0] ?? null;
}

/** vCPUs of a machine that want a pCPU, and how many it has. */
function crowdOf(w: World, m: Int): { wanting: Int; pcpus: Int } {
  const wants = w.tasks.filter(
    ({ guest, state }) => w.guests[guest]?.machine === m && (state === 'ready' || state === 'running'),
  );
  return { wanting: wants.length, pcpus: w.pcpus.filter(({ machine }) => machine === m).length };
}

/** The technique that does it in least on other machines that pass a test. */
function bestElsewhere(w: World, g: Int, mix: Mix, has: (m: Int) => boolean): ReturnType<typeof fastestOf> {
  const here = w.guests[g]?.machine ?? NONE;
  const rows = (w.program.guests[g]?.choices ?? []).filter((row) => {
    const { id = '', machine = NONE } = w.program.modes[row] ?? {};
    return machine !== here && has(machine) && modeProblem(w.setup, w.program, g, id, machine) === null;
  });
  return fastestOf(w, rows, mix);
}

const nameOf = (w: World, mode: Int): string => w.setup.machines[w.program.modes[mode]?.machine ?? NONE]?.id ?? '';

/**
 * What guest g did from a cycle until now: a whole pCPU that stood idle on another machine would have done it in less time of
 * the clock; or, where none does, one of a machine that is no fuller would have done it in fewer cycles.
 */
function regretPlace(regrets: Regrets, w: World, g: Int, from: Cycles, mix: Mix, instructions: Int): void {
  // who halts waits for nobody
  if ((mix.ops[HALT] ?? 0) > 0) return;
  const here = w.guests[g]?.machine ?? NONE;
  const crowd = crowdOf(w, here);
  const isIdle = (m: Int): boolean =>
    w.pcpus.some(({ machine, interval, since }) => machine === m && interval === 'idle' && since <= from);
  const idle = crowd.wanting > crowd.pcpus ? bestElsewhere(w, g, mix, isIdle) : null;
  if (idle !== null) {
    const sooner = w.now - from - Math.round((idle.takes * instructions) / MILLION);
    add(regrets, 'elsewhere', g, from, w.now, sooner, nameOf(w, idle.mode));
    return;
  }
  const isNoFuller = (m: Int): boolean => {
    const there = crowdOf(w, m);
    return (there.wanting + 1) * crowd.pcpus <= Math.max(crowd.wanting, crowd.pcpus) * there.pcpus;
  };
  const best = bestElsewhere(w, g, mix, isNoFuller);
  if (best === null) return;
  const more = Math.round(((takes(w, w.guests[g]?.mode ?? NONE, mix) - best.takes) * instructions) / MILLION);
  add(regrets, 'dearHost', g, from, w.now, more, nameOf(w, best.mode));
}

/** What guest g did between two marks, under the engine that it has: what another would have taken less, or more. */
export function regretEngine(regrets: Regrets, w: World, g: Int, then: Mark, now: Mark): void {
  const { mode, changing } = standingOf(w, g);
  const others = choicesOf(w, g).filter((other) => other !== mode);
  if (changing || then.ops.length === 0) return;
  const counts = now.ops.map((n, op) => n - (then.ops[op] ?? 0));
  const native = w.program.modes[mode]?.native ?? [];
  const instructions = now.work - then.work - counts.reduce((sum, n, op) => sum + n * (native[op] ?? 0), 0);
  if (instructions <= 0) return;
  const mix = mixOf(counts, instructions, kernelNow(w, g), reachBetween(then, now));
  regretPlace(regrets, w, g, then.at, mix, instructions);
  // what would leak would not have done it at all
  const sound = others.filter((other) => leaksIn(w, other, mix) === 0);
  const best = fastestOf(w, sound, mix);
  if (best === null) return;
  const more = Math.round(((takes(w, mode, mix) - best.takes) * instructions) / MILLION);
  add(regrets, 'engine', g, then.at, now.at, more, w.program.modes[best.mode]?.id ?? '');
}

/** Whoever came to a machine last, from the door or from another one. */
function latestOn(w: World, m: Int): Int {
  const cameAt = (g: Int): Cycles => Math.max(w.guests[g]?.startedAt ?? 0, standingOf(w, g).since);
  const here = w.guests.flatMap(({ machine, stage }, g) =>
    machine === m && isHere(stage) && w.setup.guests[g]?.enters !== undefined ? [g] : [],
  );
  return here.sort((a, b) => cameAt(b) - cameAt(a) || b - a)[0] ?? NONE;
}

/**
 * Of machines among which guests may be placed: for how long vCPUs have waited because more of them wanted to run than there
 * are pCPUs, on any machine.
 */
export function regretSharing(regrets: Regrets, w: World, from: Cycles): void {
  if (!w.setup.verbs.includes('mode') || !w.setup.verbs.includes('admit') || w.setup.machines.length < 2) return;
  const crowds = w.setup.machines.map((_, m) => crowdOf(w, m));
  const free = crowds.reduce((sum, { wanting, pcpus }) => sum + Math.max(0, pcpus - wanting), 0);
  for (const [m, { id }] of w.setup.machines.entries()) {
    const { wanting = 0, pcpus = 0 } = crowds[m] ?? {};
    const over = wanting - pcpus - free;
    if (over > 0) add(regrets, 'sharing', latestOn(w, m), from, w.now, over * (w.now - from), id);
    else close(regrets, keyOf('sharing', id));
  }
}
