/** What a restart loses is told before, lost then, and laid to restarts afterwards (level 8). */
import { describe, expect, test } from 'vitest';
import { loadLevel } from '../../src/levels/index.ts';
import { worstOf } from '../../src/session/missed.ts';
import { noPast } from '../../src/session/past/past.ts';
import type { Command, Goal, LogEntry, World } from '../../src/sim/index.ts';
import { advance, apply, metric, partsNewTo } from '../../src/sim/index.ts';
import { sessionOf, worldOf } from './stage.ts';

const loaded = await loadLevel('08-hypercalls');
if (!loaded.ok) throw new Error(loaded.code);
const { file, ...data } = loaded.value;

const PART = { do: 'port', kernel: 'netbsd-1.6', call: 'hc.notify' } as const satisfies Command;
const mail = file.setup.guests.findIndex(({ id }) => id === 'mail');

/** A session in which the kernel of mail has a part that mail has not booted, some seconds of play on. */
function written(seconds: number) {
  const session = sessionOf({}, file, data);
  session.play();
  expect(session.command(PART).ok).toBe(true);
  for (let t = 0; t < seconds * 1000; t += 20) session.frame(t);
  const restart = () =>
    session
      .view()
      .parts.porting?.kernels.flatMap(({ restarts }) => restarts)
      .find(({ guest }) => guest === mail);
  return { session, restart };
}

describe('a restart', () => {
  test('tells how many requests it loses, and loses so many', () => {
    const seen = new Set<number>();
    for (let seconds = 10; seconds < 30; seconds += 2) {
      const { session, restart } = written(seconds);
      const told = restart()?.loses ?? -1;
      const lost = (): number => session.view().goals.find(({ metric: of }) => of === 'dropped')?.value ?? 0;
      const before = lost();
      expect(session.command({ do: 'restart', guest: mail }).ok).toBe(true);
      expect(lost() - before, `after ${seconds} s`).toBe(told);
      seen.add(told);
    }
    // of both kinds: the choice is one of the moment
    expect(seen.has(0)).toBe(true);
    expect([...seen].some((told) => told > 0)).toBe(true);
  });
});

test('requests that were lost are laid to the guest whose restarts lost most', () => {
  const w: World = worldOf(file, data);
  const goal: Goal | undefined = file.setup.goals.find(({ metric: of }) => of === 'dropped');
  if (goal === undefined) throw new Error('nobody asks for requests that are not lost');
  const evidence = { past: noPast(w, 1, 1), log: [] as LogEntry[], losses: [], timeline: [] };
  expect(worstOf(w, goal, evidence)).toBeNull();
  const second = (file.playSecondNs * w.program.hz) / 1e9;
  const log: LogEntry[] = [];
  const give = (c: Command): void => {
    expect(apply(w, c).ok).toBe(true);
    log.push({ at: w.now, c });
  };
  const owes = (): boolean => {
    const { arrived = 0, served = 0, dropped = 0 } = w.guests[mail] ?? {};
    return arrived > served + dropped;
  };
  give(PART);
  while ((partsNewTo(w, mail).length === 0 || !owes()) && w.status === 'running') advance(w, w.now + second);
  give({ do: 'restart', guest: mail });
  const lost = metric(w, 'dropped')?.value ?? 0;
  expect(lost).toBeGreaterThan(0);
  expect(worstOf(w, goal, { ...evidence, log })).toMatchObject({
    kind: 'lost',
    guest: mail,
    times: lost,
    at: w.now,
  });
});
