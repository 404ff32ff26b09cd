import { describe, expect, test } from 'vitest';
import type { Costly, GoalResult } from '../../../src/session/contract.ts';
import { emptyLevel, emptySave } from '../../../src/session/save/save.ts';
import type { Goal } from '../../../src/sim/types.ts';
import {
  axesOf,
  backTo,
  beaten,
  dearest,
  distinct,
  nearMissOf,
  primaryAction,
  triesOf,
  wayBack,
} from '../../../src/ui/screens/debrief/model.ts';
import { outcomeOf } from '../fixtures.ts';

const goal = (part: Partial<GoalResult>): GoalResult => ({
  id: 'useful',
  metric: 'usefulShare',
  of: null,
  star: 3,
  met: false,
  value: 6800,
  target: 7000,
  unit: 'bp',
  atMost: false,
  ...part,
});
const costly = (part: Partial<Costly>): Costly => ({
  kind: 'decision',
  at: 0,
  until: 10,
  guest: 0,
  cycles: 10,
  times: 1,
  reason: 'privileged',
  deed: null,
  ...part,
});
/** one second of play is 1000 cycles */
const clock = { hz: 1_000_000_000, playSecondNs: 1000 };

describe('a star that was missed', () => {
  const missed = (by: number) => outcomeOf({ goals: [goal({})], nearMiss: { goal: 'useful', by, at: 9000 }, stars: 2 });

  test('is near under fifteen hundredths of its bar', () => {
    expect(nearMissOf(missed(1049))?.isNear).toBe(true);
    expect(nearMissOf(missed(1050))?.isNear).toBe(false);
  });

  test('makes another try the first thing to do when it is near', () => {
    expect(primaryAction(missed(200), true)).toBe('again');
    expect(primaryAction(missed(5000), true)).toBe('next');
    expect(primaryAction(missed(5000), false)).toBe('map');
    expect(primaryAction(outcomeOf({ stars: 3 }), true)).toBe('next');
    expect(primaryAction(outcomeOf({ stars: 0 }), true)).toBe('again');
  });

  test('of a goal that nobody knows is none', () => {
    expect(nearMissOf(outcomeOf({ goals: [], nearMiss: { goal: 'other', by: 1, at: 0 } }))).toBeNull();
  });
});

describe('the way back', () => {
  const moments = [1000, 5500, 8000, 20_000];
  const lostAt = (at: number) =>
    outcomeOf({ status: 'lost', cause: { guest: 0, at, waiting: 'ready', since: 0, by: -1 } });

  test('leads to a decision three seconds before a near miss', () => {
    const outcome = outcomeOf({ goals: [goal({})], nearMiss: { goal: 'useful', by: 1, at: 9000 } });
    expect(wayBack(outcome, moments, clock)).toBe(5500);
  });

  test('leads ten seconds before a loss, or to a decision shortly before that', () => {
    expect(wayBack(lostAt(19_000), moments, clock)).toBe(8000);
    expect(wayBack(lostAt(30_000), moments, clock)).toBe(20_000);
    expect(wayBack(lostAt(40_000), moments, clock)).toBe(30_000);
  });

  test('never leads before the start', () => {
    expect(wayBack(lostAt(4000), moments, clock)).toBe(0);
  });

  test('is not offered when nothing went wrong', () => {
    expect(wayBack(outcomeOf({ stars: 3 }), moments, clock)).toBeNull();
  });
});

describe('the way back from what the debrief names', () => {
  const moments = [1000, 5500, 8000, 20_000];

  test('never leads to after it, whatever was missed later', () => {
    const one = costly({ at: 9000, until: 9500 });
    const late = { goals: [goal({})], nearMiss: { goal: 'useful', by: 1, at: 40_000 } };
    const outcome = outcomeOf({ ...late, stars: 2, worst: one, costly: [one] });
    expect(beaten(outcome)).toEqual({ kind: 'costly', costly: one });
    expect(wayBack(outcome, moments, clock)).toBeLessThanOrEqual(9000);
    for (const at of [0, 900, 5500, 5600, 30_000])
      expect(backTo({ at, deed: null }, moments, clock)).toBeLessThanOrEqual(at);
  });

  test('leads to just before what the player did about it, where that came first', () => {
    const deed = { did: 'placed', at: 5500, other: 1 } as const;
    expect(backTo({ at: 5500, deed }, moments, clock)).toBe(5500);
    expect(backTo({ at: 5000, deed }, moments, clock)).toBeLessThanOrEqual(5000);
  });
});

describe('what beat the player', () => {
  test('is the worst sample of the star that was missed, before whatever else cost much', () => {
    const [worst, other] = [costly({ kind: 'slowRequest', guest: 1 }), costly({ kind: 'idle' })];
    expect(beaten(outcomeOf({ worst, costly: [other] }))).toEqual({ kind: 'costly', costly: worst });
  });

  test('is the cause of a loss, else what cost most, else nothing', () => {
    const one = costly({});
    const cause = { guest: 0, at: 1, waiting: 'ready', since: 0, by: -1 };
    expect(beaten(outcomeOf({ status: 'lost', cause, costly: [one] }))).toEqual({ kind: 'cause' });
    expect(beaten(outcomeOf({ costly: [one] }))).toEqual({ kind: 'costly', costly: one });
    expect(beaten(outcomeOf({}))).toBeNull();
  });

  test('is never what the tutorial asked for', () => {
    const asked = costly({ deed: { did: 'asked', at: 0 } });
    const own = costly({ cycles: 5, deed: { did: 'set', at: 0 } });
    expect(beaten(outcomeOf({ costly: [asked, own] }))).toEqual({ kind: 'costly', costly: own });
    expect(beaten(outcomeOf({ costly: [asked] }))).toBeNull();
  });

  test('is listed with each kind of trouble once before any comes again', () => {
    const cold = [1, 2, 3].map((at) => costly({ kind: 'coldCache', at }));
    const held = costly({ kind: 'held', at: 4 });
    const other = costly({ kind: 'coldCache', guest: 1, at: 5 });
    expect(dearest([...cold, held, other], 3).map((one) => one.at)).toEqual([1, 4, 5]);
    expect(dearest(cold, 2).map((one) => one.at)).toEqual([1, 2]);
  });
});

test('an axis of whole things has each of them once', () => {
  const written = (value: number): string => String(Math.round(value));
  expect(distinct([1, 2, 2.2, 3], written)).toEqual([1, 2, 3]);
});

describe('tries', () => {
  const bar = (part: Partial<Goal>): Goal => ({ id: 'g', star: 3, metric: 'usefulShare', unit: 'bp', ...part });
  const goals: Goal[] = [
    bar({ id: 'alive', star: 1, metric: 'reboots', unit: 'count', atMost: 0 }),
    bar({ id: 'useful2', star: 2, atLeast: 6000 }),
    bar({ id: 'wake3', metric: 'wakeToRunP90', unit: 'ns', atMost: 10_000 }),
    bar({ id: 'useful3', atLeast: 7000 }),
  ];

  test('are drawn on the two quantities of the third star', () => {
    const axes = axesOf(goals);
    expect([axes?.x.id, axes?.y.id]).toEqual(['useful3', 'wake3']);
  });

  test('are not drawn where nothing pulls against anything', () => {
    expect(axesOf([])).toBeNull();
    expect(axesOf(goals.slice(0, 2))).toBeNull();
  });

  test('without both quantities are left out, and the newest is marked', () => {
    const axes = axesOf(goals);
    if (axes === null) throw new Error('no axes');
    const one = { id: 'f', seed: 1, straight: true };
    const tries = [
      { ...one, n: 3, stars: 3, metrics: new Map(Object.entries({ useful3: 7100, wake3: 9000 })) },
      { ...one, n: 2, stars: 0, metrics: new Map([['useful3', 100]]) },
      { ...one, n: 1, stars: 1, metrics: new Map(Object.entries({ useful3: 5000, wake3: 20_000 })) },
    ];
    const save = { ...emptySave(), levels: new Map([['a', { ...emptyLevel(), tries }]]) };
    expect(triesOf(save, 'a', axes)).toEqual([
      { n: 1, x: 5000, y: 20_000, stars: 1, seed: 1, latest: false },
      { n: 3, x: 7100, y: 9000, stars: 3, seed: 1, latest: true },
    ]);
    expect(triesOf(save, 'b', axes)).toEqual([]);
  });
});
