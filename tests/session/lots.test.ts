/** Newcomers keep their places while they are here, and whoever comes takes the first that is free. */
import { describe, expect, test } from 'vitest';
import { loadLevel } from '../../src/levels/index.ts';
import { newWorld } from '../../src/session/log.ts';
import { lotsOf } from '../../src/session/view/lots.ts';
import type { GuestView } from '../../src/session/view-model.ts';
import { NEVER, NONE } from '../../src/sim/types.ts';

const loaded = await loadLevel('14-containers');
if (!loaded.ok) throw new Error(loaded.code);
const level = loaded.value;
const { guests } = level.file.setup;
const [one = NONE, two = NONE, three = NONE] = guests.flatMap(({ enters }, g) => (enters ? [g] : []));

/** By guest: what became of it. `at`: when it was let in, as it starts; else when it was up. */
type Fate = { stage: GuestView['stage']; up?: number; at?: number };

function lots(fates: Record<number, Fate>): number[] {
  const world = newWorld(level.file, level, 1);
  if (!world.ok) throw new Error('no world');
  const w = world.value;
  for (const [g, { stage, up = NEVER, at = 0 }] of Object.entries(fates))
    Object.assign(w.guests[Number(g)] ?? {}, { stage, startedAt: up, stageAt: at });
  const all = lotsOf(w);
  return [one, two, three].map((g) => all[g] ?? NONE);
}

describe('the lots of newcomers', () => {
  test('nobody has one before it is let in, and residents never do', () => {
    expect(lots({})).toEqual([NONE, NONE, NONE]);
    expect(lots({ [one]: { stage: 'asking', at: 5 }, [two]: { stage: 'gone', at: 9 } })).toEqual([NONE, NONE, NONE]);
  });

  test('whoever comes takes the first that is free', () => {
    const early = { stage: 'up', up: 1e9 } as const;
    const late = { stage: 'starting', at: 2e9 } as const;
    expect(lots({ [one]: late, [three]: early })).toEqual([1, NONE, 0]);
  });

  test('nobody moves up when somebody leaves, and the place of whoever left is taken again', () => {
    const left = { stage: 'gone', up: 1e9, at: 3e9 } as const;
    const stays = { stage: 'up', up: 2e9 } as const;
    expect(lots({ [one]: left, [two]: stays })).toEqual([0, 1, NONE]);
    expect(lots({ [one]: left, [two]: stays, [three]: { stage: 'starting', at: 4e9 } })).toEqual([0, 1, 0]);
  });
});
