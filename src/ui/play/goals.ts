/**
 * The goal strip shows each quantity once: its value, and a tick with its stars for every bar that stands along it.
 * Where two stars ask for the same quantity, the second tick simply lies further along.
 */
import type { GoalView } from '../../session/view-model.ts';
import type { Bp, Id, Int } from '../../sim/index.ts';

export type Bar = { id: Id; star: 1 | 2 | 3; target: Int; met: boolean; tick: Bp };
export type Column = {
  key: string;
  metric: Id;
  of: Id | null;
  unit: GoalView['unit'];
  atMost: boolean;
  value: Int | null;
  fill: Bp;
  bars: Bar[];
  /** every bar holds now */
  won: boolean;
  /** the easiest bar that does not hold, else the hardest: what the column is about at present */
  next: Bar;
};

/** The length of the bar of an `atMost` goal is this many times its hardest target. */
const HEADROOM = 2;
const WHOLE = 10_000;

/** How far along the bar a value stands: shares on their own scale, others on one that leaves room beyond the target. */
function along(value: Int, unit: GoalView['unit'], largest: Int): Bp {
  const whole = unit === 'bp' ? WHOLE : Math.max(1, largest * HEADROOM);
  return Math.max(0, Math.min(WHOLE, Math.round((value * WHOLE) / whole)));
}

export function columnsOf(goals: readonly GoalView[]): Column[] {
  const groups = new Map<string, GoalView[]>();
  for (const goal of goals) {
    const key = `${goal.metric}/${goal.of ?? ''}/${goal.unit}/${goal.atMost}`;
    groups.set(key, [...(groups.get(key) ?? []), goal]);
  }
  return [...groups].flatMap(([key, group]) => {
    const sorted = [...group].sort((a, b) => a.star - b.star);
    const [first] = sorted;
    if (first === undefined) return [];
    const { metric, of, unit, atMost, value } = first;
    const largest = Math.max(...sorted.map(({ target }) => target));
    // A bar that a lower star has asked for already is not drawn twice.
    const asked = sorted.filter((goal, at) => sorted.findIndex(({ target }) => target === goal.target) === at);
    const bars = asked.map(
      ({ id, star, target, met }): Bar => ({ id, star, target, met, tick: along(target, unit, largest) }),
    );
    const next = bars.find(({ met }) => !met) ?? bars[bars.length - 1];
    if (next === undefined) return [];
    const fill = value === null ? 0 : along(value, unit, largest);
    return [{ key, metric, of, unit, atMost, value, fill, bars, won: bars.every(({ met }) => met), next }];
  });
}
