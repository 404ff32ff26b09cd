/**
 * Runs without a clock and without anybody watching: what a replay file says, done again.
 */

import type { Cycles, Id, Int, LevelFile } from '../sim/index.ts';
import {
  advance,
  apply,
  createWorld,
  fingerprint,
  type LogEntry,
  markTimes,
  type Run,
  type World,
} from '../sim/index.ts';
import { identity, type LevelData, RULES, setupOf } from './setup.ts';
import { bad, good, type Result } from './untrusted.ts';

export type Simulated = { world: World; marks: [Cycles, string][] };

/** Problems: those of `setupOf`, and those of createWorld under `setup.…`. */
export function newWorld(file: LevelFile, data: LevelData, seed: Int): Result<World> {
  const setup = setupOf(file, data, seed);
  if (!setup.ok) return setup;
  const created = createWorld(setup.value, data.models);
  return created.ok ? good(created.world) : bad(created.code, `setup.${created.path}`);
}

/** Cycles at which a run is marked: each once, and none at the start, whatever the length. */
export const markCycles = (length: Cycles): Cycles[] => [...new Set(markTimes(length))].filter((at) => at > 0);

/** A command at which a log stops making sense, by its place in it. `gaveUp`: there was no patience for more. */
export type Stop = { code: 'refused' | 'afterEnd' | 'gaveUp'; index: Int; at: Cycles };

/** Is it time to give up? Asked every now and then; the answer may end a replay, and never changes what one finds. */
export type Patience = () => boolean;
const endless: Patience = () => false;

/** events between two questions whether to give up: some hundredths of a second */
const ASKED_EVERY = 20_000;

/** Gives a log to a fresh world; the marks on the way, and where it had to stop. */
function play(
  world: World,
  log: readonly LogEntry[],
  until: Cycles,
  isLate = endless,
): { marks: [Cycles, string][]; stop: Stop | null } {
  const times = markCycles(world.setup.length);
  const marks: [Cycles, string][] = [];
  let late = false;
  let askAt = world.handled + ASKED_EVERY;
  const go = (to: Cycles): void => {
    while (!late && advance(world, to, undefined, askAt - world.handled)) {
      askAt = world.handled + ASKED_EVERY;
      late = isLate();
    }
  };
  const carry = (to: Cycles): void => {
    for (let mark = times[marks.length]; mark !== undefined && mark <= to; mark = times[marks.length]) {
      go(mark);
      if (world.now !== mark) return;
      marks.push([mark, fingerprint(world)]);
    }
    if (to > world.now) go(to);
  };
  carry(0);
  for (const [index, { at, c }] of log.entries()) {
    if (at <= until) carry(at);
    if (late) return { marks, stop: { code: 'gaveUp', index, at } };
    if (world.now !== at) return { marks, stop: { code: 'afterEnd', index, at } };
    if (!apply(world, c).ok) return { marks, stop: { code: 'refused', index, at } };
  }
  carry(until);
  return { marks, stop: late ? { code: 'gaveUp', index: log.length, at: world.now } : null };
}

/**
 * Plays a log to cycle `until` (the end of the level if that is not given), marking the world as the session does.
 * Problems beside those of `newWorld`, each with the place of the command: `refused` when it is not legal then,
 * `afterEnd` when it comes later than `until` or than the end of the world.
 */
export function simulate(
  file: LevelFile,
  data: LevelData,
  seed: Int,
  log: readonly LogEntry[],
  until?: Cycles,
): Result<Simulated> {
  const created = newWorld(file, data, seed);
  if (!created.ok) return created;
  const world = created.value;
  const { marks, stop } = play(world, log, until ?? world.setup.length);
  return stop === null ? good({ world, marks: closed(world, marks) }) : bad(stop.code, `log.${stop.index}`);
}

/** The marks with one for the present, wherever that is: a run is sealed at its end too. */
export function closed(world: World, marks: readonly [Cycles, string][]): [Cycles, string][] {
  const seal: [Cycles, string] = [world.now, fingerprint(world)];
  return [...marks.filter(([at]) => at < world.now), seal];
}

export function runOf(file: LevelFile, data: LevelData, seed: Int, log: readonly LogEntry[], marks: Run['marks']): Run {
  return {
    schema: 1,
    rules: RULES,
    level: file.id,
    hash: identity(file, data),
    seed,
    log: [...log],
    marks: [...marks],
  };
}

/**
 * verified: the log makes exactly the world that its marks say, and ends with it. differs: it does not, from cycle `at`
 * on, because the world there is another one (`otherWorld`), a command is not legal (`refused`), or a command comes after
 * the end (`afterEnd`).
 * cannot: it was recorded elsewhere: on another level (`otherLevel`), under other rules of the core (`otherRules`), with
 * another version of the level or its costs (`otherData`); it stops before the level does (`unfinished`), so that nobody
 * can hand in the best moment of a run; or the level itself is not legal (that problem's code). It may also be that somebody
 * had no more patience (`gaveUp`), which says nothing about the run.
 */
export type Verification =
  | { is: 'verified'; world: World }
  | { is: 'differs'; at: Cycles; code: 'otherWorld' | 'refused' | 'afterEnd' }
  | { is: 'cannot'; code: Id };

export function verify(run: Run, file: LevelFile, data: LevelData, patience?: Patience): Verification {
  const strange = strangeness(run, file, data);
  if (strange !== null) return { is: 'cannot', code: strange };
  const created = newWorld(file, data, run.seed);
  if (!created.ok) return { is: 'cannot', code: created.code };
  const world = created.value;
  const { marks, stop } = play(world, run.log, endOf(run), patience);
  return verdictOn(run, world, marks, stop);
}

/** Why a run cannot be one of this level as it is here; null where it can. */
export function strangeness(run: Run, file: LevelFile, data: LevelData): Id | null {
  if (run.level !== file.id) return 'otherLevel';
  if (run.rules !== RULES) return 'otherRules';
  if (run.hash !== identity(file, data)) return 'otherData';
  return run.marks.length === 0 ? 'noMarks' : null;
}

/** Where a run says that it ends: its last mark. */
export const endOf = ({ marks }: Run): Cycles => marks.at(-1)?.[0] ?? 0;

/** What playing a run again to its end says of it: `marks` were made on the way, at `stop` it could not go on. */
export function verdictOn(run: Run, world: World, marks: readonly [Cycles, string][], stop: Stop | null): Verification {
  if (stop?.code === 'gaveUp') return { is: 'cannot', code: stop.code };
  const wrong = firstDifference(run.marks, stop === null ? closed(world, marks) : marks, stop !== null);
  if (wrong !== null) return { is: 'differs', at: wrong, code: 'otherWorld' };
  if (stop !== null) return { is: 'differs', at: stop.at, code: stop.code };
  return world.status === 'running' ? { is: 'cannot', code: 'unfinished' } : { is: 'verified', world };
}

/** The cycle of the first mark that is not as claimed. `isPart`: the marks made are not all, because the log stopped. */
function firstDifference(claimed: Run['marks'], made: readonly [Cycles, string][], isPart: boolean): Cycles | null {
  const count = isPart ? made.length : Math.max(made.length, claimed.length);
  for (let i = 0; i < count; i++) {
    const [mine, theirs] = [made[i], claimed[i]];
    if (mine?.[0] === theirs?.[0] && mine?.[1] === theirs?.[1]) continue;
    return Math.min(mine?.[0] ?? Number.POSITIVE_INFINITY, theirs?.[0] ?? Number.POSITIVE_INFINITY);
  }
  return null;
}
