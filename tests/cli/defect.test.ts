/** A defect of ours that one run brings to light: here verifying fails for runs of seed 13. */
import { expect, test, vi } from 'vitest';
import type { verify } from '../../src/session/log.ts';
import { scratch, sim } from './program.ts';

vi.mock('../../src/session/log.ts', async (original) => {
  const real = await original<typeof import('../../src/session/log.ts')>();
  const failing: typeof verify = (run, ...rest) => {
    if (run.seed === 13) throw new RangeError('advance to 5 from 6');
    return real.verify(run, ...rest);
  };
  return { ...real, verify: failing };
});
const { folder } = scratch();

test('keeps no other file from its verdict', async () => {
  const [bad, good] = ['13', '14'].map((seed) => `${folder}/${seed}.json`) as [string, string];
  await sim('play', '1', '--seed', '13', '--out', bad);
  await sim('play', '1', '--seed', '14', '--out', good);
  const { status, out, err } = await sim('verify', bad, good);
  expect({ status, err }).toEqual({ status: 1, err: '' });
  expect(out).toContain(`${bad}: cannot be verified (defect: RangeError: advance to 5 from 6)`);
  expect(out).toContain(`${good}: verified, `);
  await expect(sim('play', '1', '--replay', bad)).rejects.toThrow(RangeError);
});
