import { describe, expect, test } from 'vitest';
import { loadCampaign } from '../../../src/levels/index.ts';
import { createLibrary } from '../../../src/ui/shell/library.ts';

const campaign = await loadCampaign();
if (!campaign.ok) throw new Error(`${campaign.code} at ${campaign.path}`);
const LEVEL = '01-host-and-guest';

describe('the library', () => {
  const library = createLibrary(campaign.value);

  test('has a level with its words and the costs of its machine', async () => {
    const loaded = await library.level(LEVEL, 'en');
    if (!loaded.ok) throw new Error(`${loaded.code} at ${loaded.path}`);
    const { level, model, words } = loaded.value;
    expect(level.file.id).toBe(LEVEL);
    expect(model.id).toBe(level.file.setup.machines[0]?.costs);
    expect(words.say('title')).toBe('Host and guest');
  });

  test('fills the figures in once they have arrived, for those who asked before too', async () => {
    const loaded = await library.level(LEVEL, 'en');
    if (!loaded.ok) throw new Error(`${loaded.code} at ${loaded.path}`);
    const { words, figures } = loaded.value;
    await library.figures();
    expect(figures.size).toBeGreaterThan(100);
    expect(words.say('published')).not.toMatch(/\{\{/);
  });

  test('loads each level once per language', async () => {
    expect(await library.level(LEVEL, 'en')).toBe(await library.level(LEVEL, 'en'));
    const other = await library.level(LEVEL, 'xx');
    expect(other.ok && other.value.words.say('title')).not.toBe('Host and guest');
  });

  test('says what is wrong with a level that is not there', async () => {
    expect(await library.level('99-nowhere', 'en')).toMatchObject({ ok: false, code: 'noSuchLevel' });
  });

  test('knows of every level that exists that the campaign has it', () => {
    const known = campaign.value.acts.flatMap((act) => act.levels.map((level) => level.id));
    expect([...library.built].filter((id) => !known.includes(id))).toEqual([]);
  });

  test('has the field guide with its figures filled in', async () => {
    const entries = await library.guide('en');
    expect(entries.length).toBeGreaterThan(50);
    expect(entries.filter((entry) => entry.body.includes('{{'))).toEqual([]);
  });
});
