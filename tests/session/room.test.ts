/** No hurry stops where room comes, and where whoever serves the others is back. A share that grows is not lost while it can grow. */
import { expect, test } from 'vitest';
import { foresee } from '../../src/session/foresight.ts';
import { goalView } from '../../src/session/view/goals.ts';
import type { Decision } from '../../src/session/view-model.ts';
import { NONE } from '../../src/sim/types.ts';
import { levelHistory } from './stage.ts';

const ID = '15-bare-metal-or-hosted';

test('a guest that leaves, and a domain that is up again with its driver, are moments to decide', async () => {
  const seen: Decision[] = [];
  await levelHistory(ID, 40, (now, n) => {
    const { world } = now;
    world.guests.forEach(({ stage }, guest) => {
      const { mode = '', id = '' } = world.setup.guests[guest] ?? {};
      if (stage === 'asking') now.give(id === 'files' ? { do: 'refuse', guest } : { do: 'admit', guest, mode });
    });
    if (n === 13) now.give({ do: 'admitDriver', machine: 0, driver: 'scanner' });
    const next = foresee(world, world.setup.length);
    if (next !== null) seen.push(next);
  });
  const back = seen.find(({ kind }) => kind === 'back');
  expect(back).toMatchObject({ guest: 0 });
  // as long as its restart takes, after 13 seconds of play
  expect(back?.at).toBeGreaterThan(13 * 12_000);
});

test('whoever leaves makes room, and the moment names it', async () => {
  const history = await levelHistory(ID, 80, (now) => {
    now.world.guests.forEach(({ stage }, guest) => {
      const { mode = '', id = '' } = now.world.setup.guests[guest] ?? {};
      if (stage === 'asking') now.give(id === 'calls' ? { do: 'admit', guest, mode } : { do: 'refuse', guest });
    });
  });
  const { world } = history;
  const leaving: Decision[] = [];
  for (let at = 0; at < 20 && world.status === 'running'; at++) {
    const next = foresee(history.world, world.setup.length);
    if (next === null) break;
    if (next.kind === 'left') leaving.push(next);
    history.advance(next.at);
  }
  expect(leaving[0]?.guest).toBe(world.setup.guests.findIndex(({ id }) => id === 'calls'));
  expect(leaving[0]?.guest).not.toBe(NONE);
});

test('a growing share says how far it can still come: as far as all who ask, until somebody is refused', async () => {
  const reaches: number[] = [];
  await levelHistory(ID, 60, (now) => {
    const goal = now.world.setup.goals.find(({ metric }) => metric === 'hostedShare');
    if (goal === undefined) throw new Error('no goal');
    now.world.guests.forEach(({ stage }, guest) => {
      if (stage === 'asking') now.give({ do: 'refuse', guest });
    });
    reaches.push(goalView(now.world, goal).reach ?? 0);
  });
  expect(reaches[0]).toBe(10_000);
  expect(reaches.at(-1)).toBeLessThan(8500);
  expect([...reaches].sort((a, b) => b - a)).toEqual(reaches);
});
