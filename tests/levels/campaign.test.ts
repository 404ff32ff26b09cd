import { expect, test } from 'vitest';
import { access, checkCampaign, LEVEL_IDS, levelsOf, loadCampaign, nextLevel } from '../../src/levels/index.ts';

const level = (number: number) => ({ id: `l${number}`, number, picture: 'classic' as const });
const campaign = {
  schema: 1 as const,
  acts: [
    { id: '1', levels: [level(1), level(2)] },
    { id: '2', levels: [level(4)] },
  ],
};

test('the campaign has 24 levels in six acts, and every level that exists is in it', async () => {
  const read = await loadCampaign();
  if (!read.ok) throw new Error(`${read.code} at ${read.path}`);
  const ids = levelsOf(read.value).map(({ id }) => id);
  expect(read.value.acts).toHaveLength(6);
  expect(levelsOf(read.value).map(({ number }) => number)).toEqual(Array.from({ length: 24 }, (_, i) => i + 1));
  for (const id of LEVEL_IDS) expect(ids).toContain(id);
  for (const { id, number } of levelsOf(read.value))
    expect(id).toMatch(new RegExp(`^${String(number).padStart(2, '0')}-`));
});

test('a level opens when the one that exists before it has a star', () => {
  const exists = new Set(['l1', 'l4']);
  expect(access(campaign, exists, {})).toEqual({ l1: 'open', l2: 'toCome', l4: 'locked' });
  expect(access(campaign, exists, { l1: 1 })).toEqual({ l1: 'won', l2: 'toCome', l4: 'open' });
  expect(access(campaign, exists, {}, true)).toEqual({ l1: 'open', l2: 'toCome', l4: 'open' });
});

test('what was won stays open, also behind a level without a star', () => {
  expect(access(campaign, new Set(['l1', 'l2', 'l4']), { l2: 2 })).toEqual({ l1: 'open', l2: 'won', l4: 'open' });
});

test('the level to continue with is the first open one', () => {
  expect(nextLevel(campaign, { l1: 'won', l2: 'toCome', l4: 'open' })).toBe('l4');
  expect(nextLevel(campaign, { l1: 'won', l2: 'toCome', l4: 'won' })).toBeNull();
});

test.each([
  [
    'two levels of one id',
    { schema: 1, acts: [{ id: '1', levels: [level(1), { ...level(2), id: 'l1' }] }] },
    'repeated',
    'acts.0.levels.1.id',
  ],
  [
    'numbers that go back',
    { schema: 1, acts: [{ id: '1', levels: [level(2), level(1)] }] },
    'outOfOrder',
    'acts.0.levels.1.number',
  ],
  ['an act without levels', { schema: 1, acts: [{ id: '1', levels: [] }] }, 'tooShort', 'acts.0.levels'],
])('refused: %s', (_, data, code, path) => {
  expect(checkCampaign(data)).toEqual({ ok: false, code, path });
});
