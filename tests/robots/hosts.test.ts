/** Level 15's other robots: one kind of host for all, whoever has room, and two styles that win. */
import { describe, expect, it } from 'vitest';
import { type LevelData, runRobot, worldOf } from '../../src/cli/robots.ts';
import { metric, stars, type World } from '../../src/sim/index.ts';
import { levelOf, mean, played } from './level.ts';

const SEEDS = Array.from({ length: 8 }, (_, i) => i + 1);

const level = (): Promise<LevelData> => levelOf('15-bare-metal-or-hosted');

/** All applicants that may be anywhere, with one kind of phase all day. */
function allDay({ file, ...rest }: LevelData, like: string): LevelData {
  const guests = file.setup.guests.map((guest) =>
    (guest.choices ?? []).length < 2 || !('phases' in guest.workload)
      ? guest
      : { ...guest, workload: { phases: guest.workload.phases.filter((phase) => hasOp(phase, like)).slice(0, 1) } },
  );
  const { days: _, ...setup } = file.setup;
  return { ...rest, file: { ...file, setup: { ...setup, guests: guests.map(freed) } } };
}
const hasOp = ({ ops }: { ops: Partial<Record<string, number>> }, op: string): boolean => Object.hasOwn(ops, op);
/** A phase that goes on. */
function freed(guest: LevelData['file']['setup']['guests'][number]) {
  if (!('phases' in guest.workload)) return guest;
  const phases = guest.workload.phases.map(({ until: _, ...phase }) => phase);
  return phases.length === 0
    ? { ...guest, workload: { script: [{ sleep: 1 }], loop: true } }
    : { ...guest, workload: { phases } };
}

const on = (data: LevelData, machine: string): World[] =>
  SEEDS.map((seed) => {
    const params = { style: 'one', machine, crowd: 40, due: 60 };
    return runRobot(data, seed, { ...data.file.robots.reference, params }).world;
  });

describe('in level 15', () => {
  it.each(['bare', 'hosted'])('all on %s earns one star at most', async (machine) => {
    for (const w of on(await level(), machine))
      expect(stars(w), `per cycle ${metric(w, 'workPerCycle')?.value}`).toBeLessThanOrEqual(1);
  });

  it('neither kind is simply faster: on its demand they come out within a seventh', async () => {
    const data = await level();
    const [bare, hosted] = ['bare', 'hosted'].map((machine) => mean(on(data, machine), 'workPerCycle')) as [
      number,
      number,
    ];
    expect(Math.abs(bare - hosted)).toBeLessThan(bare / 7);
  });

  it.each([
    ['ipi', 'bare', 'hosted'],
    ['packetOut', 'hosted', 'bare'],
  ])('where guests do nothing but %s, %s beats %s', async (op, better, worse) => {
    const data = allDay(await level(), op);
    expect(mean(on(data, better), 'workPerCycle')).toBeGreaterThan(1.15 * mean(on(data, worse), 'workPerCycle'));
  });

  it('where there is room is not where it is fast', async () => {
    const earned = played(await level(), SEEDS, { style: 'room' }).map(stars);
    expect(Math.max(...earned), earned.join()).toBeLessThan(3);
    expect(earned.filter((n) => n === 2).length, earned.join()).toBeLessThanOrEqual(1);
  });

  it('two styles win: moved with the load, and placed once for the whole stay', async () => {
    const data = await level();
    const moved = played(data, SEEDS, {});
    const placed = played(data, SEEDS, { moves: 0 });
    expect(moved.map(stars).every((n) => n === 3)).toBe(true);
    expect(placed.map(stars).filter((n) => n < 2).length).toBeLessThanOrEqual(1);
    expect(mean(moved, 'modeChanges')).toBeGreaterThan(4);
    expect(mean(placed, 'modeChanges')).toBe(0);
  });

  it.each([
    ['never moves anybody', { moves: 0 }],
    ['never admits a driver', { driver: 1_000_000 }],
    ['refuses nobody', { spare: 0 }],
    ['does the host’s own work at once', { own: 0 }],
    ['does it when nothing else is left', { due: 1_000_000 }],
    ['lets go of it all for the last half minute', { handsOff: 1_140_000 }],
  ])('whoever %s misses the third star on most days', async (_, params) => {
    const earned = played(await level(), SEEDS, params).map(stars);
    expect(earned.filter((n) => n === 3).length, earned.join()).toBeLessThan(SEEDS.length / 2);
  });

  it('whoever takes each guest where it is fastest now, whenever it is elsewhere, and lets all in, misses it too', async () => {
    const data = await level();
    const chase = { style: 'greedy', moves: 1, driver: 1, crowd: 100 };
    const [hands, off] = [chase, { ...chase, moves: 0, driver: 1_000_000, own: 0 }].map((params) =>
      played(data, SEEDS, params).map(stars),
    ) as [number[], number[]];
    expect(Math.max(...hands), hands.join()).toBeLessThan(3);
    expect(Math.max(...off), off.join()).toBeLessThan(2);
  });

  it('where whoever scans turns to traps, a driver on bare metal pays, and three stars are in reach with one', async () => {
    const data = await level();
    const sorts = (w: World): boolean =>
      w.setup.guests.some(({ id, workload }) => id === 'archive' && 'phases' in workload && workload.phases.length > 1);
    const [driven, without] = [10, 1_000_000].map((driver) => played(data, SEEDS, { driver }).filter(sorts)) as [
      World[],
      World[],
    ];
    expect(driven.length).toBeGreaterThan(2);
    expect(mean(driven, 'workPace')).toBeGreaterThan(mean(without, 'workPace') + 80);
    expect(driven.map(stars).every((n) => n === 3)).toBe(true);
  });

  it('where it only scans, one gains nothing', async () => {
    const data = await level();
    const plain = Array.from({ length: 40 }, (_, i) => i + 1).filter((seed) =>
      worldOf(data, seed).world.setup.guests.every(
        ({ id, workload }) => id !== 'archive' || !('phases' in workload) || workload.phases.length === 1,
      ),
    );
    expect(plain.length).toBeGreaterThan(2);
    const [free, without] = [{}, { driver: 1_000_000 }].map((params) => played(data, plain, params)) as [
      World[],
      World[],
    ];
    expect(mean(free, 'workPace')).toBeLessThan(mean(without, 'workPace') + 30);
  });
});
