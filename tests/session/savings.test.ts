/** What a part of a port is said to save: what the guests of its kernel are asked for, at the prices of the call and of the trap. */
import { expect, test } from 'vitest';
import { loadLevel } from '../../src/levels/index.ts';
import { sessionOf } from './stage.ts';

const loaded = await loadLevel('08-hypercalls');
if (!loaded.ok) throw new Error(loaded.code);
const level = loaded.value;

const SEED = 1;

test('what a part would save turns with the work, and nothing is left of it once it is written', () => {
  const session = sessionOf({ seed: SEED }, level.file, level);
  const [kernel, call] = ['linux-2.4', 'hc.switch'];
  const best: (string | undefined)[] = [];
  session.frame(100);
  expect(session.command({ do: 'port', kernel, call }).ok).toBe(true);
  for (let t = 200; t < 110_000; t += 100) {
    session.frame(t);
    const { kernels = [] } = session.view().parts.porting ?? {};
    const parts = kernels.flatMap(({ id, parts: own }) => own.map((part) => ({ id, ...part })));
    for (const { state, ahead, left, id, call: one } of parts) {
      expect(ahead.length > 0).toBe(state !== 'written');
      expect(left === 0).toBe(state === 'written');
      if (t > 10_000 && id === kernel && one === call) expect(state).toBe('written');
    }
    const now = ({ ahead }: (typeof parts)[number]): number => ahead[0]?.saves ?? 0;
    const [top] = [...parts].sort((x, y) => now(y) - now(x));
    if (top !== undefined && now(top) > 100) best.push(`${top.id} ${top.call}`);
  }
  expect(new Set(best).size).toBeGreaterThanOrEqual(3);
});

test('what is announced comes: whoever turns asks then for what it was said to ask for next', () => {
  const session = sessionOf({ seed: SEED }, level.file, level);
  const told = new Map<number, { now: string; next: string }>();
  const kept: boolean[] = [];
  for (let t = 0; t < 100_000; t += 100) {
    session.frame(t);
    const { parts, guests } = session.view();
    for (const { guest, calls, next } of parts.porting?.turns ?? []) {
      // whoever is down drops what comes meanwhile, and its turns with it
      if (guests[guest]?.stage !== 'up') {
        told.delete(guest);
        continue;
      }
      const before = told.get(guest);
      if (before !== undefined && before.now !== calls.join()) kept.push(before.next === calls.join());
      told.set(guest, { now: calls.join(), next: next?.calls.join() ?? '' });
    }
  }
  expect(kept.length).toBeGreaterThan(5);
  // a stretch in which no request came is passed over
  expect(kept.filter((isKept) => !isKept).length).toBeLessThan(0.3 * kept.length);
});

test('the turn of whoever is behind with its requests stands while nobody serves it', () => {
  const session = sessionOf({ seed: SEED }, level.file, level);
  const stood: number[] = [];
  let before = new Map<number, number>();
  for (let t = 0; t < 40_000; t += 100) {
    session.frame(t);
    const { parts, guests } = session.view();
    const left = new Map((parts.porting?.turns ?? []).map(({ guest, next }) => [guest, next?.in ?? -1]));
    for (const [guest, now] of left)
      if (guests[guest]?.vcpus[0]?.state === 'ready' && before.get(guest) === now) stood.push(guest);
    before = left;
  }
  expect(stood.length).toBeGreaterThan(20);
});

test('a restart pays before the end of the run, or never: at last none does', () => {
  // nobody helps anybody here, and the run is to go on to its end all the same
  const patient = { ...level.file, setup: { ...level.file.setup, maxReboots: 1000 } };
  const session = sessionOf({ seed: SEED }, patient, level);
  const due: { left: number; pays: number | null }[] = [];
  session.frame(100);
  for (const kernel of ['linux-2.4', 'netbsd-1.6'])
    expect(session.command({ do: 'port', kernel, call: 'hc.notify' }).ok).toBe(true);
  for (let t = 200; t < 130_000; t += 100) {
    session.frame(t);
    const { parts, now, length } = session.view();
    const restarts = (parts.porting?.kernels ?? []).flatMap((kernel) => kernel.restarts);
    for (const { pays } of restarts) due.push({ left: length - now, pays });
  }
  for (const { left, pays } of due) expect(pays ?? 0).toBeLessThanOrEqual(left);
  const last = due.filter(({ left }) => left < 10_000);
  expect(last.length).toBeGreaterThan(0);
  expect(last.every(({ pays }) => pays === null)).toBe(true);
  expect(due.some(({ pays }) => pays !== null)).toBe(true);
});

test('a restart gains what its part promised, over the same time to come', () => {
  const session = sessionOf({ seed: SEED }, level.file, level);
  session.frame(100);
  const [kernel, call] = ['linux-2.4', 'hc.switch'];
  const seen = () => session.view().parts.porting?.kernels.find(({ id }) => id === kernel);
  expect(session.command({ do: 'port', kernel, call }).ok).toBe(true);
  let promised = 0;
  for (let t = 110; t < 20_000 && (seen()?.restarts.length ?? 0) === 0; t += 10) {
    const ahead = seen()?.parts.find((part) => part.call === call)?.ahead ?? [];
    const whole = ahead.reduce((sum, { from, to }) => sum + to - from, 0);
    promised = ahead.reduce((sum, { from, to, saves }) => sum + saves * (to - from), 0) / whole;
    session.frame(t);
  }
  const gains = seen()?.restarts[0]?.gains ?? 0;
  expect(promised).toBeGreaterThan(300);
  expect(Math.abs(gains - promised)).toBeLessThan(promised / 20);
});

test('what a part alone would save is the sum of its stretches, with those in which it costs', () => {
  const session = sessionOf({ seed: 2 }, level.file, level);
  session.frame(100);
  const partsOf = () =>
    (session.view().parts.porting?.kernels ?? []).flatMap(({ id, parts }) => parts.map((part) => ({ id, ...part })));
  const alone = ({ ahead, left }: ReturnType<typeof partsOf>[number]): number => {
    const rows = ahead.map(({ from, to, saves }) => ({ lasts: Math.max(0, to - Math.max(from, left)), saves }));
    const whole = rows.reduce((sum, { lasts }) => sum + lasts, 0);
    return rows.reduce((sum, { lasts, saves }) => sum + lasts * saves, 0) / Math.max(1, whole);
  };
  const before = new Map(partsOf().map((part) => [`${part.id} ${part.call}`, alone(part)]));
  expect(partsOf().some(({ ahead }) => ahead.some(({ saves }) => saves < 0))).toBe(true);
  for (const kernel of ['netbsd-1.6', 'linux-2.4'])
    expect(session.command({ do: 'port', kernel, call: 'hc.pageTable' }).ok).toBe(true);
  const told = partsOf().filter(({ alone: was }) => was !== null);
  expect(told.length).toBeGreaterThanOrEqual(4);
  for (const { id, call, alone: was } of told)
    expect(Math.abs((was ?? 0) - (before.get(`${id} ${call}`) ?? 0)), `${id} ${call}`).toBeLessThan(30);
});

test('once the first part of a kernel is chosen, others are promised what they add to it', () => {
  const session = sessionOf({ seed: SEED }, level.file, level);
  session.frame(100);
  const [kernel, call] = ['linux-2.4', 'hc.switch'];
  const savings = (): Map<string, number> => {
    const parts = session.view().parts.porting?.kernels.find(({ id }) => id === kernel)?.parts ?? [];
    return new Map(parts.map((part) => [part.call, Math.max(...part.ahead.map(({ saves }) => saves))]));
  };
  const before = savings();
  expect(session.command({ do: 'port', kernel, call }).ok).toBe(true);
  const after = savings();
  expect(after.get(call)).toBe(before.get(call));
  for (const [other, saves] of after) if (other !== call) expect(saves, other).not.toBe(before.get(other));
  expect(session.command({ do: 'port', kernel, call }).ok).toBe(true);
  expect(savings()).toEqual(before);
});

test('who is still to come is told, with what it will ask for, and its kernel’s parts count it', () => {
  const session = sessionOf({ seed: SEED }, level.file, level);
  const told: { kernel: string; calls: readonly string[]; saves: number }[] = [];
  for (let t = 0; t < 112_000; t += 200) {
    session.frame(t);
    for (const { id, guests, coming, parts } of session.view().parts.porting?.kernels ?? []) {
      const [first] = coming;
      if (first === undefined || guests.length > 1) continue;
      const saves = parts.flatMap(({ ahead }) => ahead.filter(({ from }) => from >= first.in).map((one) => one.saves));
      const early = parts.flatMap(({ ahead }) => ahead.filter(({ to }) => to <= first.in).map((one) => one.saves));
      expect(Math.max(0, ...early)).toBe(0);
      told.push({ kernel: id, calls: first.calls, saves: Math.max(0, ...saves) });
    }
  }
  expect(new Set(told.map(({ kernel }) => kernel))).toEqual(new Set(['linux-2.6']));
  expect(told.every(({ calls }) => calls.length > 0)).toBe(true);
  expect(Math.max(...told.map(({ saves }) => saves))).toBeGreaterThan(100);
});
