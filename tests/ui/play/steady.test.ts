import { expect, test } from 'vitest';
import { steady } from '../../../src/ui/play/steady.ts';

test('an equal result is the very same object, and another one is not', () => {
  let n = 1;
  const kept = steady(() => ({ n }));
  const first = kept();
  expect(kept()).toBe(first);
  n = 2;
  expect(kept()).toEqual({ n: 2 });
});

test('nothing is a result, too', () => {
  let value: number | null = null;
  const kept = steady(() => value);
  expect([kept(), kept()]).toEqual([null, null]);
  value = 3;
  expect(kept()).toBe(3);
});
