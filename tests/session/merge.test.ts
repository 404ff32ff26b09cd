import fc from 'fast-check';
import { expect, test } from 'vitest';
import { merge, mergeImported } from '../../src/session/save/merge.ts';
import { eraseProgress, recordSetting, recordTry } from '../../src/session/save/progress.ts';
import { CAPS, emptySave, jsonOf, type Save, saveSchema } from '../../src/session/save/save.ts';
import { check } from '../../src/session/untrusted.ts';
import { save } from './saves.ts';

const done = { id: 'aa', seed: 1, stars: 2, straight: true, metrics: {} };

test('joining is commutative, associative and idempotent', () => {
  fc.assert(
    fc.property(save, save, save, (a, b, c) => {
      expect(merge(a, b)).toEqual(merge(b, a));
      expect(merge(merge(a, b), c)).toEqual(merge(a, merge(b, c)));
      const twice = merge(merge(a, b), b);
      expect(twice).toEqual(merge(a, b));
    }),
  );
});

test('what two saves make is itself a well-formed save, and has every best', () => {
  fc.assert(
    fc.property(save, save, (a, b) => {
      const both = mergeImported(a, b);
      expect(check(saveSchema, JSON.parse(jsonOf(both)))).toEqual({ ok: true, value: both });
      for (const one of [a, b]) {
        for (const [level, progress] of one.levels) {
          expect(both.levels.get(level)?.stars).toBeGreaterThanOrEqual(progress.stars);
          expect(both.levels.get(level)?.straight).toBeGreaterThanOrEqual(progress.straight);
          for (const one of progress.tries) expect(both.levels.get(level)?.tries).toContainEqual(one);
        }
      }
    }),
  );
});

test('erased progress does not come back from a tab that has not heard of it', () => {
  const before = recordTry(emptySave(), 'mine', done);
  const erased = eraseProgress(before);
  expect(merge(before, erased).levels.size).toBe(0);
  expect(merge(recordTry(before, 'mine', done), erased).levels.size).toBe(0);
});

test('a file brought along after erasing is joined in full', () => {
  const before = recordTry(emptySave(), 'mine', done);
  const restored = mergeImported(eraseProgress(before), before);
  expect(restored.levels).toEqual(before.levels);
});

test('the newest tries stay when there are too many', () => {
  const many = (seed: number) =>
    Array.from({ length: CAPS.tries + 5 }).reduce<Save>((s) => recordTry(s, 'mine', { ...done, seed }), emptySave());
  const both = merge(many(1), many(2));
  const tries = both.levels.get('mine')?.tries ?? [];
  expect(tries).toHaveLength(CAPS.tries);
  expect(tries[0]?.n).toBe(CAPS.tries + 5);
  expect(tries.at(-1)?.n).toBe(CAPS.tries + 5 - CAPS.tries / 2 + 1);
});

test('the later setting wins, and the best stars stay', () => {
  const loud = recordSetting(recordSetting(emptySave(), 'volume', 5), 'volume', 10);
  const quiet = recordSetting(emptySave(), 'volume', 1);
  expect(merge(loud, quiet).settings.get('volume')?.value).toBe(10);
  const worse = recordTry(recordTry(emptySave(), 'mine', done), 'mine', { ...done, stars: 1, straight: false });
  expect(worse.levels.get('mine')).toMatchObject({ stars: 2, straight: 2 });
});
