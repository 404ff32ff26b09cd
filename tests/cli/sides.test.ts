import { expect, test } from 'vitest';
import type { Side } from '../../src/cli/sides.ts';
import { sim } from './program.ts';

test('says how long the comparison of a level takes, as text and as JSON', async () => {
  const { status, out, err } = await sim('sides', '1', '--json');
  expect([status, err]).toEqual([0, '']);
  const [side, ...more] = JSON.parse(out) as Side[];
  expect(more).toEqual([]);
  expect(side?.level).toBe('01-host-and-guest');
  expect(side?.bars).toBeGreaterThan(1);
  expect(side?.longest).toBeLessThanOrEqual(side?.ms ?? 0);
  const text = await sim('sides', '1');
  expect(text.out.split('\n')).toHaveLength(2);
});
