/**
 * What looking costs on a run: replaying it, going back in it, and looking ahead of it.
 *
 * Events are counted, so these numbers are the same on every machine; milliseconds are for comparing versions side by side.
 */
import { serialize } from 'node:v8';
import { createForesight } from '../session/foresight.ts';
import { createHistory, type History } from '../session/history.ts';
import { type Cycles, copy, type LogEntry, replay, type World } from '../sim/index.ts';

export type LookingCost = {
  events: number;
  /** the whole run again with nobody watching: the first time, and the median of later times */
  replayed: { coldMs: number; warmMs: number };
  /** from the end to the middle, and the dearest of going to 16 places, each from the end */
  back: { middleMs: number; middleEvents: number; mostMs: number; mostEvents: number };
  /** moments kept at the end, and the mean size of their worlds in bytes */
  kept: { keyframes: number; bytes: number };
  /** events simulated ahead: mean and most per command, and the most between two frames */
  ahead: { commands: number; mean: number; most: number; mostInFrame: number };
};

const REPLAYS = 11;
const PLACES = 16;
const FRAMES_PER_SECOND = 60;

function timed(act: () => void): number {
  const from = performance.now();
  act();
  return performance.now() - from;
}

function replays(start: World, log: readonly LogEntry[]): LookingCost['replayed'] & { events: number } {
  let events = 0;
  const times = Array.from({ length: REPLAYS }, () => {
    const world = copy(start);
    const took = timed(() => replay(world, log, world.setup.length));
    events = world.handled;
    return took;
  });
  const [coldMs = 0, ...warm] = times;
  return { coldMs, warmMs: warm.sort((a, b) => a - b)[Math.floor(warm.length / 2)] ?? 0, events };
}

/** Plays the log as a session would: frame by frame, looking ahead all the time. */
function played(
  start: World,
  second: Cycles,
  log: readonly LogEntry[],
): { history: History; ahead: LookingCost['ahead'] } {
  const history = createHistory({ create: () => copy(start), second, heard: () => undefined, left: () => undefined });
  const foresight = createForesight(second);
  const frame = second / FRAMES_PER_SECOND;
  const perCommand: number[] = [];
  let since = 0;
  let mostInFrame = 0;
  let given = 0;
  history.advance(0);
  for (let time = 0; history.world.status === 'running'; time += frame) {
    const before = foresight.simulated;
    const until = Math.max(history.world.now, Math.min(history.world.setup.length, Math.ceil(time)));
    for (let entry = log[given]; entry !== undefined && entry.at <= until; entry = log[++given]) {
      history.advance(entry.at);
      if (!history.give(entry.c).ok) throw new Error(`${entry.c.do} at cycle ${entry.at} is refused`);
      foresight.forget();
      foresight.next(history.world);
      perCommand.push(foresight.simulated - since);
      since = foresight.simulated;
    }
    history.advance(until);
    foresight.frame(history.world);
    foresight.next(history.world);
    mostInFrame = Math.max(mostInFrame, foresight.simulated - before);
  }
  perCommand.push(foresight.simulated - since);
  const mean = perCommand.reduce((sum, count) => sum + count, 0) / perCommand.length;
  return { history, ahead: { commands: given, mean, most: Math.max(...perCommand), mostInFrame } };
}

/** Goes to each place from the end of the run, and comes back. */
function goBack(history: History): LookingCost['back'] {
  const end = history.world.now;
  const costs = Array.from({ length: PLACES }, (_, place) => {
    const before = history.looking.replayed;
    const ms = timed(() => history.goTo(Math.floor((place * end) / PLACES)));
    const cost = { ms, events: history.looking.replayed - before };
    history.goTo(end + 1);
    return cost;
  });
  const middle = costs[PLACES / 2];
  return {
    middleMs: middle?.ms ?? 0,
    middleEvents: middle?.events ?? 0,
    mostMs: Math.max(...costs.map(({ ms }) => ms)),
    mostEvents: Math.max(...costs.map(({ events }) => events)),
  };
}

/**
 * @param start the world at its beginning, which is left as it is
 * @param second one second of play in cycles
 */
export function lookingCost(start: World, second: Cycles, log: readonly LogEntry[]): LookingCost {
  const { events, ...replayed } = replays(start, log);
  const { history, ahead } = played(start, second, log);
  const { setup, program, hooks, ...state } = history.world;
  const kept = { keyframes: history.looking.keyframes, bytes: serialize(state).byteLength };
  return { events, replayed, back: goBack(history), kept, ahead };
}

export function lookingText(name: string, { events, replayed, back, kept, ahead }: LookingCost): string {
  const ms = (value: number): string => `${value.toFixed(1)} ms`;
  return [
    `${name}: ${events} events, replayed in ${ms(replayed.warmMs)} warm, ${ms(replayed.coldMs)} the first time`,
    `  back to the middle ${ms(back.middleMs)} and ${back.middleEvents} events; dearest of ${PLACES} places ${ms(back.mostMs)}, ${back.mostEvents} events`,
    `  ${kept.keyframes} moments kept, worlds of ${(kept.bytes / 1000).toFixed(0)} kB`,
    `  ahead, ${ahead.commands} commands: ${ahead.mean.toFixed(0)} events per command, at most ${ahead.most}, at most ${ahead.mostInFrame} in a frame`,
  ].join('\n');
}
