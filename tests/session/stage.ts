/** What the session's tests stand on: the sample level with its data, worlds of it, and players who do anything legal. */
import fc from 'fast-check';
import { loadLevel, withData } from '../../src/levels/index.ts';
import { createHistory, type History } from '../../src/session/history.ts';
import { createSession, type Session, type SessionOptions, type View } from '../../src/session/index.ts';
import { newWorld } from '../../src/session/log.ts';
import { grown } from '../../src/session/past/growing.ts';
import type { Past } from '../../src/session/past/past.ts';
import type { LevelData } from '../../src/session/setup.ts';
import { type Command, can, copy, type LevelFile, NONE, type SimEvent, type World } from '../../src/sim/index.ts';
import { SAMPLE } from '../levels/sample.ts';

export const SECOND = 3800; // cycles: 1 µs at 3.8 GHz

export async function dataOf(file: LevelFile): Promise<LevelData> {
  const level = await withData(file);
  if (!level.ok) throw new Error(`${level.code} at ${level.path}`);
  return level.value;
}

export const DATA = await dataOf(SAMPLE);

export function worldOf(file: LevelFile = SAMPLE, data: LevelData = DATA, seed = 1): World {
  const world = newWorld(file, data, seed);
  if (!world.ok) throw new Error(`${world.code} at ${world.path}`);
  return world.value;
}

export function sessionOf(options: Partial<SessionOptions> = {}, file: LevelFile = SAMPLE, data = DATA): Session {
  const session = createSession(file, data, { seed: 1, tutorial: false, ...options });
  if (!session.ok) throw new Error(`${session.code} at ${session.path}`);
  return session.value;
}

export function historyOf(start: World, extra: { keyframeEvents?: number; heard?: (event: SimEvent) => void } = {}) {
  const left: Parameters<Parameters<typeof createHistory>[0]['left']>[0][] = [];
  const history = createHistory({
    create: () => copy(start),
    second: SECOND,
    heard: () => undefined,
    left: (branch) => left.push(branch),
    ...extra,
  });
  history.advance(0);
  return { history, left };
}

/** A level of the game, played for so many seconds of play; before each of them there may be commands. */
export async function levelHistory(
  id: string,
  seconds: number,
  give: (history: History, second: number) => void,
): Promise<History> {
  const loaded = await loadLevel(id);
  if (!loaded.ok) throw new Error(loaded.code);
  const { file } = loaded.value;
  const start = worldOf(file, loaded.value);
  const second = (file.playSecondNs * start.program.hz) / 1e9;
  const nothing = (): void => undefined;
  const history = createHistory({ create: () => copy(start), second, heard: nothing, left: nothing });
  for (let n = 0; n < seconds; n++) {
    give(history, n);
    history.advance((n + 1) * second);
  }
  return history;
}

/** The past as plain data of its own: without what other moments have in the lists that they share. */
export function remembered({ bars, samples, ...rest }: Past) {
  return structuredClone({
    ...rest,
    bars: { ...bars, done: grown(bars.done) },
    samples: { ...samples, goals: grown(samples.goals) },
  });
}

/** Everything that somebody could think of doing now, in a fixed order. */
function ideas(w: World): Command[] {
  const tasks = w.tasks.flatMap((task, t) => (task.guest === NONE ? [] : [t]));
  const pcpus = w.pcpus.map((_, p) => p);
  const reasons = w.program.reasons;
  const handlers = w.program.handlers.map((handler) => handler.id);
  return [
    ...pcpus.flatMap((pcpu): Command[] => [
      { do: 'preempt', pcpu },
      { do: 'park', pcpu },
      { do: 'drain', pcpu },
    ]),
    ...tasks.flatMap((task) =>
      pcpus.flatMap((pcpu): Command[] => [
        { do: 'place', task, pcpu },
        { do: 'deck', task, pcpu },
      ]),
    ),
    ...tasks.flatMap((task) =>
      handlers.map((handler): Command => ({ do: 'route', task, exit: w.tasks[task]?.exit?.n ?? 0, handler })),
    ),
    ...reasons.flatMap((reason) =>
      handlers.flatMap((handler): Command[] =>
        [true, false].map((on) => ({ do: 'setRule', rule: { reason, guest: '*', handler }, on })),
      ),
    ),
  ];
}

/** The idea that a number picks: a legal one when the number is even and there is one, else any. */
export function pick(w: World, n: number): Command {
  const all = ideas(w);
  const legal = all.filter((command) => can(w, command).ok);
  const from = n % 2 === 0 && legal.length > 0 ? legal : all;
  const command = from[Math.floor(n / 2) % from.length];
  if (!command) throw new Error('nobody can do anything');
  return command;
}

/** A player: how long to wait, in cycles, and which idea to follow then. */
export const moves = fc.array(fc.tuple(fc.nat(9000), fc.nat(100_000)), { minLength: 1, maxLength: 40 });

export function playMoves(history: History, list: readonly (readonly [number, number])[]): void {
  for (const [wait, n] of list) {
    history.advance(history.world.now + wait);
    if (history.world.status !== 'running') return;
    history.give(pick(history.world, n));
  }
}

export const guestOf = (view: View, id: string) => {
  const guest = view.guests.find((one) => one.id === id);
  if (!guest) throw new Error(`no guest ${id}`);
  return guest;
};
