/** Goals as bars, with a tick where the target stands. */
import { type Bp, type Goal, type Int, metric, type World } from '../../sim/index.ts';
import { hostableBut } from '../hostable.ts';
import type { GoalView } from '../view-base.ts';

const FULL: Bp = 10_000;

/** The value at the right end of a bar: all there is for a share, twice the target for the rest. */
function scaleOf({ unit }: Goal, target: Int): Int {
  if (unit === 'bp') return FULL;
  return target === 0 ? 4 : 2 * target;
}

const along = (value: Int, scale: Int): Bp => Math.min(FULL, Math.floor((value * FULL) / scale));

/** How long answers take is measured by the first: until then it would be the age of what nobody has answered. */
const isUnanswered = (w: World, { metric: name, of }: Goal): boolean =>
  w.status === 'running' && /^(request|answer)/.test(name) && metric(w, 'served', of)?.value === 0;

export function goalView(w: World, goal: Goal): GoalView {
  const atMost = goal.atMost !== undefined;
  const target = goal.atMost ?? goal.atLeast ?? 0;
  const measured = metric(w, goal.metric, goal.of);
  const reached = measured?.value ?? null;
  const value = isUnanswered(w, goal) ? null : reached;
  const samples = measured?.samples ?? 0;
  const enough = reached !== null && samples >= (goal.minSamples ?? 0);
  const scale = scaleOf(goal, target);
  /** it is filled little by little */
  const reach = goal.metric === 'hostedShare' && goal.of === undefined ? hostableBut(w) : null;
  return {
    id: goal.id,
    star: goal.star,
    metric: goal.metric,
    of: goal.of ?? null,
    guest: measured?.guest ?? w.setup.guests.findIndex(({ id }) => id === goal.of),
    unit: goal.unit,
    value,
    target,
    atMost,
    met: enough && (atMost ? reached <= target : reached >= target),
    samples,
    minSamples: goal.minSamples ?? 0,
    fill: value === null ? 0 : along(value, scale),
    tick: along(target, scale),
    ...(reach === null ? {} : { reach }),
  };
}

/** Consecutive bars from the first star; a lost run has none. */
export function starsOf(goals: readonly GoalView[], status: World['status']): Int {
  if (status === 'lost' || status === 'budget') return 0;
  for (const star of [1, 2, 3]) if (goals.some((goal) => goal.star === star && !goal.met)) return star - 1;
  return 3;
}
