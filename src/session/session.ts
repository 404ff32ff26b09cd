/**
 * A session: one level in real time. It turns frames into cycles, commands into log entries, and the world into views.
 *
 * Time passes only in `frame`. It stands while the run is paused, while the tutorial holds it, and when
 * the run is over. Listeners and watchers are called between the simulation's moves, so they may give commands.
 */
import {
  type Command,
  type Cycles,
  can,
  copy,
  fingerprint,
  type Int,
  type LevelFile,
  NEVER,
  type SimEvent,
  type Verdict,
  type World,
} from '../sim/index.ts';
import { catalogueOf } from './catalogue.ts';
import { createClock, cyclesPerMillisecond, playSeconds } from './clock.ts';
import type { Ghost, Outcome, Session, Speed } from './contract.ts';
import { answers, createForesight, giveUpWithin, openNow } from './foresight.ts';
import { goBackTo } from './goingOn.ts';
import { createHistory, type History } from './history.ts';
import { newWorld } from './log.ts';
import { outcomeOf } from './outcome.ts';
import type { Looks } from './part.ts';
import { playAgain } from './playAgain.ts';
import { optionsOf, quoted } from './quotes.ts';
import { identity, type LevelData, RULES } from './setup.ts';
import { createTutorial } from './tutorial.ts';
import { bad } from './untrusted.ts';
import { viewOf } from './view.ts';
import type { Decision, View } from './view-model.ts';

/** Events that one frame may simulate, about twenty milliseconds' worth: no level of the game needs a tenth of it. */
export const FRAME_WORK = 20_000;
const FIRST_LOOK: Looks = { whole: false, inside: 0 };
const UNASKED = { decision: null, clear: NEVER };

export type SessionOptions = {
  seed: Int;
  /** false: no tutorial steps, and the clock starts at once */
  tutorial?: boolean;
  speed?: Speed;
  noHurry?: boolean;
};

/** seconds of play before a guest gives up in which something can still be done about it */
const LAST_CHANCE = 4;

/** @param legal the world of the level and seed, at its start */
export function openSession(file: LevelFile, data: LevelData, options: SessionOptions, legal: World): Session {
  const { hz } = legal.program;
  const second = Math.max(1, playSeconds(1, file.playSecondNs, hz));
  const clock = createClock(cyclesPerMillisecond(file.playSecondNs, hz));
  const catalogue = catalogueOf(file, data.models);
  const foresight = createForesight(second);
  const listeners = new Set<(event: SimEvent) => void>();
  const watchers = new Set<(view: View) => void>();
  const heard: SimEvent[] = [];
  let { seed } = options;
  let tutorial = createTutorial(file, options.tutorial === false);
  let history = open(legal);
  let paused = false;
  let stepping = false;
  let speed: Speed = options.speed ?? 1;
  let noHurry = options.noHurry ?? false;
  /** no hurry has looked for what stands open already */
  let looked = false;
  /** guests for whom time was stopped because they are about to give up, until they are better */
  let warned: readonly Int[] = [];
  /** what time was stopped for, null when nothing stopped it or it goes on */
  let stopped: Decision | null = null;
  let straight = true;
  /** the run came from a file; and it is just being played again, which nobody hears */
  let opened = false;
  let silent = false;
  /** cycles at which the player did what the tutorial asked for */
  let asked: ReadonlySet<Cycles> = new Set();
  let whole: string | null = null;
  let ghost: Ghost | null = null;
  let seen: View | null = null;
  /** undefined = not looked at since the run ended */
  let outcome: Outcome | null | undefined;
  let looks = FIRST_LOOK;
  let changed = true;
  begin();

  function open(start: World): History {
    return createHistory({
      create: () => copy(start),
      second,
      ...(file.lately === undefined ? {} : { window: file.lately }),
      heard(event) {
        if (silent) return;
        tutorial.note(event, history.world);
        heard.push(event);
      },
      left(branch) {
        straight = false;
        ghost = branch;
      },
    });
  }

  /** Lets what is due at the very start happen. */
  function begin(): void {
    history.advance(0);
    looked = false;
    warned = [];
    clock.set(0);
    clock.forget();
    touch();
    tell();
  }

  /** What was seen of the world is no longer so. `anew`: what was foreseen is not, either. */
  function touch(anew = true): void {
    seen = null;
    outcome = undefined;
    changed = true;
    if (anew) foresight.forget();
    if (!tutorial.done) tutorial.look(look());
  }

  /** Tells listeners what happened; what they cause in turn is told after it. */
  function tell(): void {
    for (let event = heard.shift(); event !== undefined; event = heard.shift())
      for (const listener of listeners) listener(event);
  }

  /** the same for the whole session, and not cheap */
  function identityOnce(): string {
    whole ??= identity(file, data);
    return whole;
  }

  const isRunning = (): boolean => history.world.status === 'running';

  /** Carries the world to the display time. It stops where somebody has to decide, if it was asked to. */
  function follow(time: number): void {
    const until = Math.min(history.world.setup.length, Math.ceil(time));
    if (until <= history.world.now) return;
    const isAsked = stepping || noHurry;
    const { decision: reached, clear } = isAsked ? foresight.by(history.world, until, FRAME_WORK) : UNASKED;
    const target = reached?.at ?? until;
    history.advance(Math.min(target, clear), FRAME_WORK);
    // what a frame had no time for is left to the next ones: time passes more slowly, and nothing is skipped
    if (isRunning() && history.world.now < target) {
      clock.set(history.world.now);
      touch(false);
      return;
    }
    const halts = reached ?? (noHurry ? aboutToGiveUp() : null);
    if (halts !== null || !isRunning()) {
      clock.set(history.world.now);
      clock.forget();
      stepping = false;
      if (isRunning()) {
        stopped = halts;
        paused = true;
      }
    }
    touch(false);
  }

  /** Somebody who gives up soon, if nothing changes: told once, and again only after a recovery. */
  function aboutToGiveUp(): Decision | null {
    const w = history.world;
    const better = giveUpWithin(w, 2 * LAST_CHANCE * second);
    warned = warned.filter((g) => better.includes(g));
    const [guest] = giveUpWithin(w, LAST_CHANCE * second).filter((g) => !warned.includes(g));
    if (guest === undefined) return null;
    warned = [...warned, guest];
    return { kind: 'givesUp', at: w.now, guest, reason: '' };
  }

  /** With no hurry, a run does not begin past something that could be done at once. */
  function stopsAtOnce(): boolean {
    if (!noHurry || looked) return false;
    looked = true;
    stopped = openNow(history.world);
    paused = stopped !== null;
    changed ||= paused;
    return paused;
  }

  function look(): View {
    const { world: w, past } = history;
    seen ??= viewOf({ file, w, past, catalogue, now: Math.min(clock.now, w.now), next: foresight.next(w), looks });
    return seen;
  }

  /** Each frame looks ahead a little; what it finds is news, also while the run is paused. */
  function lookAhead(): void {
    foresight.frame(history.world);
    if (seen === null || foresight.next(history.world) === seen.next) return;
    seen = { ...seen, next: foresight.next(history.world) };
    changed = true;
  }

  function run(on: boolean): void {
    paused = !on;
    stopped = null;
    clock.forget();
  }

  const session: Session = {
    level: file,
    get seed() {
      return seed;
    },
    view: look,
    command(command: Command): Verdict {
      const shown = tutorial.shown();
      const { over } = tutorial;
      const verdict = history.give(command);
      if (verdict.ok) touch();
      if (verdict.ok && stopped !== null && answers(history.world, command, stopped)) {
        // an exit has one answer, and after that there is nothing to wait for
        if (noHurry && stopped.kind === 'exit') run(true);
        else stopped = null;
      }
      const isAnswer = shown?.is === 'free' ? command.do === 'place' : shown !== null && tutorial.over > over;
      if (verdict.ok && isAnswer) asked = new Set([...asked, history.world.now]);
      tell();
      return verdict;
    },
    can: (command) => can(history.world, command),
    quote: (command) => quoted(history.world, command),
    options: (task) => optionsOf(history.world, task),
    frame(milliseconds) {
      if (paused || tutorial.frozen || !isRunning()) clock.forget();
      else if (!stopsAtOnce()) follow(clock.frame(milliseconds, speed));
      tell();
      lookAhead();
      if (!changed) return;
      changed = false;
      for (const watcher of watchers) watcher(look());
    },
    get paused() {
      return paused;
    },
    get stopped() {
      return stopped;
    },
    get stepping() {
      return stepping;
    },
    get speed() {
      return speed;
    },
    get noHurry() {
      return noHurry;
    },
    get frozen() {
      return tutorial.frozen;
    },
    play() {
      stepping = false;
      run(true);
    },
    pause() {
      stepping = false;
      run(false);
    },
    setSpeed(to) {
      speed = to;
    },
    lookAt(machine) {
      looks = machine === null ? { ...looks, whole: true } : { whole: false, inside: machine };
      touch(false);
    },
    step() {
      stepping = isRunning();
      run(true);
    },
    setNoHurry(on) {
      if (on && !noHurry) looked = false;
      noHurry = on;
    },
    rewindTo(cycle: Cycles) {
      stepping = false;
      history.goTo(Math.max(0, Math.floor(cycle)));
      clock.set(history.world.now);
      run(false);
      touch();
    },
    moments: () => [...new Set(history.log.map(({ at }) => at))],
    ghost: () => ghost,
    restart(anew = seed) {
      const world = newWorld(file, data, anew);
      if (!world.ok) throw new Error(`restart: ${world.code} at ${world.path}`);
      // whoever ends without a star is told everything again; with one, nothing, also of what had not come up
      const ended = !isRunning();
      const won = ended && look().stars > 0;
      seed = anew;
      history = open(world.value);
      // nobody was told anything while somebody else's run was shown
      const isTold = opened ? options.tutorial === false : tutorial.skipped || won || (tutorial.done && !ended);
      tutorial = createTutorial(file, isTold);
      straight = true;
      // whoever comes back knows that there is more than the machine with which it begins
      looks = { ...FIRST_LOOK, whole: true };
      opened = false;
      asked = new Set();
      ghost = null;
      stepping = false;
      run(true);
      begin();
    },
    kept(when) {
      const { world, log, furthest } = history;
      if (opened || !isRunning() || (furthest === 0 && log.length === 0)) return null;
      return {
        rules: RULES,
        level: file.id,
        hash: identityOnce(),
        seed,
        log: [...log],
        at: world.now,
        furthest,
        print: fingerprint(world),
        straight,
        steps: tutorial.over,
        asked: [...asked],
        speed,
        noHurry,
        when,
      };
    },
    goOn(run) {
      if (run.level !== file.id || run.seed !== seed) return bad('otherLevel');
      if (run.rules !== RULES) return bad('otherRules');
      if (run.hash !== identityOnce()) return bad('otherData');
      const stop = goBackTo(history, run);
      heard.length = 0; // it was heard when it happened
      if (stop !== null) return stop;
      straight = run.straight;
      asked = new Set(run.asked);
      ({ speed, noHurry } = run);
      looks = { ...FIRST_LOOK, whole: true };
      tutorial.goOn(run.steps);
      clock.set(history.world.now);
      session.pause();
      touch();
      return null;
    },
    get opened() {
      return opened;
    },
    *replay(run) {
      opened = true;
      // no file says whether somebody went back
      straight = false;
      tutorial = createTutorial(file, true);
      silent = true;
      const problem = yield* playAgain(history, run, file, data);
      silent = false;
      clock.set(history.world.now);
      session.pause();
      touch();
      return problem;
    },
    tutorial: () => tutorial.shown(),
    teaches: (event) => tutorial.teaches(event),
    leaveStep() {
      if (!tutorial.leave()) return false;
      touch(false);
      return true;
    },
    skipTutorial() {
      tutorial.skip();
      changed = true;
    },
    listen(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    watch(listener) {
      watchers.add(listener);
      return () => watchers.delete(listener);
    },
    outcome() {
      if (outcome === undefined) outcome = outcomeOf({ file, data, history, straight, asked, second });
      return outcome;
    },
    dispose() {
      listeners.clear();
      watchers.clear();
    },
  };
  return session;
}
