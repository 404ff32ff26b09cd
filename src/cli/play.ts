/** `sim play`: one run of a level by a robot or from a replay, as one JSON object. */
import { type Level, plain } from '../levels/index.ts';
import { runOf, simulate } from '../session/log.ts';
import { runText } from '../session/run.ts';
import {
  CATEGORIES,
  fingerprint,
  isMet,
  type LogEntry,
  METRIC_NAMES,
  metric,
  type Run,
  stars,
  totals,
  type World,
} from '../sim/index.ts';
import { Refusal } from './robots.ts';
import { failure, judge } from './verify.ts';

export type Goal = { id: string; met: boolean; value: number | null; target: number };
export type Result = {
  level: string;
  title: string;
  seed: number;
  policy: string;
  stars: number;
  goals: Goal[];
  metrics: Record<string, number | null>;
  ledger: Record<string, number>;
  cycles: number;
  fingerprint: string;
};
/** A world at its end, and the commands that led there. */
export type Ended = { world: World; log: readonly LogEntry[] };

/** A recorded run, played again. It has to be verified: a picture of something else would be no replay. */
export function playAgain(level: Level, run: Run, path: string): Ended {
  const verdict = judge(run, level);
  if (verdict.is !== 'verified') throw new Refusal(path, failure(verdict));
  return { world: verdict.world, log: run.log };
}

/** The run as text that a replay reads. Throws when it does not make the same world again, which is a defect. */
export function recording(level: Level, { world, log }: Ended): string {
  const { seed } = world.setup;
  const again = simulate(level.file, level, seed, log);
  if (!again.ok) throw new Error(`its own run does not replay: ${again.code} at ${again.path}`);
  if (fingerprint(again.value.world) !== fingerprint(world)) throw new Error('its own run makes another world');
  return runText(runOf(level.file, level, seed, log, again.value.marks));
}

/** metrics that are times in nanoseconds end in Us, those that are shares are fractions */
function named(world: World, name: string): [string, number | null] {
  const value = metric(world, name)?.value ?? null;
  if (/^(wakeToRun|request|answer|longestWait)/.test(name)) return [`${name}Us`, value === null ? null : value / 1000];
  if (/Share$|^fairness$/.test(name)) return [name, value === null ? null : value / 10_000];
  return [name, value];
}

/** What a finished world amounts to. Goals' values are in their own units (basis points, nanoseconds, counts, lines). */
export function resultOf(level: Level, title: string, policy: string, world: World): Result {
  const sums = totals(world);
  return {
    level: level.file.id,
    title,
    seed: world.setup.seed,
    policy,
    stars: stars(world),
    goals: world.setup.goals.map((goal) => ({
      id: goal.id,
      met: isMet(world, goal),
      value: metric(world, goal.metric, goal.of)?.value ?? null,
      target: goal.atLeast ?? goal.atMost ?? 0,
    })),
    metrics: Object.fromEntries(METRIC_NAMES.map((name) => named(world, name))),
    ledger: Object.fromEntries(CATEGORIES.map((category, index) => [category, sums[index] ?? 0])),
    cycles: world.now,
    fingerprint: fingerprint(world),
  };
}

/** The result as text, for a terminal, with how the run ended and how many commands it took. */
export function resultText(result: Result, { world, log }: Ended): string {
  const goals = result.goals.map(({ id, met, value, target }, i) => {
    const star = '★'.repeat(world.setup.goals[i]?.star ?? 0).padEnd(3);
    return `  ${star} ${met ? 'met   ' : 'missed'} ${id}: ${value ?? '–'} (${target})`;
  });
  const metrics = Object.entries(result.metrics).map(([name, value]) => `  ${name}: ${value ?? '–'}`);
  const ledger = Object.entries(result.ledger).flatMap(([category, cycles]) =>
    cycles === 0 ? [] : [`  ${category}: ${cycles}`],
  );
  return [
    `${result.level} “${plain(result.title)}”, seed ${result.seed}, ${plain(result.policy)}: ${world.status}, ${'★'.repeat(result.stars) || 'no star'}`,
    'goals',
    ...goals,
    'metrics',
    ...metrics,
    'cycles by category',
    ...ledger,
    `${log.length} actions, ${result.cycles} cycles, fingerprint ${result.fingerprint}`,
  ].join('\n');
}
