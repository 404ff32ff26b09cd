/** One level's demand under other techniques: which are compared, what is said of them, and that nothing else changes. */
import { describe, expect, test } from 'vitest';
import { LEVEL_IDS, loadLevel } from '../../src/levels/index.ts';
import type { Again } from '../../src/session/compare.ts';
import { figuresOfMode } from '../../src/session/modeFigures.ts';
import { type Other, otherRuns, ownModes } from '../../src/session/others.ts';
import { play } from '../../src/session/robots.ts';
import { figures } from '../text/data.ts';

async function againOf(id: string): Promise<Again> {
  const loaded = await loadLevel(id);
  if (!loaded.ok) throw new Error(`${loaded.code} at ${loaded.path}`);
  const { file, models } = loaded.value;
  const second = Math.round((file.playSecondNs * (models[0]?.hz ?? 0)) / 1e9);
  return { file, data: loaded.value, seed: 1, second };
}

const othersOf = async (id: string): Promise<Other[]> => [...otherRuns(await againOf(id), play)];
const named = (others: readonly Other[], mode: string): Other | undefined => others.find((one) => one.mode === mode);

describe('in every level', () => {
  test.each([...LEVEL_IDS])(
    '%s: the bare machine comes first, then a technique of its own, and each has its sources',
    async (id) => {
      const again = await againOf(id);
      const others = [...otherRuns(again, play)];
      const own = ownModes(again.file);
      expect(others[0]?.bare).toBe(true);
      expect(others.length).toBeGreaterThan(1);
      expect(own.has(others[1]?.mode ?? '')).toBe(true);
      for (const { mode, work, lacks } of others) {
        expect(work, mode).toBeGreaterThan(0);
        if (own.has(mode)) expect(lacks.includes('feature'), mode).toBe(false);
      }
      const model = again.data.models[0];
      if (model === undefined) throw new Error('no model');
      const quoted = others.flatMap(({ mode }) => figuresOfMode(model, mode));
      expect(quoted.filter((figure) => !figures.has(figure))).toEqual([]);
      expect(quoted.length).toBeGreaterThan(0);
    },
  );
});

test('who needs a processor that assists, or an open kernel, is marked where the level has none', async () => {
  const four = await othersOf('04-trap-and-emulate');
  expect(named(four, 'trapAndEmulate')?.lacks).toEqual([]);
  expect(named(four, 'hardwareAssisted1')?.lacks).toEqual(['feature']);
  const eight = await othersOf('08-hypercalls');
  expect(named(eight, 'paravirtual')?.lacks).toEqual(['kernel']);
  expect(named(eight, 'binaryTranslation')?.lacks).toEqual([]);
  for (const kernels of ['01-host-and-guest', '09-rings-and-batches'])
    expect(named(await othersOf(kernels), 'addressSpaces')?.lacks, kernels).toEqual(['kernel']);
  expect(named(await othersOf('02-almost-virtual'), 'addressSpaces')?.lacks).toEqual([]);
});

test('what could not carry out the guests’ operations is left out, and what differs in nothing of them', async () => {
  const leaks = (await othersOf('05-leaks')).map(({ mode }) => mode);
  expect(leaks).toEqual(['native', 'leakyTrap']);
  const pages = (await othersOf('11-pages-in-two-dimensions')).map(({ mode }) => mode);
  expect(pages).toEqual(['native', 'shadowPaging', 'nestedPaging']);
});

test('the order of the textbooks comes out', async () => {
  const work = async (id: string, ...modes: string[]): Promise<number[]> => {
    const others = await othersOf(id);
    return modes.map((mode) => named(others, mode)?.work ?? 0);
  };
  for (const row of [
    await work('08-hypercalls', 'native', 'paravirtual', 'binaryTranslation', 'userMode'),
    await work('10-vt-x-and-amd-v', 'native', 'binaryTranslation', 'trapAndEmulate', 'interpreted'),
    await work('11-pages-in-two-dimensions', 'native', 'nestedPaging', 'shadowPaging'),
  ])
    expect(row).toEqual([...row].sort((a, b) => b - a));
});

test('the same again gives the same, and the level is as it was', async () => {
  const again = await againOf('03-instruction-by-instruction');
  const before = structuredClone(again.file);
  const first = [...otherRuns(again, play)];
  expect([...otherRuns(again, play)]).toEqual(first);
  expect(again.file).toEqual(before);
});

test('where guests may be on machines of different costs nothing is compared', async () => {
  const again = await againOf('01-host-and-guest');
  const [machine] = again.file.setup.machines;
  if (machine === undefined) throw new Error('no machine');
  const two = { ...again.file.setup, machines: [machine, { ...machine, id: 'second', costs: 'xeon-2009' }] };
  expect([...otherRuns({ ...again, file: { ...again.file, setup: two } }, play)]).toEqual([]);
});

test('the five modes of the spectrum appear, each slower than the bare machine, on two hosts of one make', async () => {
  const thirteen = await othersOf('13-the-spectrum');
  const modes = thirteen.map(({ mode }) => mode);
  expect(modes).toEqual(expect.arrayContaining(['native', 'hvm', 'hvmDrivers', 'pvhvm', 'pvh', 'paravirtual']));
  const bare = named(thirteen, 'native')?.work ?? 0;
  for (const { work, mode } of thirteen) if (mode !== 'native') expect(work, mode).toBeLessThan(bare);
  expect(named(thirteen, 'pvh')?.lacks).toEqual(['kernel']);
  expect(named(thirteen, 'hvm')?.lacks).toEqual([]);
});
