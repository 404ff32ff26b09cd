/** Level 1 shows what it says: the cold cache is most of the price, nothing drags, the end is a rush, nobody may starve. */
import { describe, expect, it } from 'vitest';
import { type LevelData, worldOf } from '../../src/cli/robots.ts';
import { isMet, metric, type Robot, type SimEvent, stars, totals } from '../../src/sim/index.ts';
import { POLICIES, playRobot } from '../../src/sim/policies/index.ts';
import { CATEGORIES, type Cycles } from '../../src/sim/types.ts';
import { levelOf } from './level.ts';

const SEEDS = Array.from({ length: 20 }, (_, i) => i + 1);
/** seconds of play in which something new has to be seen, or somebody to choose from */
const DRAGS = 5;
const REACTION = 1000;

const level = (): Promise<LevelData> => levelOf('01-host-and-guest');

/** What somebody who watches the board can see: somebody comes, goes, waits, or is warm at last. */
const SEEN: readonly SimEvent['type'][] = ['taskPlaced', 'stateChanged', 'guestRose', 'pcpuPowered', 'modeChanged'];

function play(data: LevelData, seed: number, robot: Robot) {
  const { world, second } = worldOf(data, seed);
  const policy = POLICIES[robot.policy as keyof typeof POLICIES];
  if (policy === undefined) throw new Error(robot.policy);
  const seen: Cycles[] = [0];
  const { log } = playRobot(world, policy, robot, second, (event) => {
    if (SEEN.includes(event.type)) seen.push(event.at);
  });
  return { world, second, log, seen };
}

const spent = (world: Parameters<typeof totals>[0], category: (typeof CATEGORIES)[number]): number =>
  totals(world)[CATEGORIES.indexOf(category)] ?? 0;

describe('level 1', () => {
  it('has guests whose working sets are as large as those that were measured, or half of it at least', async () => {
    const { file } = await level();
    for (const guest of file.setup.guests) expect(guest.footprint, guest.id).toBeGreaterThanOrEqual(256);
    expect(Math.max(...file.setup.guests.map(({ footprint }) => footprint)) * 64).toBe(64 * 1024);
  });

  it.each(['reference', 'naive'] as const)('spends most of what switching costs on cold caches (%s)', async (name) => {
    const data = await level();
    for (const seed of SEEDS) {
      const { world } = play(data, seed, { ...data.file.robots[name], reactionMs: REACTION });
      const ratio = spent(world, 'warmUp') / spent(world, 'switch');
      expect(ratio, `seed ${seed}`).toBeGreaterThan(8);
      expect(ratio, `seed ${seed}`).toBeLessThan(20);
    }
  });

  it('never lets more than a few seconds pass in which nothing happens, and ends in a rush', async () => {
    const data = await level();
    let before = 0;
    let rush = 0;
    for (const seed of SEEDS) {
      const robot = { ...data.file.robots.reference, reactionMs: REACTION };
      const { world, second, log, seen } = play(data, seed, robot);
      const gaps = [...seen, world.now].map((at, i) => (i === 0 ? 0 : at - (seen[i - 1] ?? 0)) / second);
      expect(Math.max(...gaps), `seed ${seed}`).toBeLessThanOrEqual(DRAGS);
      const from = Math.max(...world.setup.guests.map(({ rises = 0 }) => rises));
      before += log.filter(({ at }) => at < from).length / from;
      rush += log.filter(({ at }) => at >= from).length / (world.now - from);
    }
    expect(rush / before).toBeGreaterThan(1.15);
  });

  it('lets the first free choice come soon, and does not last two minutes', async () => {
    const { file } = await level();
    const second = (file.playSecondNs * 2_400_000_000) / 1e9;
    const terminals = file.setup.guests.find(({ role }) => role === 'interactive');
    expect((terminals?.rises ?? 0) / second).toBeLessThanOrEqual(5);
    expect(file.seconds).toBeLessThanOrEqual(100);
  });

  it('keeps its third star from whoever lets somebody starve', async () => {
    const data = await level();
    const goal = data.file.setup.goals.find(({ id }) => id === 'starve');
    if (goal === undefined) throw new Error('no such goal');
    expect([goal.star, goal.metric, goal.of]).toEqual([3, 'longestWait', 'all']);
    let starved = 0;
    for (const seed of SEEDS) {
      const { world } = play(data, seed, { policy: 'scheduler', params: { swap: 1, deck: 1 }, reactionMs: 4000 });
      if ((metric(world, 'longestWait')?.value ?? 0) <= (goal.atMost ?? 0)) continue;
      starved++;
      expect(isMet(world, goal), `seed ${seed}`).toBe(false);
      expect(stars(world), `seed ${seed}`).toBeLessThan(3);
    }
    expect(starved).toBeGreaterThan(0);
  });
});
