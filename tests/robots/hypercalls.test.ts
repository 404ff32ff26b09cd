/** Level 8's other robots: who else wins, and what is left of it without one of its halves, or without hands. */
import { describe, expect, it } from 'vitest';
import { type LevelData, runRobot, worldOf } from '../../src/cli/robots.ts';
import { loadLevel } from '../../src/levels/index.ts';
import { advance, apply, metric, type Robot, stars, type World } from '../../src/sim/index.ts';

const SEEDS = Array.from({ length: 12 }, (_, i) => i + 1);

async function level(): Promise<LevelData> {
  const loaded = await loadLevel('08-hypercalls');
  if (!loaded.ok) throw new Error(`${loaded.code} at ${loaded.path}`);
  return loaded.value;
}

/** The reference, but for some of its parameters. */
const but = ({ file }: LevelData, params: Robot['params']): Robot => ({
  ...file.robots.reference,
  params: { ...file.robots.reference.params, ...params },
});

const figures = (world: World): string =>
  ['usefulShare', 'served', 'reboots'].map((name) => `${name} ${metric(world, name)?.value}`).join(', ');

describe('in level 8', () => {
  // what the robot leaves out, and what it may earn at most
  const beaten: [string, Robot['params'], number][] = [
    ['a port is nothing without a hypercall', { table: 0 }, 1],
    ['a hypercall is nothing without a port', { port: 0, table: 4 }, 0],
    ['one port is not enough', { worth: 1_000_000 }, 0],
    ['the right ports and calls, and then no hand, are not enough', { table: 4, swaps: 0 }, 1],
    ['nor are they at once', { table: 4, swaps: 0, look: 2 }, 1],
  ];
  it.each(beaten)('%s', async (_, params, most) => {
    const data = await level();
    for (const seed of SEEDS) {
      const { world } = runRobot(data, seed, but(data, params));
      expect(stars(world), `seed ${seed}: ${figures(world)}`).toBeLessThanOrEqual(most);
    }
  });

  // three ways to fill the table: one entry for good and one that follows, both for good, both that follow
  const winning: [string, Robot['params']][] = [
    ['whoever keeps what is dearest to lack, and exchanges the other call', { table: 5 }],
    ['whoever insures against the worst and never changes their mind', { table: 4 }],
    ['whoever follows the work with both calls, when it is worth much', { table: 1, margin: 30 }],
  ];
  it.each(winning)('%s wins', async (_, params) => {
    const data = await level();
    for (const seed of SEEDS) {
      const { world } = runRobot(data, seed, but(data, params));
      expect(stars(world), `seed ${seed}: ${figures(world)}`).toBeGreaterThanOrEqual(2);
    }
  });

  it('it pays to port the dearest kernel first', async () => {
    const data = await level();
    const served = (params: Robot['params']): number =>
      SEEDS.reduce(
        (sum, seed) => sum + (metric(runRobot(data, seed, but(data, params)).world, 'served')?.value ?? 0),
        0,
      );
    const [dearest, asTheyStand] = [served({}), served({ port: 2 })];
    expect(dearest - asTheyStand, 'requests per run').toBeGreaterThan(5 * SEEDS.length);
  });

  it('a guest that is ported and then kept off the processors gives up: being down tries patience', async () => {
    const data = await level();
    const { world: w, second } = worldOf(data, 1);
    const of = (id: string): number => w.setup.guests.findIndex((guest) => guest.id === id);
    const taskOf = (id: string): number => w.program.guests[of(id)]?.firstTask ?? -1;
    apply(w, { do: 'port', kernel: w.setup.guests[of('mail')]?.kernel ?? '' });
    advance(w, (w.knobs.portCycles ?? 0) + 1);
    const patience = w.guests[of('mail')]?.patience ?? 0;
    while (w.status === 'running' && w.guests[of('mail')]?.reboots === 0) {
      const pcpu = w.tasks[taskOf('mail')]?.pcpu ?? -1;
      const other = ['solver', 'build', 'web', 'desk'].find((id) => w.tasks[taskOf(id)]?.state === 'ready');
      if (pcpu >= 0 && other !== undefined) apply(w, { do: 'place', task: taskOf(other), pcpu });
      advance(w, w.now + second / 10);
    }
    expect(w.guests[of('mail')]?.reboots).toBe(1);
    expect(w.now).toBeLessThan(w.setup.length / 2);
    // it has lost patience about as fast as time passed
    expect(w.now - (w.knobs.portCycles ?? 0)).toBeLessThan(1.5 * patience);
  });
});
