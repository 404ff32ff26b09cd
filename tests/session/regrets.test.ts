/** What a setting cost that did not fit: which, since when, by whose hand. */
import { describe, expect, test } from 'vitest';
import { loadLevel } from '../../src/levels/index.ts';
import { createHistory } from '../../src/session/history.ts';
import { type Regret, regretsOf } from '../../src/session/past/regrets.ts';
import { type Command, copy } from '../../src/sim/index.ts';
import { worldOf } from './stage.ts';

/** Plays a level for so many seconds of play, and gives commands at seconds of it. */
async function regretsIn(id: string, seconds: number, at: Readonly<Record<number, Command[]>> = {}): Promise<Regret[]> {
  const loaded = await loadLevel(id);
  if (!loaded.ok) throw new Error(loaded.code);
  const { file } = loaded.value;
  const start = worldOf(file, loaded.value);
  const second = (file.playSecondNs * start.program.hz) / 1e9;
  const nothing = (): void => undefined;
  const history = createHistory({ create: () => copy(start), second, heard: nothing, left: nothing });
  for (let n = 0; n < seconds; n++) {
    for (const command of at[n] ?? []) if (!history.give(command).ok) throw new Error(`refused at ${n} s`);
    history.advance((n + 1) * second);
  }
  return regretsOf(history.past.regrets, history.world);
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

describe('a call that the table lacks', () => {
  const set = (id: string, on: boolean): Command => ({
    do: 'setRule',
    rule: { reason: 'hypercall', guest: '*', handler: id },
    on,
  });
  const second = 24_000;
  const both: Readonly<Record<number, Command[]>> = {
    2: [{ do: 'port', kernel: 'linux-2.4' }],
    10: [{ do: 'port', kernel: 'netbsd-1.6' }],
  };

  test('is a loss of those who trap for it, from when work asks for it, and nobody has set it', async () => {
    const found = (await regretsIn('08-hypercalls', 60, both)).filter(({ kind }) => kind === 'missing');
    expect(found.length).toBeGreaterThanOrEqual(2);
    for (const { at, until, guest, cycles, deed, instead } of found) {
      expect(instead).toMatch(/^hc\./);
      expect(until).toBeGreaterThan(at);
      expect(at).toBeGreaterThanOrEqual(9 * second);
      expect([1, 2, 3]).toContain(guest);
      expect(cycles).toBeGreaterThan(0);
      expect(deed).toBeNull();
    }
  });

  test('is over when it is put in; what lacks then is laid to that deed, and is less than without any', async () => {
    const calls = ['hc.switch', 'hc.timer'];
    const all = await regretsIn('08-hypercalls', 60, { ...both, 11: calls.map((id) => set(id, true)) });
    const found = all.filter(({ kind }) => kind === 'missing');
    expect(found.length).toBeGreaterThan(0);
    for (const { at, deed, instead } of found) {
      expect(calls.includes(instead) && at > 11 * second).toBe(false);
      if (at > 11 * second) expect(deed).toBe(11 * second);
    }
    const sum = (of: Regret[]): number => of.reduce((cycles, one) => cycles + one.cycles, 0);
    const bare = (await regretsIn('08-hypercalls', 60, both)).filter(({ kind }) => kind === 'missing');
    expect(sum(found)).toBeLessThan(sum(bare));
  });
});
