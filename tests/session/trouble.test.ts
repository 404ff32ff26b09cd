/** Level 14 afterwards and beforehand: whose trouble made others wait, and what will have been let in by the end. */
import { expect, test } from 'vitest';
import { worldOf } from '../../src/cli/robots.ts';
import { loadLevel } from '../../src/levels/index.ts';
import { deedIn } from '../../src/session/missed.ts';
import { advance, apply, episodesOf, hostedByEnd, type LogEntry, metric } from '../../src/sim/index.ts';

const loaded = await loadLevel('14-containers');
if (!loaded.ok) throw new Error(loaded.code);
const level = loaded.value;

test('a wait is laid to the tenant that flooded the cache meanwhile, unless it was held already', () => {
  const { world, second } = worldOf(level, 1);
  advance(world, 12 * second);
  const flood = episodesOf(world).find(({ kind }) => kind === 'cacheFlood');
  if (flood === undefined) throw new Error('the level begins with a flood');
  const web = 0;
  const told = (log: readonly LogEntry[]) => deedIn(world, log, web, flood.since + 1, world.now, false);
  expect(told([])).toEqual({ did: 'flooded', at: flood.since, other: flood.guest });
  const held: LogEntry = { at: flood.since - 1, c: { do: 'setPageCap', guest: flood.guest, value: 100 } };
  const lifted: LogEntry = { at: flood.since, c: { do: 'setPageCap', guest: flood.guest, value: 0 } };
  expect(told([held])).toBeNull();
  expect(told([held, lifted])).toMatchObject({ did: 'flooded' });
});

test('what is let in by the end is known beforehand, and is what is measured then', () => {
  const { world } = worldOf(level, 1);
  // so that nobody gives up before
  world.setup.maxReboots = 1000;
  advance(world, 0, undefined, 'decision');
  let answered = 0;
  while (answered < 4) {
    const guest = world.guests.findIndex(({ stage }) => stage === 'asking');
    const mode = answered % 2 === 0 ? 'container' : 'hardwareAssisted2';
    if (guest >= 0 && apply(world, { do: 'admit', guest, mode }).ok) answered++;
    else advance(world, world.setup.length, undefined, 'decision');
  }
  const foreseen = hostedByEnd(world);
  expect(foreseen).toBeGreaterThan(0);
  advance(world, world.setup.length);
  expect(hostedByEnd(world)).toBe(foreseen);
  expect(metric(world, 'hostedShare')?.value).toBe(foreseen);
});
