/** Tabs that hear late of each other, are closed or crash at any moment, and open anew: no star that was won is lost. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { recordSetting, recordTry } from '../../src/session/save/progress.ts';
import { openStorage, type Saves } from '../../src/session/storage.ts';
import { SharedArea } from './areas.ts';

const TABS = 3;
const LEVELS = ['01-host-and-guest', '04-trap-and-emulate', '08-hypercalls'];

const tab = fc.nat(TABS - 1);
const step = fc.oneof(
  { weight: 5, arbitrary: fc.record({ tab, wins: fc.constantFrom(...LEVELS), stars: fc.integer({ min: 1, max: 3 }) }) },
  { weight: 2, arbitrary: fc.record({ tab, sets: fc.nat(9) }) },
  { weight: 5, arbitrary: fc.record({ tab, hears: fc.integer({ min: 1, max: 3 }) }) },
  { weight: 4, arbitrary: fc.record({ tab, dies: fc.constant(true) }) },
);

/** Each place has one tab at a time; where one has died, the next step of that place opens another. */
function play(steps: readonly (typeof step extends fc.Arbitrary<infer T> ? T : never)[]): void {
  const shared = new SharedArea();
  const places: ({ saves: Saves; index: number } | null)[] = Array.from({ length: TABS }, () => null);
  const won = new Map<string, number>();
  let opened = 0;
  for (const one of steps) {
    const here = places[one.tab] ?? { saves: openStorage(shared.tab()), index: opened++ };
    places[one.tab] = here;
    if ('wins' in one) {
      const done = { id: 'f', seed: 1, stars: one.stars, straight: true, metrics: {} };
      here.saves.update((save) => recordTry(save, one.wins, done));
      won.set(one.wins, Math.max(one.stars, won.get(one.wins) ?? 0));
    } else if ('sets' in one) here.saves.update((save) => recordSetting(save, 'volume.music', one.sets));
    else if ('hears' in one) for (let i = 0; i < one.hears; i++) shared.deliver(here.index);
    else {
      here.saves.close();
      places[one.tab] = null;
    }
  }
  // everybody is gone, whatever they had not heard yet; whoever comes next finds it all
  const found = openStorage(shared.tab()).read();
  for (const [level, stars] of won) expect([level, found.levels.get(level)?.stars]).toEqual([level, stars]);
  expect(shared.keys().length).toBeLessThanOrEqual(2 * (TABS + 5));
}

test('in 250 scenarios', () => {
  fc.assert(fc.property(fc.array(step, { minLength: 6, maxLength: 40 }), play), { numRuns: 250, seed: 3 });
});

test('and where a star is won in one tab while another writes without having heard of it', () => {
  const shared = new SharedArea();
  const [one, two] = [openStorage(shared.tab()), openStorage(shared.tab())];
  const done = { id: 'f', seed: 1, stars: 3, straight: true, metrics: {} };
  one.update((save) => recordTry(save, 'a', done));
  for (let n = 0; n < 5; n++) two.update((save) => recordSetting(save, 'volume.music', n));
  one.close();
  two.close();
  expect(openStorage(shared.tab()).read().levels.get('a')?.stars).toBe(3);
});
