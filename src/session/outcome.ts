/** What a finished run came to: all of it read from the world, its log and what it left behind. */
import { type Cycles, fingerprint, type LevelFile, METRIC_NAMES, metric, type World } from '../sim/index.ts';
import { nativeRun, type Player, referenceRun } from './compare.ts';
import type { GoalResult, Outcome } from './contract.ts';
import { whyGaveUp } from './falls.ts';
import type { History } from './history.ts';
import { closed, runOf } from './log.ts';
import { otherRuns } from './others.ts';
import { timelineOf } from './past/bars.ts';
import { grown } from './past/growing.ts';
import type { Past } from './past/past.ts';
import type { LevelData } from './setup.ts';
import { goalView, starsOf } from './view/goals.ts';
import { ledgerView } from './view.ts';
import type { GoalView } from './view-model.ts';

const resultOf = ({ id, metric, of, star, met, value, target, unit, atMost }: GoalView): GoalResult => ({
  id,
  metric,
  of,
  star,
  met,
  value,
  target,
  unit,
  atMost,
});

/** The first goal that was measured and missed, by how much, and when it was last met (0 = never). */
function nearMissOf(goals: readonly GoalView[], past: Past): Outcome['nearMiss'] {
  const missed = [...goals].sort((a, b) => a.star - b.star).find((goal) => !goal.met && goal.value !== null);
  if (!missed || missed.value === null) return null;
  const index = goals.indexOf(missed);
  const at = grown(past.samples.goals).findLast(({ met }) => met[index])?.at ?? 0;
  return { goal: missed.id, by: Math.abs(missed.value - missed.target), at };
}

/** Why the guest gave up that lost the run. */
function causeOf(w: World): Outcome['cause'] {
  if (w.cause === null) return null;
  const { guest, since, at, waiting } = w.cause;
  return { guest, since, at, ...whyGaveUp(w, { guest, at: since, until: at }, waiting) };
}

/** Every metric that has a value, and the number of commands. */
function metricsOf(w: World, actions: number): Record<string, number> {
  const measured = METRIC_NAMES.flatMap((name) => {
    const value = metric(w, name)?.value;
    return value === undefined ? [] : [[name, value] as const];
  });
  return { ...Object.fromEntries(measured), actions };
}

export type Ended = {
  file: LevelFile;
  data: LevelData;
  history: History;
  straight: boolean;
  /** cycles at which the player did what the tutorial asked for */
  asked: ReadonlySet<Cycles>;
  /** one second of play in cycles */
  second: number;
};

/** Null while the run goes on. The runs that it is compared with are played when they are first asked for. */
export function outcomeOf({ file, data, history, straight, asked, second }: Ended): Outcome | null {
  const { world: w, past } = history;
  const { status } = w;
  if (status === 'running') return null;
  const { seed } = w.setup;
  const goals = w.setup.goals.map((goal) => goalView(w, goal));
  const log = history.log.slice(0, history.given);
  const timeline = timelineOf(past.bars, w);
  const once = <T>(make: (play: Player) => T): ((play: Player) => T) => {
    let made: { value: T } | null = null;
    return (play) => {
      made ??= { value: make(play) };
      return made.value;
    };
  };
  const nearMiss = nearMissOf(goals, past);
  const cause = status === 'lost' ? causeOf(w) : null;
  const again = { file, data, seed, second };
  return {
    level: file.id,
    seed,
    status,
    stars: starsOf(goals, status),
    straight,
    goals: goals.map(resultOf),
    nearMiss,
    usefulShare: metric(w, 'usefulShare')?.value ?? 0,
    ledger: ledgerView(w),
    reference: once((play) => referenceRun(again, play)),
    native: once((play) => nativeRun(again, play)),
    others: (play) => otherRuns(again, play),
    cause,
    why: (explain) => explain({ w, past, log, timeline, asked, cause, missed: nearMiss?.goal ?? null }),
    timeline,
    actions: history.given,
    trustedLines: metric(w, 'trustedLines')?.value ?? 0,
    metrics: metricsOf(w, history.given),
    run: runOf(file, data, seed, log, closed(w, history.marks)),
    cycles: w.now,
    fingerprint: fingerprint(w),
  };
}
