/** What a setting cost that did not fit: which, since when, by whose hand. */
import { describe, expect, test } from 'vitest';
import { lossesOf } from '../../src/session/costly.ts';
import type { History } from '../../src/session/history.ts';
import { worstOf } from '../../src/session/missed.ts';
import { incidentsOf } from '../../src/session/past/incidents.ts';
import { type Regret, regretsOf } from '../../src/session/past/regrets.ts';
import { type Command, metric } from '../../src/sim/index.ts';
import { levelHistory } from './stage.ts';

/** Plays a level for so many seconds of play, and gives commands at seconds of it. */
const historyOf = (id: string, seconds: number, at: Readonly<Record<number, Command[]>> = {}): Promise<History> =>
  levelHistory(id, seconds, (history, n) => {
    for (const command of at[n] ?? []) if (!history.give(command).ok) throw new Error(`refused at ${n} s`);
  });
async function regretsIn(id: string, seconds: number, at: Readonly<Record<number, Command[]>> = {}): Promise<Regret[]> {
  const { past, world } = await historyOf(id, seconds, at);
  return regretsOf(past.regrets, world);
}
const of = (all: Regret[], kind: Regret['kind'], guest: number): Regret[] =>
  all.filter((one) => one.kind === kind && one.guest === guest);

describe('a shelf that is too short', () => {
  test('is a loss from its first block translated anew, and nobody has set it', async () => {
    const all = await regretsIn('06-binary-translation', 60);
    const found = all.filter(({ kind }) => kind === 'flushes');
    expect(found.length).toBeGreaterThan(0);
    for (const { at, until, cycles, deed } of found) {
      expect(until).toBeGreaterThanOrEqual(at);
      expect(cycles).toBeGreaterThan(0);
      expect(deed).toBeNull();
    }
  });

  test('ends when it is given places, and what follows is laid to that deed', async () => {
    const room = (value: number): Command => ({ do: 'setKnob', knob: 'tc.room', guest: 0, value });
    const second = 38_000;
    const all = await regretsIn('06-binary-translation', 60, { 20: [room(12)], 40: [room(0)], 41: [room(4)] });
    const own = of(all, 'flushes', 0);
    for (const { at, until } of own) expect(at < 20 * second && until > 21 * second).toBe(false);
    for (const { at, deed } of own) if (at > 41 * second) expect(deed).toBe(41 * second);
  });
});

test('a store is adapted or left in the wrong phase, and each costs under its own name', async () => {
  const left = await regretsIn('06-binary-translation', 60, {
    0: [0, 1, 3].map((guest): Command => ({ do: 'setKnob', knob: 'tc.adapt', guest, value: 0 })),
  });
  const set = left.filter(({ kind, guest }) => kind === 'trapping' && [0, 1, 3].includes(guest));
  expect(set.map(({ deed }) => deed)).toEqual(set.map(() => 0));
  const adapted = await regretsIn('06-binary-translation', 60);
  expect(set.length).toBeGreaterThan(0);
  expect(adapted.some(({ kind }) => kind === 'calling')).toBe(true);
});

describe('an engine', () => {
  const HW = 'hardwareAssisted1';
  const pull: Command = { do: 'setMode', guest: 0, mode: HW };

  test('that does badly what its guest does is a loss since somebody chose it, above the price of going back', async () => {
    const [wrong] = of(await regretsIn('10-vt-x-and-amd-v', 20, { 4: [pull] }), 'engine', 0);
    expect(wrong).toMatchObject({ deed: 4 * 7600, instead: 'binaryTranslation' });
    expect(wrong?.at).toBeGreaterThanOrEqual(4 * 7600);
  });

  test('that suits is none', async () => {
    expect(of(await regretsIn('10-vt-x-and-amd-v', 7), 'engine', 0)).toEqual([]);
  });
});

describe('a part of a port that nobody writes', () => {
  const SEED_SECONDS = 60;
  const write = (kernel: string, ...calls: string[]): Command[] => calls.map((call) => ({ do: 'port', kernel, call }));
  const lost = async (at: Readonly<Record<number, Command[]>>): Promise<Regret[]> =>
    (await regretsIn('08-hypercalls', SEED_SECONDS, at)).filter(({ kind }) => kind === 'unported');
  const sum = (of: Regret[]): number => of.reduce((cycles, one) => cycles + one.cycles, 0);

  test('is a loss of the guests of its kernel, while nothing better is in hand', async () => {
    const found = await lost({});
    expect(found.length).toBeGreaterThanOrEqual(2);
    for (const { at, until, cycles } of found) {
      expect(until).toBeGreaterThan(at);
      expect(cycles).toBeGreaterThan(0);
    }
    expect(found.every(({ instead }) => !instead.startsWith('windows'))).toBe(true);
  });

  test('is less of one when somebody writes', async () => {
    const all = {
      3: ['linux-2.4', 'netbsd-1.6'].flatMap((kernel) => write(kernel, 'hc.switch')),
      9: write('linux-2.2', 'hc.switch'),
    };
    expect(sum(await lost(all))).toBeLessThan(sum(await lost({})));
  });
});

describe('a model beyond the door', () => {
  const house = (card: string, inside: boolean): Command => ({ do: 'house', card, inside });
  const [ID, SECOND] = ['07-virtualize-all-the-devices', 109_950];
  const housing = async (at: Readonly<Record<number, Command[]>>): Promise<Regret[]> =>
    (await regretsIn(ID, 60, at)).filter(({ kind }) => kind === 'housing');

  test('is a loss of those who knock at it, and nobody has moved one', async () => {
    const found = await housing({});
    expect(found.length).toBeGreaterThanOrEqual(2);
    expect(found.map(({ instead }) => instead)).toContain('nic');
    for (const { at, until, cycles, deed } of found) {
      expect(until).toBeGreaterThan(at);
      expect(cycles).toBeGreaterThan(0);
      expect(deed).toBeNull();
    }
  });

  test('is over when it comes in; what stands out then is laid to that deed', async () => {
    const found = await housing({ 5: [house('nic', true)] });
    expect(found.some(({ instead, at }) => instead === 'nic' && at >= 5 * SECOND)).toBe(false);
    const later = found.filter(({ at }) => at >= 6 * SECOND);
    for (const { deed } of later) expect(deed).toBe(5 * SECOND);
    const sum = (of: Regret[]): number => of.reduce((cycles, one) => cycles + one.cycles, 0);
    expect(sum(found)).toBeLessThan(sum(await housing({})));
  });

  test('where the monitor is full, only beyond what is knocked at the one that would make room', async () => {
    const hot = await housing({ 1: [house('timer', true), house('console', true)] });
    const none = await housing({});
    const sum = (of: Regret[]): number => of.reduce((cycles, one) => cycles + one.cycles, 0);
    expect(sum(hot)).toBeLessThan(sum(none));
  });
});

test('a line at the printer is as long as the metric says, and is what kept its star away', async () => {
  const { past, world } = await historyOf('02-almost-virtual', 60);
  const lined = incidentsOf(past.incidents, world, 'lined');
  const [longest] = [...lined].sort((a, b) => b.cycles - a.cycles);
  const cycles = longest?.cycles ?? 0;
  // … which counts in bins
  const worst = metric(world, 'printerWaitWorst')?.value ?? 0;
  const lasts = (cycles * 1e9) / world.program.hz;
  expect(worst / lasts).toBeGreaterThanOrEqual(1);
  expect(worst / lasts).toBeLessThan(1.033);
  const losses = lossesOf(past, world, []);
  expect(losses.filter(({ kind }) => kind === 'line').length).toBe(lined.length);
  const goal = { id: 'line', star: 3, metric: 'printerWaitP90', atMost: 1, unit: 'ns', minSamples: 1 } as const;
  expect(worstOf(world, goal, { past, log: [], losses, timeline: [] })).toMatchObject({ kind: 'line', cycles });
});

describe('a host where others crowd', () => {
  const [NEW, OLD] = [0, 1];
  const WINDOWS = 2;
  const second = 42_000_000;
  const admit = (guest: number, machine: number): Command =>
    machine === OLD && guest !== WINDOWS
      ? { do: 'admit', guest, mode: 'paravirtual', machine }
      : { do: 'admit', guest, mode: 'hvm' };
  /** lets the first of them in, each a second or two after it asked */
  const crowd = (machineOf: (guest: number) => number): Record<number, Command[]> =>
    Object.fromEntries([2, 6, 11, 17, 24, 34, 43].map((at, guest) => [at, [admit(guest, machineOf(guest))]]));

  test('is a loss while a pCPU of another one stands idle, since somebody was the fifth of four, and names that one', async () => {
    const all = await regretsIn(
      '13-the-spectrum',
      110,
      crowd(() => NEW),
    );
    const found = all.filter(({ kind }) => kind === 'elsewhere');
    expect(found.length).toBeGreaterThan(0);
    for (const { at, until, cycles, instead, guest } of found) {
      expect(at).toBeGreaterThanOrEqual(24 * second);
      expect(cycles).toBeLessThan(until - at);
      expect(instead).toBe('old');
      expect(guest).not.toBe(WINDOWS);
    }
  });

  test('is none where each has a pCPU of its own', async () => {
    const apart = await regretsIn(
      '13-the-spectrum',
      34,
      crowd((guest) => (guest < 2 ? OLD : NEW)),
    );
    expect(apart.filter(({ kind }) => kind === 'elsewhere')).toEqual([]);
  });
});
