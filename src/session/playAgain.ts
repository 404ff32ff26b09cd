/** A run from a file once more, in a history that can be gone back in, and with the same verdict as `verify` has on it. */
import type { Bp, Cycles, Int, LevelFile, Run } from '../sim/index.ts';
import type { History } from './history.ts';
import { endOf, type Stop, strangeness, verdictOn } from './log.ts';
import type { LevelData } from './setup.ts';
import { bad, type Problem } from './untrusted.ts';

/** A piece is so many events, each command as many as some: hundredths of a second, so that the page stays alive meanwhile. */
const PIECE = 2000;
const COMMAND = 20;

/**
 * `history` stands at its start. Yields after each piece how much of the run's time has passed. Null: the run is verified,
 * and the history stands at its end; or what is wrong with it, and the history is of no more use.
 */
export function* playAgain(
  history: History,
  run: Run,
  file: LevelFile,
  data: LevelData,
): Generator<Bp, Problem | null, void> {
  const strange = strangeness(run, file, data);
  if (strange !== null) return bad(strange);
  const until = endOf(run);
  const passed = (): Bp => Math.floor((history.world.now / Math.max(1, until)) * 10_000);

  let left = PIECE;
  function* done(events: Int): Generator<Bp, void, void> {
    left -= events;
    if (left > 0) return;
    yield passed();
    left = PIECE;
  }

  function* carry(to: Cycles): Generator<Bp, void, void> {
    while (history.world.now < to && history.world.status === 'running') {
      const { handled } = history.world;
      history.advance(to, left);
      yield* done(history.world.handled - handled);
    }
  }

  let stop: Stop | null = null;
  for (const [index, { at, c }] of run.log.entries()) {
    if (at <= until) yield* carry(at);
    if (history.world.now !== at) stop = { code: 'afterEnd', index, at };
    else if (!history.give(c).ok) stop = { code: 'refused', index, at };
    if (stop !== null) break;
    yield* done(COMMAND);
  }
  if (stop === null) yield* carry(until);
  const found = verdictOn(run, history.world, history.marks, stop);
  if (found.is === 'verified') return null;
  return bad(found.code, stop?.code === found.code ? `log.${stop.index}` : '');
}
