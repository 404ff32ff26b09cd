/** Of a kernel that is shared: a wait is laid to what was waited for, never to trouble that did nothing to it. */
import { expect, test } from 'vitest';
import { worldOf } from '../../src/cli/robots.ts';
import { loadLevel } from '../../src/levels/index.ts';
import { deedIn } from '../../src/session/missed.ts';
import { grow } from '../../src/session/past/growing.ts';
import { noSamples, type Waits } from '../../src/session/past/samples.ts';
import { advance, episodesOf, type LogEntry } from '../../src/sim/index.ts';

const loaded = await loadLevel('14-containers');
if (!loaded.ok) throw new Error(loaded.code);
const level = loaded.value;
const NONE: Waits = { cpu: 0, locks: 0, device: 0, limit: 0 };
const WEB = 0;

/** The opening flood goes on while the web tenant waits for one thing; `reads`: by whom the disk is read meanwhile. */
function told(waits: Partial<Waits>, reads: (flooder: number) => number = (g) => g, log: readonly LogEntry[] = []) {
  const { world, second } = worldOf(level, 1);
  advance(world, 12 * second);
  const flood = episodesOf(world).find(({ kind }) => kind === 'cacheFlood');
  if (flood === undefined) throw new Error('the level begins with a flood');
  const samples = noSamples(world, second);
  const at = Math.ceil(flood.since / second) * second;
  for (let n = 0; n < 4; n++) {
    const cacheMisses = world.guests.map((_, g) => (g === reads(flood.guest) ? 100 * n : 0));
    grow(samples.shared, {
      at: at + n * second,
      waits: world.guests.map((_, g) => (g === WEB ? { ...NONE, ...waits } : NONE)),
      cacheMisses,
    });
  }
  return { deed: deedIn(world, log, WEB, at, at + 3 * second, false, samples), flood, at };
}

test('whoever waited for the disk was kept waiting by the flood', () => {
  const { deed, flood } = told({ device: 3, cpu: 1 });
  expect(deed).toEqual({ did: 'flooded', at: flood.since, other: flood.guest });
});

test('… but not by a flood of which the disk saw little', () => {
  const other = 5;
  expect(told({ device: 3 }, () => other).deed).toMatchObject({ did: 'read', other });
  expect(told({ device: 3 }, () => WEB).deed).toBeNull();
});

test('whoever waited for a processor was not kept waiting by the flood: it had the weight that it came with', () => {
  const { deed, at } = told({ device: 1, cpu: 3 });
  expect(deed).toEqual({ did: 'crowded', at });
  const weighed: LogEntry = { at: 1, c: { do: 'setWeight', guest: WEB, value: 1024 } };
  expect(told({ cpu: 3 }, undefined, [weighed]).deed).toBeNull();
});

test('whoever waited for its own limit was limited by the player', () => {
  const capped: LogEntry = { at: 7, c: { do: 'setCallLimit', guest: WEB, value: 64 } };
  expect(told({ limit: 2, cpu: 1 }, undefined, [capped]).deed).toEqual({ did: 'limited', at: 7 });
});

test('whoever waited for nothing, or for a lock that nobody stormed, was kept waiting by nobody', () => {
  expect(told({}).deed).toBeNull();
  expect(told({ locks: 2 }).deed).toBeNull();
});
