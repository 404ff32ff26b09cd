/** What the debrief concludes from an outcome. */
import type { Costly, Explained, GoalResult, Outcome } from '../../../session/contract.ts';
import type { Save } from '../../../session/save/save.ts';
import type { LevelFile } from '../../../sim/index.ts';
import type { Category, Cycles, Goal, Id, Int } from '../../../sim/types.ts';
import type { Format } from '../../../text/format.ts';
import { snap } from '../../charts/timeline.ts';

/** A star is near when less than this share of its bar was missing. */
const NEAR = 0.15;
/** Seconds of play that the way back leaves for doing better: before what cost much, after a near miss, and after a loss. */
const BACK_SECONDS = { costly: 1, near: 3, lost: 10 } as const;

export type Clock = { hz: Int; playSecondNs: Int };

export const cyclesPerSecond = ({ hz, playSecondNs }: Clock): number => (hz * playSecondNs) / 1e9;

export type NearMiss = { goal: GoalResult; by: Int; at: Cycles; isNear: boolean };

export function nearMissOf({ nearMiss, goals }: Pick<Outcome, 'nearMiss' | 'goals'>): NearMiss | null {
  if (nearMiss === null) return null;
  const goal = goals.find((one) => one.id === nearMiss.goal);
  if (goal === undefined) return null;
  return { goal, by: nearMiss.by, at: nearMiss.at, isNear: nearMiss.by < NEAR * Math.max(1, goal.target) };
}

/** Of the goals that were met, the one that least would have missed; null where none can be nearer than another. */
export function closestOf({ goals }: Pick<Outcome, 'goals'>): GoalResult | null {
  const spare = ({ value, target }: GoalResult): number => Math.abs((value ?? 0) - target) / Math.max(1, target);
  const met = goals.filter((goal) => goal.met && goal.value !== null && goal.target > 0);
  return [...met].sort((a, b) => spare(a) - spare(b))[0] ?? null;
}

/** To just before what the player did about it, else to shortly before it began: never to after it. */
export function backTo({ at, deed }: Pick<Costly, 'at' | 'deed'>, moments: readonly Cycles[], clock: Clock): Cycles {
  const span = BACK_SECONDS.costly * cyclesPerSecond(clock);
  // a setting stands for long: its cost began later
  if (deed !== null && 'at' in deed && deed.did !== 'set' && deed.did !== 'asked')
    return Math.min(deed.at, Math.max(at, 0));
  return snap(moments, at - span, 2 * span);
}

/**
 * Where the way back leads: to before the one thing that the debrief names; after a loss, so many seconds of play before
 * it, or to a decision shortly before that. A hang began where a flag was lost.
 */
export function wayBack(
  outcome: Explained,
  moments: readonly Cycles[],
  clock: Clock,
  reference: Outcome['ledger'] | null = null,
): Cycles | null {
  const what = beaten(outcome, reference);
  const second = cyclesPerSecond(clock);
  if (outcome.cause !== null) {
    const { at, since, waiting } = outcome.cause;
    const span = waiting === 'flag' ? at - since + BACK_SECONDS.near * second : BACK_SECONDS.lost * second;
    return snap(moments, at - span, span / 5);
  }
  if (what?.kind === 'costly' && (outcome.stars < 3 || outcome.worst !== null))
    return backTo(what.costly, moments, clock);
  const missed = nearMissOf(outcome);
  if (missed === null) return null;
  const span = BACK_SECONDS.near * second;
  return snap(moments, missed.at - span, span / 5);
}

/** What the run's cycles went to, by category, as words of the level may say it. */
export function ownShares(
  { ledger }: Pick<Outcome, 'ledger'>,
  format: Pick<Format, 'percent'>,
): Record<string, string> {
  const all = Object.values(ledger).reduce((sum, cycles) => sum + cycles, 0);
  return Object.fromEntries(
    Object.entries(ledger).map(([category, cycles]) => [
      category,
      format.percent(all === 0 ? 0 : Math.floor((cycles * 10_000) / all)),
    ]),
  );
}

/** The answer to the level's question: the file's, or the one of which the player's own run had most. */
export function rightAnswer({ right, own = {} }: LevelFile['question'], { ledger }: Pick<Outcome, 'ledger'>): Id {
  const [most] = Object.entries(own)
    .map(([answer, category]) => ({ answer, cycles: ledger[category] }))
    .sort((a, b) => b.cycles - a.cycles);
  return most?.answer ?? right;
}

/** What the eye should fall on: another try where a star was near or none was won, otherwise the next level. */
export function primaryAction(outcome: Outcome, hasNext: boolean): 'again' | 'next' | 'map' {
  if (outcome.stars === 0 || nearMissOf(outcome)?.isNear === true) return 'again';
  return hasNext ? 'next' : 'map';
}

/** The categories of the losses of which a run has many small ones. */
const SPENT: Readonly<Partial<Record<Costly['kind'], readonly Category[]>>> = {
  idle: ['idle'],
  coldCache: ['switch', 'warmUp'],
  thrash: ['switch', 'warmUp'],
};

/**
 * The one thing that beat the player: why it was lost, else what kept the next star away, else what cost most: of the kind
 * of which the reference lost so much less, if it is known; a long moment of a kind that nobody can save is none.
 */
export function beaten(
  outcome: Explained,
  reference: Outcome['ledger'] | null = null,
): { kind: 'cause' } | { kind: 'costly'; costly: Costly } | null {
  if (outcome.cause !== null) return { kind: 'cause' };
  const { worst, costly: all } = outcome;
  // what the lesson asked for is not what beat the player
  const own = all.filter(({ deed }) => deed?.did !== 'asked');
  const saved = ({ kind, cycles }: Costly): Cycles => {
    const spent = SPENT[kind];
    if (reference === null || spent === undefined) return cycles;
    return spent.reduce((sum, category) => sum + outcome.ledger[category] - reference[category], 0);
  };
  const costly = worst ?? [...own].sort((a, b) => saved(b) - saved(a) || b.cycles - a.cycles)[0];
  return costly === undefined ? null : { kind: 'costly', costly };
}

/** The dearest things, each kind of trouble with each guest once before any comes a second time. */
export function dearest(costly: readonly Costly[], most: number): Costly[] {
  const isFirst = (one: Costly, i: number) =>
    costly.findIndex((other) => other.kind === one.kind && other.guest === one.guest) === i;
  const firsts = costly.filter(isFirst);
  const others = costly.filter((one) => !firsts.includes(one));
  return [...firsts, ...others].slice(0, most);
}

/** Two quantities that pull in opposite directions: those of the third star, the share of cycles first. */
export type Axes = { x: Goal; y: Goal };

export function axesOf(goals: readonly Goal[]): Axes | null {
  const ranked = [...goals].sort((a, b) => b.star - a.star);
  const x = ranked.find((goal) => goal.metric === 'usefulShare' || goal.metric === 'workShare') ?? ranked[0];
  if (x === undefined) return null;
  const y = ranked.find((goal) => goal.metric !== x.metric && goal.metric !== 'reboots');
  return y === undefined ? null : { x, y };
}

/** Of values that are written alike, the first. */
export function distinct(values: readonly number[], written: (value: number) => string): number[] {
  const words = values.map(written);
  return values.filter((_, i) => words.indexOf(words[i] ?? '') === i);
}

/** `n` counts the tries of the level; the newest is the last. */
export type TryPoint = { n: Int; x: number; y: number; stars: Int; seed: Int; latest: boolean };

export function triesOf(save: Save, level: Id, axes: Axes): TryPoint[] {
  const tries = save.levels.get(level)?.tries ?? [];
  const newest = tries[0]?.n;
  return tries
    .flatMap(({ n, metrics, stars, seed }) => {
      const x = metrics.get(axes.x.id);
      const y = metrics.get(axes.y.id);
      return x === undefined || y === undefined ? [] : [{ n, x, y, stars, seed, latest: n === newest }];
    })
    .sort((a, b) => a.n - b.n);
}
