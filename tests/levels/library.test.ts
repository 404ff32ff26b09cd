import { describe, expect, test } from 'vitest';
import {
  bestLanguage,
  LEVEL_IDS,
  languagesOf,
  loadFigures,
  loadLevel,
  loadModel,
  loadWords,
  ownWords,
  withData,
} from '../../src/levels/index.ts';
import { checkKernels } from '../../src/levels/kernels.ts';
import { SAMPLE } from './sample.ts';

test('a level file brings the models that its machines name, and no others', async () => {
  const level = await withData(SAMPLE);
  if (!level.ok) throw new Error(`${level.code} at ${level.path}`);
  expect(level.value.models.map((model) => model.id)).toEqual(['p4-2005']);
  expect(level.value.kernels.map((kernel) => kernel.id)).toEqual(expect.arrayContaining(['linux-2.4', 'windows-xp']));
});

test('a machine that nobody has measured is named', async () => {
  const machines = SAMPLE.setup.machines.map((machine) => ({ ...machine, costs: 'abacus' }));
  const level = await withData({ ...SAMPLE, setup: { ...SAMPLE.setup, machines } });
  expect(level).toEqual({ ok: false, code: 'noSuchCostModel', path: 'abacus' });
  expect(await loadModel('published')).toMatchObject({ ok: false, code: 'noSuchCostModel' });
});

test('a level that does not exist is said to be none', async () => {
  expect(await loadLevel('99-nothing')).toEqual({ ok: false, code: 'noSuchLevel', path: '' });
  expect(await loadLevel('../secret')).toEqual({ ok: false, code: 'noSuchLevel', path: '' });
});

test('every level that exists loads under its folder’s name, with words in English', async () => {
  for (const id of LEVEL_IDS) {
    const level = await loadLevel(id);
    if (!level.ok) throw new Error(`${id}: ${level.code} at ${level.path}`);
    expect(level.value.file.id).toBe(id);
    expect(languagesOf(id)).toContain('en');
    expect(await loadWords(id, 'xx')).not.toBeNull();
  }
});

test('figures that levels name are published', async () => {
  const published = await loadFigures();
  if (!published.ok) throw new Error(`${published.code} at ${published.path}`);
  for (const id of LEVEL_IDS) {
    const level = await loadLevel(id);
    if (!level.ok) throw new Error(`${id}: ${level.code} at ${level.path}`);
    const { figures, question } = level.value.file;
    for (const figure of [...figures, ...question.figures]) expect(published.value.figures.has(figure)).toBe(true);
  }
});

describe('languages', () => {
  test.each([
    ['zh-Hant-TW', ['en', 'zh', 'zh-Hant'], 'zh-Hant'],
    ['zh-Hans', ['en', 'zh-Hant'], 'en'],
    ['fr', ['de'], 'de'],
    ['fr', [], null],
  ])('%s out of %j is %s', (wanted, there, best) => {
    expect(bestLanguage(there, wanted)).toBe(best);
  });

  test('a stand-alone file speaks for itself', () => {
    const file = { ...SAMPLE, words: { en: { title: 'Mine' }, es: { title: 'Mío' } } };
    expect(ownWords(file, 'es-MX')).toMatchObject({ schema: 1, language: 'es', words: { title: 'Mío' } });
    expect(ownWords(file, 'ja')).toMatchObject({ language: 'en', words: { title: 'Mine' } });
    expect(ownWords(SAMPLE, 'en')).toBeNull();
  });
});

test('two kernels of one name are refused', () => {
  const one = { id: 'a', family: 'a', closed: false, portLines: 1 };
  expect(checkKernels({ schema: 1, kernels: [one, one] })).toEqual({
    ok: false,
    code: 'repeated',
    path: 'kernels.1.id',
  });
});
