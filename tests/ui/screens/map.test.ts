import { describe, expect, test } from 'vitest';
import type { Campaign } from '../../../src/levels/campaign.ts';
import { emptyLevel, emptySave, type Save } from '../../../src/session/save/save.ts';
import { DIRECTIONS, mapOf, neighbour, placeOn, roman } from '../../../src/ui/screens/map/model.ts';
import { isNewcomer, startOf } from '../../../src/ui/screens/start.ts';

const level = (number: number) => ({ id: `level-${number}`, number, picture: 'classic' as const });
const campaign: Campaign = {
  schema: 1,
  acts: [
    { id: '1', levels: [level(1), level(2)] },
    { id: '2', levels: [level(3), level(4), level(5), level(6)] },
    { id: '3', levels: [level(7)] },
  ],
};
const built = new Set(['level-1', 'level-3', 'level-7']);

function saveWith(stars: Record<string, number>): Save {
  const levels = Object.entries(stars).map(([id, won]) => [id, { ...emptyLevel(), stars: won }] as const);
  return { ...emptySave(), levels: new Map(levels) };
}

describe('the campaign on the map', () => {
  test('opens one level after the other, past those to come', () => {
    const access = (save: Save) =>
      mapOf(campaign, built, save, false).acts.flatMap((act) => act.levels.map((one) => one.access));
    expect(access(emptySave())).toEqual(['open', 'toCome', 'locked', 'toCome', 'toCome', 'toCome', 'locked']);
    expect(access(saveWith({ 'level-1': 1 }))).toEqual([
      'won',
      'toCome',
      'open',
      'toCome',
      'toCome',
      'toCome',
      'locked',
    ]);
  });

  test('knows the next level, and which one opens a locked one', () => {
    const map = mapOf(campaign, built, saveWith({ 'level-1': 3 }), false);
    expect(map.next).toBe('level-3');
    expect(map.before).toEqual({ 'level-3': 'level-1', 'level-7': 'level-3' });
    expect(map.acts.flatMap((act) => act.levels.filter((one) => one.next).map((one) => one.id))).toEqual(['level-3']);
  });

  test('knows where the player stands: at the level played last, or at the one that it opened', () => {
    const map = mapOf(campaign, built, saveWith({ 'level-1': 3 }), false);
    expect(placeOn(map, 'level-1')).toBe('level-3');
    expect(placeOn(map, 'level-7')).toBe('level-7');
    expect(placeOn(map, 'a-file-of-somebody')).toBe('level-3');
    expect(placeOn(map, null)).toBe('level-3');
  });

  test('counts the stars that can be won, and none of levels to come', () => {
    const map = mapOf(campaign, built, saveWith({ 'level-1': 3, 'level-3': 2 }), false);
    expect([map.stars, map.allStars]).toEqual([5, 9]);
  });

  test('marks the acts that can be entered', () => {
    expect(mapOf(campaign, built, emptySave(), false).acts.map((act) => act.open)).toEqual([true, false, false]);
    expect(mapOf(campaign, built, emptySave(), true).acts.map((act) => act.open)).toEqual([true, true, true]);
  });
});

describe('arrow keys', () => {
  const { acts } = mapOf(campaign, built, emptySave(), false);

  test('go along the campaign, over the ends of acts', () => {
    expect(neighbour(acts, 'level-2', 'ArrowRight')).toBe('level-3');
    expect(neighbour(acts, 'level-3', 'ArrowLeft')).toBe('level-2');
    expect(neighbour(acts, 'level-1', 'ArrowLeft')).toBe('level-1');
    expect(neighbour(acts, 'level-7', 'ArrowRight')).toBe('level-7');
  });

  test('go to what stands above and below', () => {
    expect(neighbour(acts, 'level-1', 'ArrowDown')).toBe('level-4');
    expect(neighbour(acts, 'level-2', 'ArrowDown')).toBe('level-6');
    expect(neighbour(acts, 'level-6', 'ArrowUp')).toBe('level-2');
    expect(neighbour(acts, 'level-1', 'ArrowUp')).toBe('level-1');
    expect(neighbour(acts, 'level-7', 'ArrowDown')).toBe('level-7');
  });

  test('reach every level', () => {
    const reached = new Set(['level-1']);
    for (const id of reached) for (const direction of DIRECTIONS) reached.add(neighbour(acts, id, direction));
    expect(reached.size).toBe(7);
  });
});

test('acts are counted in Roman numerals', () => {
  expect([1, 2, 3, 4, 5, 6, 9, 14].map(roman)).toEqual(['I', 'II', 'III', 'IV', 'V', 'VI', 'IX', 'XIV']);
});

describe('where a level begins', () => {
  test('a newcomer is led straight into the first one', () => {
    expect(isNewcomer(emptySave())).toBe(true);
    expect(startOf(campaign, emptySave(), 'level-1')).toEqual({ screen: 'play', level: 'level-1', seed: null });
    expect(startOf(campaign, emptySave(), 'level-3')).toEqual({ screen: 'briefing', level: 'level-3' });
  });

  test('who has played before gets a briefing', () => {
    const once = { n: 1, id: 'f', seed: 1, stars: 0, straight: true, metrics: new Map() };
    const save = { ...emptySave(), levels: new Map([['level-1', { ...emptyLevel(), tries: [once] }]]) };
    expect(isNewcomer(save)).toBe(false);
    expect(startOf(campaign, save, 'level-1')).toEqual({ screen: 'briefing', level: 'level-1' });
  });

  test('somebody who only answered a question is still a newcomer', () => {
    const answered = { ...emptyLevel(), answers: new Map([['q', { n: 1, value: 'a' }]]) };
    const save = { ...emptySave(), levels: new Map([['level-1', answered]]) };
    expect(isNewcomer(save)).toBe(true);
  });
});
