/**
 * The goal strip shows each quantity once: its value, and a tick with its stars for every bar that stands along it.
 * Where two stars ask for the same quantity, the second tick simply lies further along. A bar is full of what is good: of
 * a quantity that is to be small, it shows the room that is left, so that more stars lie further right there as well.
 */
import type { GoalView, View } from '../../session/view-model.ts';
import type { Bp, Id, Int } from '../../sim/index.ts';

export type Bar = {
  id: Id;
  star: 1 | 2 | 3;
  target: Int;
  met: boolean;
  /** it is met, and so is everything that lower stars ask for: stars are cumulative */
  counts: boolean;
  tick: Bp;
};
export type Column = {
  key: string;
  metric: Id;
  of: Id | null;
  /** the guest whose value it is now, NONE where it is that of several */
  guest: Int;
  unit: GoalView['unit'];
  atMost: boolean;
  value: Int | null;
  /** the value with which the run is lost, null where no value of this loses it */
  end: Int | null;
  fill: Bp;
  /** the most that it can still come to; null where that is anything */
  reach: Bp | null;
  bars: Bar[];
  /** every bar holds now, and so does everything that lower stars ask for */
  won: boolean;
  /** how many the value rests on, where it takes several to count and there are not many; else null */
  samples: Int | null;
  /** how many samples the value rests on and how many it takes to count; null once there are enough */
  few: { samples: Int; of: Int } | null;
  /** the easiest bar that does not hold, else the hardest: what the column is about at present */
  next: Bar;
};

/**
 * A star slips away: there is too much already of what there may be little of, or the run is half over and there is too
 * little still of what there must be much of, for any star. What grows until the end slips once it can grow no more to any. What rests on too few samples says nothing yet, for good or ill.
 */
export const isSlipping = (
  { value, atMost, bars, next, few, reach }: Column,
  { now, length }: Pick<View, 'now' | 'length'>,
): boolean =>
  value !== null &&
  few === null &&
  !next.met &&
  (reach !== null
    ? !bars.some(({ target }) => target <= reach)
    : atMost || (2 * now > length && !bars.some(({ met }) => met)));

/** A value of so many samples jumps no more. */
const MANY = 100;

/** The length of the bar of an `atMost` goal is this many times its hardest target. */
const HEADROOM = 2;
const WHOLE = 10_000;

/**
 * What the whole bar stands for. Shares have their own scale; of a share that is to be small, and of what has no scale, it
 * leaves room beyond the target.
 */
const wholeOf = (unit: GoalView['unit'], largest: Int, atMost: boolean): Int =>
  unit === 'bp' && !atMost
    ? WHOLE
    : Math.max(1, unit === 'bp' ? Math.min(WHOLE, largest * HEADROOM) : largest * HEADROOM);

function along(value: Int, whole: Int, atMost: boolean): Bp {
  const part = Math.max(0, Math.min(WHOLE, Math.round((value * WHOLE) / whole)));
  return atMost ? WHOLE - part : part;
}

type Goal = Pick<GoalView, 'star' | 'met'>;

/** Does a goal bring its star: is it met, and everything that lower stars ask for? */
const countsAmong = (goals: readonly Goal[], goal: Goal): boolean =>
  goal.met && goals.every(({ star, met }) => met || star >= goal.star);

/** The goal that keeps the next star away: the first that is missed, by star. Null where all three are won. */
export const firstMissed = <T extends Goal>(goals: readonly T[]): T | null =>
  [...goals].sort((a, b) => a.star - b.star).find(({ met }) => !met) ?? null;

/** @param lostAt the number of restarts that loses the run: the end of their bar */
export function columnsOf(goals: readonly GoalView[], lostAt: Int): Column[] {
  const groups = new Map<string, GoalView[]>();
  for (const goal of goals) {
    const key = `${goal.metric}/${goal.of ?? ''}/${goal.unit}/${goal.atMost}`;
    groups.set(key, [...(groups.get(key) ?? []), goal]);
  }
  return [...groups].flatMap(([key, group]) => {
    const sorted = [...group].sort((a, b) => a.star - b.star);
    const [first] = sorted;
    if (first === undefined) return [];
    const { metric, of, guest, unit, atMost, value } = first;
    const largest = Math.max(...sorted.map(({ target }) => target));
    const whole = metric === 'reboots' ? lostAt : wholeOf(unit, largest, atMost);
    // A bar that a lower star has asked for already is not drawn twice.
    const asked = sorted.filter((goal, at) => sorted.findIndex(({ target }) => target === goal.target) === at);
    const bars = asked.map(
      (goal): Bar => ({
        id: goal.id,
        star: goal.star,
        target: goal.target,
        met: goal.met,
        counts: countsAmong(goals, goal),
        tick: along(goal.target, whole, atMost),
      }),
    );
    const next = bars.find(({ met }) => !met) ?? bars[bars.length - 1];
    if (next === undefined) return [];
    const fill = value === null ? 0 : along(value, whole, atMost);
    const end = metric === 'reboots' ? lostAt : null;
    const won = bars.every(({ counts }) => counts);
    const least = Math.max(...sorted.map(({ minSamples }) => minSamples));
    const few = first.samples < least ? { samples: first.samples, of: least } : null;
    const samples = least > 1 && first.samples < MANY ? first.samples : null;
    return [
      {
        key,
        metric,
        of,
        guest,
        unit,
        atMost,
        value,
        end,
        fill,
        reach: first.reach ?? null,
        bars,
        won,
        samples,
        few,
        next,
      },
    ];
  });
}
