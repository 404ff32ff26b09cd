/** What a call of the table is said to save: what the guests of ported kernels are asked for, at the prices of the call and of the trap. */
import { expect, test } from 'vitest';
import { loadLevel } from '../../src/levels/index.ts';
import { sessionOf } from './stage.ts';

const loaded = await loadLevel('08-hypercalls');
if (!loaded.ok) throw new Error(loaded.code);
const level = loaded.value;

const SEED = 1;

/** Plays to a second of play with both kernels ported at once and nothing in the table; says what each call would save. */
function savesAt(seconds: readonly number[]): Record<string, number | null>[] {
  const session = sessionOf({ seed: SEED }, level.file, level);
  const seen: Record<string, number | null>[] = [];
  let next = 0;
  for (let t = 0; next < seconds.length; t += 100) {
    session.frame(t);
    const { parts } = session.view();
    for (const kernel of ['linux-2.4', 'netbsd-1.6']) {
      const isBusy = parts.porting?.kernels.some(({ state }) => state === 'porting') ?? false;
      const isOpen = parts.porting?.kernels.some(({ id, state }) => id === kernel && state === 'asIs') ?? false;
      if (!isBusy && isOpen && t > 3000) {
        expect(session.command({ do: 'port', kernel }).ok).toBe(true);
        break;
      }
    }
    if (t >= (seconds[next] ?? 0) * 1000) {
      seen.push(Object.fromEntries((parts.hypercalls?.calls ?? []).map(({ id, saves }) => [id, saves])));
      next++;
    }
  }
  return seen;
}

test('nothing is said before anybody can ask; then the call that would save most turns with the work', () => {
  const [before, ...turns] = savesAt([2, 26, 40, 52, 66, 78, 92, 104, 118]);
  expect(Object.values(before ?? {})).toEqual([null, null, null, null]);
  const best = turns.map((saves) => Object.entries(saves).sort(([, a], [, b]) => (b ?? 0) - (a ?? 0))[0]);
  expect(new Set(best.map((one) => one?.[0])).size).toBeGreaterThanOrEqual(3);
  // large enough to be worth an exchange: a twentieth of the machine by itself, most of the time
  expect(best.filter((one) => (one?.[1] ?? 0) > 500).length).toBeGreaterThan(best.length / 2);
});

test('what is announced comes: whoever turns asks then for what it was said to ask for next', () => {
  const session = sessionOf({ seed: SEED }, level.file, level);
  const told = new Map<number, { now: string; next: string }>();
  const kept: boolean[] = [];
  for (let t = 0; t < 100_000; t += 100) {
    session.frame(t);
    const { parts, guests } = session.view();
    for (const { guest, calls, next } of parts.hypercalls?.turns ?? []) {
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
    const left = new Map((parts.hypercalls?.turns ?? []).map(({ guest, next }) => [guest, next?.in ?? -1]));
    for (const [guest, now] of left)
      if (guests[guest]?.vcpus[0]?.state === 'ready' && before.get(guest) === now) stood.push(guest);
    before = left;
  }
  expect(stood.length).toBeGreaterThan(20);
});
