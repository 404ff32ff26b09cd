import { expect, test } from 'vitest';
import { columnsOf as columnsWith, firstMissed, isSlipping } from '../../../src/ui/play/goals.ts';
import { stopAt, stopsBefore } from '../../../src/ui/play/rewind.ts';
import { ticksOf } from '../../../src/ui/play/timeline.tsx';
import { hostAndGuest, trapAndEmulate } from './views.ts';

/** the third restart loses the run */
const LOST_AT = 3;
const columnsOf = (goals: Parameters<typeof columnsWith>[0]) => columnsWith(goals, LOST_AT);

test('each quantity stands once, with a tick for every star that asks for it', () => {
  const columns = columnsOf(hostAndGuest().goals);
  expect(columns.map(({ metric, bars }) => [metric, bars.map(({ star, target }) => [star, target])])).toEqual([
    ['reboots', [[1, 0]]],
    [
      'wakeToRunP90',
      [
        [2, 14_000],
        [3, 10_000],
      ],
    ],
    [
      'usefulShare',
      [
        [2, 6000],
        [3, 7000],
      ],
    ],
  ]);
});

test('a column is won when all its bars are', () => {
  const [restarts, wake, useful] = columnsOf(hostAndGuest().goals);
  expect([restarts?.won, wake?.won, useful?.won]).toEqual([true, false, false]);
  expect(wake?.next.target).toBe(10_000);
  expect(columnsOf(trapAndEmulate().goals)[1]).toMatchObject({ won: true, next: { target: 6200 } });
});

test('a value that rests on too few samples is neither won nor slipping, and one that brings no star is not won', () => {
  const wake = hostAndGuest().goals.filter(({ id }) => id === 'wake');
  const few = wake.map((goal) => ({ ...goal, met: false, samples: 3, minSamples: 8 }));
  const [column] = columnsOf(few);
  expect(column).toMatchObject({ won: false, samples: 3, few: { samples: 3, of: 8 } });
  const [many] = columnsOf(few.map((goal) => ({ ...goal, samples: 100 })));
  expect(many?.samples).toBeNull();
  expect(column !== undefined && isSlipping(column, { now: 60, length: 100 })).toBe(false);
  const enough = columnsOf(wake.map((goal) => ({ ...goal, samples: 8, minSamples: 8 })));
  expect(enough[0]).toMatchObject({ won: true, few: null });
  const lost = hostAndGuest().goals.map((goal) => ({ ...goal, met: goal.star !== 1 }));
  expect(columnsOf(lost).map(({ won }) => won)).toEqual([false, false, false]);
});

test('what there must be much of slips late in the run, unless it brings a star already', () => {
  const useful = hostAndGuest().goals.filter(({ metric }) => metric === 'usefulShare');
  const slips = (met: readonly boolean[], now: number) => {
    const [column] = columnsOf(useful.map((goal, i) => ({ ...goal, met: met[i] ?? false })));
    return column !== undefined && isSlipping(column, { now, length: 100 });
  };
  expect([slips([false, false], 40), slips([false, false], 60), slips([true, false], 60)]).toEqual([
    false,
    true,
    false,
  ]);
});

test('shares have their own scale, others room beyond their hardest target', () => {
  const [, wake, useful] = columnsOf(hostAndGuest().goals);
  expect(useful?.fill).toBe(6340);
  expect(useful?.bars.map(({ tick }) => tick)).toEqual([6000, 7000]);
  expect(wake?.bars.map(({ tick }) => tick)).toEqual([5000, 6429]);
  expect(wake?.fill).toBe(6000);
});

test('more stars lie further right, and a bar that reaches their tick wins them', () => {
  for (const { bars, fill } of columnsOf(hostAndGuest().goals)) {
    expect(bars.map(({ tick }) => tick)).toEqual(bars.map(({ tick }) => tick).sort((a, b) => a - b));
    for (const { tick, met } of bars) expect(fill >= tick).toBe(met);
  }
});

test('a star counts only while everything that lower stars ask for is met', () => {
  const counting = (lost: boolean) => {
    const goals = hostAndGuest().goals.map((goal) => (goal.star === 1 ? { ...goal, value: 1, met: !lost } : goal));
    return columnsOf(goals).map(({ bars }) => bars.map(({ counts }) => counts));
  };
  expect(counting(false)).toEqual([[true], [true, false], [true, false]]);
  expect(counting(true)).toEqual([[false], [false, false], [false, false]]);
});

test('restarts have a bar that ends where the run is lost', () => {
  const goals = hostAndGuest().goals.map((goal) => (goal.metric === 'reboots' ? { ...goal, value: 2 } : goal));
  const [restarts, wake] = columnsOf(goals);
  expect(restarts).toMatchObject({ end: LOST_AT, fill: 3333 });
  expect(wake?.end).toBeNull();
});

test('the first goal that is missed is that of the lowest star', () => {
  const { goals } = hostAndGuest();
  expect(firstMissed(goals)?.id).toBe('wake3');
  expect(firstMissed([...goals].reverse())?.star).toBe(3);
  expect(firstMissed(goals.map((goal) => ({ ...goal, met: goal.star !== 1 })))?.id).toBe('alive');
  expect(firstMissed(goals.map((goal) => ({ ...goal, met: true })))).toBeNull();
});

test('one target for two stars is one tick, with the lower star', () => {
  const goals = hostAndGuest().goals.map((goal) => (goal.metric === 'usefulShare' ? { ...goal, target: 6500 } : goal));
  expect(columnsOf(goals)[2]?.bars.map(({ star }) => star)).toEqual([2]);
});

test('a goal that was not measured yet has an empty bar', () => {
  const goals = trapAndEmulate().goals.map((goal) => ({ ...goal, value: null, met: false }));
  expect(columnsOf(goals).map(({ value, fill, won }) => [value, fill, won])).toEqual(Array(3).fill([null, 0, false]));
});

test('rewinding stops at the decisions before now, and at the start', () => {
  expect(stopsBefore([100, 200, 300], 250)).toEqual([0, 100, 200]);
  expect(stopsBefore([0, 100], 100)).toEqual([0]);
});

test('"back by so much" ends at a decision shortly before, or exactly there', () => {
  expect(stopAt([100, 200, 300], 310, 100)).toBe(200);
  expect(stopAt([100, 200, 300], 390, 100)).toBe(290);
  expect(stopAt([100, 200, 300], 400, 100)).toBe(300);
  expect(stopAt([100], 150, 1000)).toBe(0);
});

test('ticks that would lie on each other are drawn once', () => {
  expect(ticksOf([0, 10, 20, 500, 505, 1000], 1000)).toEqual([0, 10, 20, 500, 1000]);
});

test('a bar that fails says so: at once where too much is too much, else when half of the run is over', () => {
  const [, wake, useful] = columnsOf(hostAndGuest().goals);
  if (wake === undefined || useful === undefined) throw new Error('no columns');
  const [early, late] = [
    { now: 10, length: 100 },
    { now: 60, length: 100 },
  ];
  expect([isSlipping(wake, early), isSlipping(useful, early), isSlipping(useful, late)]).toEqual([true, false, false]);
  expect(isSlipping({ ...wake, value: null }, late)).toBe(false);
  expect(isSlipping({ ...wake, few: { samples: 2, of: 8 } }, late)).toBe(false);
  expect(isSlipping({ ...useful, next: { ...useful.next, met: true } }, late)).toBe(false);
});

test('what grows until the end slips only once it can no longer come to any bar', () => {
  const useful = columnsOf(hostAndGuest().goals)[2];
  if (useful === undefined) throw new Error('no column');
  const next = { ...useful.next, met: false };
  const share = (reach: number) => ({ ...useful, next, bars: [{ ...next, target: 6000 }], value: 3000, reach });
  const late = { now: 90, length: 100 };
  expect([9900, 6000, 5900].map((reach) => isSlipping(share(reach), late))).toEqual([false, false, true]);
});
