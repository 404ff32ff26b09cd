/** Whoever does something else than the tutorial says is not told what is not so, either. */
import { describe, expect, test } from 'vitest';
import { follow } from './follower.ts';
import { drain } from './lines/level04.ts';
import { answer } from './lines/reading.ts';
import { stepsIn } from './steps.ts';

const SEEDS = [1, 2, 3, 4];
const LONG = 60_000;

describe('who does something else', () => {
  test('and puts the read into the latch, is told to drain it', { timeout: LONG }, async () => {
    const { order, lies } = await follow('04-trap-and-emulate', 1, { reads: 800, instead: { device: answer('hold') } });
    expect(lies).toEqual([]);
    const [next] = stepsIn(order).slice(order.indexOf('reads') + 1);
    expect(next).toBe('served');
  });

  test('and drains only later, is told so until then', { timeout: LONG }, async () => {
    const late = {
      device: answer('hold'),
      served: ({ view }: Parameters<typeof drain>[0]) => (view.now < 80_000 ? null : drain({ view })),
    };
    const { order, at } = await follow('04-trap-and-emulate', 1, { reads: 800, instead: late });
    const served = order.indexOf('served');
    expect((at[served + 1] ?? 0) - (at[served] ?? 0)).toBeGreaterThan(4);
  });

  test('and makes the exception before it is spoken of, is not asked for it', { timeout: LONG }, async () => {
    const latch = { reason: 'ioWrite', guest: '*', handler: 'latch' };
    const own = { reason: 'ioWrite', guest: 'terminals', handler: 'deviceModel' };
    const early = { writes: () => [latch, own].map((rule) => ({ do: 'setRule', rule, on: true }) as const) };
    const { order, lies } = await follow('04-trap-and-emulate', 1, { reads: 800, instead: early });
    expect(lies).toEqual([]);
    expect(order).not.toContain('except');
  });

  test('and takes back the swap, is not told that somebody has halted', { timeout: LONG }, async () => {
    const back = ({ view }: { view: { guests: { vcpus: { task: number }[] }[] } }) =>
      ({ do: 'place', task: view.guests[0]?.vcpus[0]?.task ?? -1, pcpu: 0 }) as const;
    const { lies, order } = await follow('01-host-and-guest', 1, { reads: 800, instead: { comes: back } });
    expect(lies).toEqual([]);
    expect(order).toContain('choose');
  });

  test('and leaves a processor free, is told who could have it', { timeout: LONG }, async () => {
    const { order, lies } = await follow('01-host-and-guest', 1, { reads: 800, instead: { deck: () => null } });
    expect(lies).toEqual([]);
    expect(order[order.indexOf('deck') + 1]).toBe('free');
  });

  test('and never restarts a guest of level 8, is told nothing untrue, and asked once only', {
    timeout: LONG,
  }, async () => {
    const { order, lies, refused } = await follow('08-hypercalls', 1, { reads: 800, instead: { written: () => null } });
    expect(lies).toEqual([]);
    expect(refused).toEqual([]);
    expect(stepsIn(order).filter((id) => id === 'written').length).toBe(1);
  });

  test('and writes before being asked to, is not asked to, and not held', { timeout: LONG }, async () => {
    const early = () => ({ do: 'port', kernel: 'linux-2.4', call: 'hc.switch' }) as const;
    const { order, lies } = await follow('08-hypercalls', 1, { reads: 800, instead: { dispatcher: early } });
    expect(lies).toEqual([]);
    expect(stepsIn(order)).not.toContain('which');
  });

  test.each(SEEDS)(
    'and keeps xp translated in level 10, is told nothing untrue (seed %i)',
    { timeout: LONG },
    async (seed) => {
      const { order, lies, done } = await follow('10-vt-x-and-amd-v', seed, {
        reads: 800,
        instead: { calls: () => null },
      });
      expect(lies).toEqual([]);
      expect(stepsIn(order).slice(0, 6)).toEqual(['lever', 'engine', 'shine', 'blocks', 'turn', 'calls']);
      expect(done).toBe(true);
    },
  );

  test('and reads for as long as they like, loses nobody at the first trouble of level 14', {
    timeout: LONG,
  }, async () => {
    const { view, order } = await follow('14-containers', 1, { reads: 800, instead: { short: () => null } });
    expect(order).toEqual(['door', 'look', 'short']);
    expect(view.reboots).toBe(0);
    expect(view.guests.slice(0, 6).map(({ patience }) => patience)).toEqual([100, 100, 100, 100, 100, 100]);
  });
});
