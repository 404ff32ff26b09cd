import { readFileSync } from 'node:fs';
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
import { checkLevel } from '../../src/levels/level.ts';
import { setupOf } from '../../src/session/setup.ts';
import { createWorld } from '../../src/sim/index.ts';
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

describe('a cost model that a file brings along', () => {
  const read = (): Record<string, unknown> =>
    JSON.parse(readFileSync(new URL('../../levels/costs/p4-2005.json', import.meta.url), 'utf8'));
  const machines = SAMPLE.setup.machines.map((machine) => ({ ...machine, costs: 'mine' }));
  const file = (model: Record<string, unknown>): unknown => ({
    ...SAMPLE,
    setup: { ...SAMPLE.setup, machines },
    models: [{ ...model, id: 'mine' }],
  });
  const load = async (model: Record<string, unknown>) => {
    const level = checkLevel(file(model));
    return level.ok ? withData(level.value) : level;
  };

  test('takes the place of one of the game’s own', async () => {
    const level = await load(read());
    if (!level.ok) throw new Error(`${level.code} at ${level.path}`);
    expect(level.value.models.map(({ id }) => id)).toEqual(['mine']);
    const setup = setupOf(level.value.file, level.value, 1);
    expect(setup.ok && createWorld(setup.value, level.value.models).ok).toBe(true);
  });

  const wrong: [string, (model: ReturnType<typeof read>) => unknown, string][] = [
    [
      'whose number does not follow from its basis',
      ({ costs }) => Object.assign((costs as Costs).switch ?? {}, { cycles: 1 }),
      'unfounded',
    ],
    [
      'that spends what it does not have',
      ({ costs }) => Reflect.deleteProperty(costs as Costs, 'shadow.write'),
      'unknownCost',
    ],
    [
      'that names what no mechanism has',
      ({ handlers }) => (handlers as Steps[])[0]?.steps.push({ effect: 'toString' }),
      'wrongShape',
    ],
  ];
  type Costs = Record<string, { cycles: number }>;
  type Steps = { steps: unknown[] };

  test.each(wrong)('%s is one coded error', async (_, spoil, code) => {
    const model = read();
    spoil(model);
    expect(await load(model)).toMatchObject({ ok: false, code });
  });
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
