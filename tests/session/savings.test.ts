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

test('what is announced comes: a stretch ahead is what is said to be saved once it is there', () => {
  const session = sessionOf({ seed: SEED }, level.file, level);
  const second = (level.file.playSecondNs * session.view().hz) / 1e9;
  const told: { at: number; id: string; saves: number }[] = [];
  const kept: boolean[] = [];
  for (let t = 0; t < 60_000; t += 100) {
    session.frame(t);
    const { now, parts } = session.view();
    const isBusy = parts.porting?.kernels.some(({ state }) => state === 'porting') ?? false;
    const open = parts.porting?.kernels.find(({ id, state }) => id !== 'linux-2.2' && state === 'asIs' && !isBusy);
    if (open !== undefined && !open.closed && t > 2000) session.command({ do: 'port', kernel: open.id });
    for (const { id, ahead, saves } of parts.hypercalls?.calls ?? []) {
      // rounding differs with the length of a stretch
      for (const one of told) {
        if (one.id === id && Math.abs(one.at - now) < second / 20) kept.push(Math.abs(one.saves - (saves ?? 0)) <= 2);
      }
      // once both kernels are ported nobody new asks
      for (const { from, to, saves: then } of t > 20_000 && t % 1000 === 0 ? ahead : [])
        told.push({ at: now + Math.round((from + to) / 2), id, saves: then });
    }
  }
  expect(kept.length).toBeGreaterThan(100);
  expect(kept.filter((isKept) => !isKept)).toEqual([]);
});
