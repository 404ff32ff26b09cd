/** A run that takes more events than it may, here with a budget that the first level exceeds. */
import { expect, test, vi } from 'vitest';
import { sim } from './program.ts';

vi.mock('../../src/sim/params.ts', async (original) => ({
  ...(await original<typeof import('../../src/sim/params.ts')>()),
  MAX_EVENTS: 100,
}));

test('play prints what there is and says that the run was stopped', async () => {
  const { status, out, err } = await sim('play', '1', '--json');
  const { stars, cycles } = JSON.parse(out);
  expect(status).toBe(1);
  expect(stars).toBe(0);
  expect(err).toBe(`sim: 01-host-and-guest: more events than a run may have, stopped at cycle ${cycles}`);
});
