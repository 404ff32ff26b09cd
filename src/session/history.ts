/**
 * The history of a run: the world as it is, the commands that made it so, and the way back.
 *
 * Going back is replaying: the same commands at the same cycles make the same world, so nothing is undone. What lies ahead
 * of the present after going back is kept, and given up (to a ghost) only when somebody plays on from there. Replaying
 * begins at the nearest moment that was kept on the way (keyframes.ts), or at the present one where that is nearer.
 */
import {
  advance,
  apply,
  type Bp,
  type Command,
  type Cycles,
  can,
  copy,
  fingerprint,
  type Int,
  type LogEntry,
  metric,
  NEVER,
  type SimEvent,
  type Status,
  stars,
  type Verdict,
  type World,
} from '../sim/index.ts';
import { createKeyframes, KEYFRAME_EVENTS } from './keyframes.ts';
import { markCycles } from './log.ts';
import { markEngines, WINDOW } from './past/engines.ts';
import { copyPast, noPast, notePast, type Past } from './past/past.ts';
import { regretAsked } from './past/regretsAsked.ts';
import { regretEngine, regretSharing } from './past/regretsModes.ts';
import { takeSample } from './past/samples.ts';
import { LIMITS } from './untrusted.ts';

type State = { world: World; past: Past; marks: [Cycles, string][]; given: Int; sampled: Int };

/** A past that was given up by playing on from an earlier moment (`from`), as it stood at its furthest. */
export type Branch = { from: Cycles; until: Cycles; log: LogEntry[]; status: Status; stars: Int; usefulShare: Bp };

export interface History {
  readonly world: World;
  readonly past: Past;
  /** every command of this branch, also those ahead of the present */
  readonly log: readonly LogEntry[];
  /** how many of them have been given */
  readonly given: Int;
  readonly marks: readonly [Cycles, string][];
  /** the latest cycle that this branch has come to */
  readonly furthest: Cycles;
  /** what looking back has cost so far: events simulated again; and how many moments are kept for it */
  readonly looking: { readonly replayed: Int; readonly keyframes: Int };
  /**
   * Carries the world on, at most to its end, and at most by so many events and the rest of a cycle. Throws RangeError when
   * `until` lies in the past.
   */
  advance(until: Cycles, events?: Int): void;
  /** Gives a command now and logs it; a refused one changes nothing. */
  give(command: Command): Verdict;
  /** Goes to the moment just before the commands that were given at `cycle`; beyond the furthest: to the very last. */
  goTo(cycle: Cycles): void;
}

export type HistoryOptions = {
  /** makes the world at its start */
  create(): World;
  /** one second of play in cycles */
  second: Cycles;
  /** what happens while somebody plays; replays are silent */
  heard(event: SimEvent): void;
  /** somebody plays on from an earlier moment */
  left(branch: Branch): void;
  /** cycles of a guest's own work that "lately" means to who chooses techniques */
  window?: Cycles;
  /** events after which a moment is kept to go back to */
  keyframeEvents?: Int;
};

export function createHistory({
  create,
  second,
  heard,
  left,
  window = WINDOW,
  keyframeEvents = KEYFRAME_EVENTS,
}: HistoryOptions): History {
  const log: LogEntry[] = [];
  const keyframes = createKeyframes<State>(second, keyframeEvents);
  /** where this branch stood when somebody went back from it */
  let tip: Pick<Branch, 'until' | 'status' | 'stars' | 'usefulShare'> | null = null;
  let giving: Command | null = null;
  let replaying = false;
  let replayed = 0;
  /** cycles that are simulated between two offers of a keyframe: fewer where a lot happens */
  let piece = second;
  let state = begin();
  const marks = markCycles(state.world.setup.length);

  function begin(): State {
    const world = create();
    return { world, past: noPast(world, second, window), marks: [], given: 0, sampled: 0 };
  }

  function sink(event: SimEvent): void {
    notePast(state.past, state.world, event, giving);
    if (!replaying) heard(event);
  }

  /** the next cycle at which something is written down: a mark, or a sample */
  function nextStop(until: Cycles): Cycles {
    const mark = marks[state.marks.length] ?? until;
    return Math.min(until, mark, (state.sampled + 1) * second);
  }

  /** Fingerprint and sample belong to the end of their cycle, before any command of that cycle. */
  function writeDown(): void {
    const { world } = state;
    if (world.now === (state.sampled + 1) * second) {
      takeSample(state.past.samples, world);
      markEngines(state.past.engines, world, (g, then, now) => regretEngine(state.past.regrets, world, g, then, now));
      regretSharing(state.past.regrets, world, state.sampled * second);
      regretAsked(state.past.regrets, world, state.sampled * second);
      state.sampled++;
    }
    if (world.now === marks[state.marks.length]) state.marks.push([world.now, fingerprint(world)]);
    keyframes.offer(world.now, world.handled, () => copyOf(state));
  }

  function carry(until: Cycles, most: Int = NEVER): void {
    const end = Math.min(until, state.world.setup.length);
    const last = state.world.handled + most;
    for (;;) {
      const { now: before, handled } = state.world;
      const stop = Math.max(before, Math.min(nextStop(end), before + piece));
      const isSpent = advance(state.world, stop, sink, most === NEVER ? undefined : last - handled);
      const events = state.world.handled - handled;
      if (4 * events > keyframeEvents) piece = Math.max(1, Math.floor(piece / 2));
      else if (piece < second) piece *= 2;
      if (state.world.now > before) writeDown();
      if (isSpent || state.world.status !== 'running' || state.world.now >= end) return;
    }
  }

  function perform(command: Command): Verdict {
    giving = command;
    const verdict = apply(state.world, command, sink);
    giving = null;
    return verdict;
  }

  /** `all`: also the commands that were given at `to` itself */
  function replayTo(to: Cycles, all: boolean): void {
    const from = keyframes.before(to);
    const { world, given } = state;
    const isAhead = world.now > to || (!all && (log[given - 1]?.at ?? -1) >= to);
    if (isAhead || (from?.at ?? 0) > world.now) state = from === null ? begin() : copyOf(from.kept);
    const { handled } = state.world;
    for (const { at, c } of log.slice(state.given)) {
      if (at > to || (at === to && !all)) break;
      carry(at);
      if (!perform(c).ok) throw new Error(`replay: ${c.do} at cycle ${at} is not what it was`);
      state.given++;
    }
    carry(to);
    replayed += state.world.handled - handled;
  }

  /** Gives up what lies ahead of the present, if anything does. */
  function settle(): void {
    const { world, given } = state;
    if (tip === null) return;
    left({ ...tip, from: world.now, log: log.slice() });
    log.length = given;
    tip = null;
    keyframes.cut(world.now);
  }

  return {
    get world() {
      return state.world;
    },
    get past() {
      return state.past;
    },
    log,
    get given() {
      return state.given;
    },
    get marks() {
      return state.marks;
    },
    get furthest() {
      return tip?.until ?? state.world.now;
    },
    get looking() {
      return { replayed, keyframes: keyframes.count };
    },
    advance(until, events) {
      settle();
      carry(until, events);
    },
    give(command) {
      if (log.length >= LIMITS.log) return { ok: false, code: 'logFull', args: {} };
      if (!can(state.world, command).ok) return perform(command);
      settle();
      const verdict = perform(command);
      log.push({ at: state.world.now, c: command });
      state.given++;
      return verdict;
    },
    goTo(cycle) {
      const { world } = state;
      tip ??= { until: world.now, status: world.status, stars: stars(world), usefulShare: usefulShareOf(world) };
      replaying = true;
      replayTo(Math.min(cycle, tip.until), cycle > tip.until);
      replaying = false;
      if (state.world.now === tip.until && state.given === log.length) tip = null;
    },
  };
}

const usefulShareOf = (w: World): Bp => metric(w, 'usefulShare')?.value ?? 0;

function copyOf({ world, past, marks, given, sampled }: State): State {
  return { world: copy(world), past: copyPast(past), marks: marks.slice(), given, sampled };
}
