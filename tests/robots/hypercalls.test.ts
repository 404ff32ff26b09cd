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
  ['usefulShare', 'trapShare', 'reboots'].map((name) => `${name} ${metric(world, name)?.value}`).join(', ');

describe('in level 8', () => {
  // what the robot leaves out, and what it may earn at most
  const beaten: [string, Robot['params'], number][] = [
    ['a port is nothing without a hypercall', { table: 0 }, 1],
    ['a hypercall is nothing without a port', { port: 0, table: 4 }, 0],
    ['one port is not enough, whatever its calls', { ports: 1 }, 2],
    ['one port and a table that is never changed are not', { ports: 1, table: 3 }, 2],
    ['both ports and a table that is never changed are not', { table: 3 }, 2],
    ['nor is a table that insures against the worst', { table: 4 }, 2],
    ['nor are they at once, and then no hand', { table: 3, look: 2 }, 2],
  ];
  it.each(beaten)('%s', async (_, params, most) => {
    const data = await level();
    for (const seed of SEEDS) {
      const { world } = runRobot(data, seed, but(data, params));
      expect(stars(world), `seed ${seed}: ${figures(world)}`).toBeLessThanOrEqual(most);
    }
  });

  // who wins all three stars: by looking first and following fast, or by porting at once and exchanging when it is sure
  const winning: [string, Robot['params']][] = [
    ['whoever looks before the first port, and follows every turn of the work', {}],
    ['whoever ports at once, and exchanges a call only when it is sure', { look: 2, window: 8, margin: 2 }],
  ];
  it.each(winning)('%s wins', async (_, params) => {
    const data = await level();
    const won = SEEDS.filter((seed) => stars(runRobot(data, seed, but(data, params)).world) === 3);
    expect(won.length).toBeGreaterThanOrEqual(0.9 * SEEDS.length);
  });

  it('slow hands still reach two stars', async () => {
    const data = await level();
    for (const seed of SEEDS) {
      const { world } = runRobot(data, seed, { ...data.file.robots.reference, reactionMs: 2000 });
      expect(stars(world), `seed ${seed}: ${figures(world)}`).toBeGreaterThanOrEqual(2);
    }
  });

  it('a table that is never changed lets much more be trapped than one that follows the work', async () => {
    const data = await level();
    const traps = (params: Robot['params']): number =>
      SEEDS.reduce(
        (sum, seed) => sum + (metric(runRobot(data, seed, but(data, params)).world, 'trapShare')?.value ?? 0),
        0,
      );
    expect(traps({ table: 3 })).toBeGreaterThan(1.4 * traps({}));
  });

  it('it pays to port the dearest kernel first', async () => {
    const data = await level();
    const useful = (params: Robot['params']): number =>
      SEEDS.reduce(
        (sum, seed) => sum + (metric(runRobot(data, seed, but(data, params)).world, 'usefulShare')?.value ?? 0),
        0,
      );
    const [dearest, asTheyStand] = [useful({}), useful({ port: 2, worth: 0 })];
    expect(dearest - asTheyStand, 'basis points per run').toBeGreaterThan(100 * SEEDS.length);
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
    expect(w.now).toBeLessThan(0.6 * w.setup.length);
    // it has lost patience about as fast as time passed
    expect(w.now - (w.knobs.portCycles ?? 0)).toBeLessThan(1.5 * patience);
  });
});
