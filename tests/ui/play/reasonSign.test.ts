import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { CostModel } from '../../../src/sim/index.ts';
import { signOf } from '../../../src/ui/play/reasonSign.tsx';

const model = JSON.parse(
  readFileSync(new URL('../../../levels/costs/xeon-2003.json', import.meta.url), 'utf8'),
) as CostModel;

test('work that is no exit and no hypercall has letters, too, not three dots', () => {
  expect(signOf('halt').letter).toBe('Ha');
  expect(signOf('syscall').letter).not.toBe(signOf('halt').letter);
});

test('every hypercall has a letter of its own, so that profile and table can be compared', () => {
  const letters = model.handlers.map(({ id }) => signOf(id).letter);
  expect(letters).toHaveLength(4);
  expect(new Set(letters).size).toBe(letters.length);
  expect(letters).not.toContain(signOf('syscall').letter);
});
