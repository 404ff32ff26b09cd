/** Level 14's other robots: limits without diagnosis, and a door that stays shut. */
import { describe, expect, it } from 'vitest';
import { type LevelData, runRobot, worldOf } from '../../src/cli/robots.ts';
import { metric, type Robot, stars } from '../../src/sim/index.ts';
import { levelOf } from './level.ts';

const SEEDS = Array.from({ length: 12 }, (_, i) => i + 1);

/** Everybody is let in, each in the way that threatens least, however much it wants. */
const OPEN = { misses: 60, calls: 192, calm: 55, visitors: 99, least: -999, moreCpu: 999, morePages: 999, locks: 9999 };

const level = (): Promise<LevelData> => levelOf('14-containers');

describe('in level 14', () => {
  // robot, what it may earn at most, and the metric that says why it earns no more
  const rows: [string, Robot, number, string][] = [
    ['a cap for everybody keeps nobody happy', { policy: 'capAll', params: {}, reactionMs: 500 }, 1, 'reboots'],
    ['limits for good cost freedom', { policy: 'preset', params: { weights: 1 }, reactionMs: 1000 }, 2, 'limitedShare'],
    ['a shut door hosts nobody', { policy: 'containers', params: { visitors: 0 }, reactionMs: 1000 }, 0, 'hostedShare'],
  ];
  it.each(rows)('%s', async (_, robot, most, why) => {
    const data = await level();
    for (const seed of SEEDS) {
      const { world } = runRobot(data, seed, robot);
      const value = metric(world, why)?.value;
      expect(stars(world), `seed ${seed}: ${why} ${value}`).toBeLessThanOrEqual(most);
    }
  });

  it('the reference freezes in the last twenty seconds and not before, as the hint says', async () => {
    const data = await level();
    const { reference } = data.file.robots;
    const second = (data.file.playSecondNs * worldOf(data, 1).world.program.hz) / 1e9;
    let frozen = 0;
    for (const seed of SEEDS) {
      const { world, log } = runRobot(data, seed, reference);
      for (const { at, c } of log) {
        if (c.do !== 'setFreeze' || c.value === 0) continue;
        frozen++;
        // their patience is 22 seconds
        expect((world.setup.length - at) / second, `seed ${seed}`).toBeLessThanOrEqual(22);
      }
    }
    expect(frozen).toBeGreaterThan(SEEDS.length);
  });

  it('somebody asks until four fifths are over, and the door is worth watching until then', async () => {
    const data = await level();
    const { world } = runRobot(data, 1, data.file.robots.reference);
    const asks = world.setup.guests.map(({ enters }) => enters?.at ?? 0);
    expect(Math.max(...asks)).toBeGreaterThan(0.8 * world.setup.length);
    const answered = (log: readonly { at: number; c: { do: string } }[]): number =>
      log.filter(({ at, c }) => at > 0.7 * world.setup.length && (c.do === 'admit' || c.do === 'refuse')).length;
    for (const seed of SEEDS)
      expect(answered(runRobot(data, seed, data.file.robots.reference).log), `seed ${seed}`).toBeGreaterThanOrEqual(3);
  });

  it('an open door crowds everybody: no run keeps its second star, with the best of limits', async () => {
    const data = await level();
    const robot: Robot = { policy: 'containers', params: OPEN, reactionMs: 1000 };
    const earned = SEEDS.map((seed) => stars(runRobot(data, seed, robot).world));
    expect(Math.max(...earned), earned.join()).toBeLessThanOrEqual(1);
  });

  // style, and what it is given beside the level's own lazy robot
  const lazy: [string, Record<string, number>][] = [
    ['weights alone do not look after anybody', { freeze: 101 }],
    ['freezing batch work only while a service suffers', { thaw: 20, freeze: 30 }],
    ['freezing it whatever happens', { always: 1 }],
    ['showing every visitor out when it gets tight', { evict: 1 }],
  ];
  it.each(lazy)('%s earns hardly ever two stars', async (_, but) => {
    const data = await level();
    const { lazy: robot } = data.file.robots;
    if (robot === undefined) throw new Error('the level has a lazy robot');
    const earned = SEEDS.map((seed) =>
      stars(runRobot(data, seed, { ...robot, params: { ...robot.params, ...but } }).world),
    );
    expect(earned.filter((n) => n >= 2).length, earned.join()).toBeLessThanOrEqual(1);
  });

  it('limits for good do keep everybody served on most days: two stars without a diagnosis', async () => {
    const data = await level();
    const robot: Robot = { policy: 'preset', params: { weights: 1 }, reactionMs: 1000 };
    const earned = SEEDS.map((seed) => stars(runRobot(data, seed, robot).world));
    expect(earned.filter((n) => n === 2).length, earned.join()).toBeGreaterThan(SEEDS.length / 2);
  });

  describe('a panic threatens', () => {
    const worlds = async (own: Robot['params']) => {
      const data = await level();
      const params = { ...data.file.robots.reference.params, ...own };
      return SEEDS.map((seed) => runRobot(data, seed, { policy: 'containers', params, reactionMs: 1000 }).world);
    };

    it('whoever lets everybody share the kernel loses it', async () => {
      const shared = (await worlds({ risk: 1_000_000 })).map(stars);
      expect(shared.filter((n) => n >= 2).length, shared.join()).toBeLessThanOrEqual(SEEDS.length / 2);
    });

    it('a machine for everybody hosts too little', async () => {
      const [apart, chosen] = [await worlds({ risk: -1 }), await worlds({})];
      const earned = apart.map(stars);
      expect(earned.filter((n) => n < 3).length, earned.join()).toBeGreaterThanOrEqual(SEEDS.length / 3);
      const hosted = (all: typeof apart) => all.map((w) => metric(w, 'hostedShare')?.value ?? 0);
      const shares = hosted(chosen);
      for (const [i, share] of hosted(apart).entries()) expect(share).toBeLessThan(0.8 * (shares[i] ?? 0));
    });
  });

  it('somebody asks to enter who is nearly sure to panic before leaving, also by the time a machine takes to start', async () => {
    const { file } = await level();
    const asks = file.setup.guests.flatMap(({ enters }) => (enters === undefined ? [] : [enters]));
    const start = 331_600 * 2400;
    // an exponential wait of mean m is over within 3 m with odds of 95 in 100
    expect(asks.some(({ stay, risk }) => stay - start >= 2 * risk)).toBe(true);
    // … and others who never do
    expect(asks.some(({ risk }) => risk === 0)).toBe(true);
  });

  it('what the tenants do changes as the run goes on, beyond the trouble that the tutorial teaches', async () => {
    const { file } = await level();
    const second = 24_000_000;
    const turns = file.setup.guests.flatMap(({ workload }) =>
      'phases' in workload ? workload.phases.flatMap(({ until }) => (until === undefined ? [] : [until / second])) : [],
    );
    // 1: the visitor whose sale begins, in what it has done itself
    expect([...new Set(turns)].sort((a, b) => a - b)).toEqual([1, 40, 75]);
  });
});
