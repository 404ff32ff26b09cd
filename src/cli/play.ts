/** `sim play`: one run of a level by a robot or from a replay, as one JSON object. */
import {
  CATEGORIES,
  type Command,
  fingerprint,
  isMet,
  METRIC_NAMES,
  metric,
  type Run,
  replay,
  stars,
  totals,
  type World,
} from '../sim/index.ts';
import type { LevelData } from './robots.ts';

export type Goal = { id: string; star: number; met: boolean; value: number | null; target: number };
export type Result = {
  level: string;
  title: string;
  seed: number;
  policy: string;
  status: string;
  stars: number;
  goals: Goal[];
  metrics: Record<string, number | null>;
  ledger: Record<string, number>;
  cycles: number;
  actions: number;
  fingerprint: string;
};

/** metrics that are times in nanoseconds end in Us, those that are shares are fractions */
function named(world: World, name: string): [string, number | null] {
  const value = metric(world, name)?.value ?? null;
  if (/^(wakeToRun|request|answer)/.test(name)) return [`${name}Us`, value === null ? null : value / 1000];
  if (/Share$|^fairness$/.test(name)) return [name, value === null ? null : value / 10_000];
  return [name, value];
}

/** What a finished world amounts to. Goals' values are in their own units (basis points, nanoseconds, counts, lines). */
export function resultOf(level: LevelData, title: string, policy: string, world: World, actions: number): Result {
  const sums = totals(world);
  return {
    level: level.file.id,
    title,
    seed: world.setup.seed,
    policy,
    status: world.status,
    stars: stars(world),
    goals: world.setup.goals.map((goal) => ({
      id: goal.id,
      star: goal.star,
      met: isMet(world, goal),
      value: metric(world, goal.metric, goal.of)?.value ?? null,
      target: goal.atLeast ?? goal.atMost ?? 0,
    })),
    metrics: Object.fromEntries(METRIC_NAMES.map((name) => named(world, name))),
    ledger: Object.fromEntries(CATEGORIES.map((category, index) => [category, sums[index] ?? 0])),
    cycles: world.now,
    actions,
    fingerprint: fingerprint(world),
  };
}

/** Plays a run's log into a fresh world; the command that the world refuses, if any. */
export function replayRun(world: World, run: Run): { refused: Command | null } {
  const { refused } = replay(world, run.log, world.setup.length);
  const [first] = refused;
  return { refused: first === undefined ? null : (run.log[first]?.c ?? null) };
}

/** The result as text, for a terminal. */
export function resultText(result: Result): string {
  const goals = result.goals.map(
    (goal) =>
      `  ${'★'.repeat(goal.star).padEnd(3)} ${goal.met ? 'met   ' : 'missed'} ${goal.id}: ${goal.value ?? '–'} (${goal.target})`,
  );
  const metrics = Object.entries(result.metrics).map(([name, value]) => `  ${name}: ${value ?? '–'}`);
  const ledger = Object.entries(result.ledger).flatMap(([category, cycles]) =>
    cycles === 0 ? [] : [`  ${category}: ${cycles}`],
  );
  return [
    `${result.level} “${result.title}”, seed ${result.seed}, ${result.policy}: ${result.status}, ${'★'.repeat(result.stars) || 'no star'}`,
    'goals',
    ...goals,
    'metrics',
    ...metrics,
    'cycles by category',
    ...ledger,
    `${result.actions} actions, ${result.cycles} cycles, fingerprint ${result.fingerprint}`,
  ].join('\n');
}
