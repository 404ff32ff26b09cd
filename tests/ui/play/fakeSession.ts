/**
 * A session that shows one view and notes what it is asked: enough to press every control of the play screen. Legal is
 * what `legal` says; time passes only through `frame`.
 */
import type { Session, Speed } from '../../../src/session/contract.ts';
import type { Option, View } from '../../../src/session/view-model.ts';
import type { Command, LevelFile, SimEvent, Verdict } from '../../../src/sim/index.ts';

export type FakeSession = Session & {
  /** commands that were accepted, in order */
  readonly given: Command[];
  /** shows another view from now on */
  show(view: View): void;
  emit(event: SimEvent): void;
};

type Options = {
  view: View;
  level: LevelFile;
  options?: Option[];
  tutorial?: ReturnType<Session['tutorial']>;
  outcome?: ReturnType<Session['outcome']>;
  moments?: number[];
  legal?(command: Command): Verdict;
};

/** As the core would answer for what a view shows: enough for lights and refusals. */
export function canFor(view: () => View): (command: Command) => Verdict {
  const no = (code: string): Verdict => ({ ok: false, code, args: {} });
  return (command) => {
    if (command.do !== 'place' && command.do !== 'deck') return { ok: true };
    const chip = view()
      .guests.flatMap(({ vcpus }) => vcpus)
      .find(({ task }) => task === command.task);
    if (chip === undefined) return command.do === 'deck' ? { ok: true } : no('noSuchTask');
    if (command.do === 'deck')
      return view().pcpus[command.pcpu]?.deck === chip.task ? no('alreadyOnDeck') : { ok: true };
    if (chip.state === 'blocked') return no('blocked');
    if (chip.state === 'exited') return no('undecided');
    return chip.pcpu >= 0 ? no('alreadyPlaced') : { ok: true };
  };
}

export function fakeSession({
  view: first,
  level,
  options = [],
  tutorial = null,
  outcome = null,
  moments = [],
  legal,
}: Options): FakeSession {
  let shown = first;
  let paused = true;
  let stepping = false;
  let speed: Speed = 1;
  let noHurry = false;
  let lesson = tutorial;
  const listeners = new Set<(event: SimEvent) => void>();
  const watchers = new Set<(view: View) => void>();
  const given: Command[] = [];
  const can = legal ?? canFor(() => shown);
  const show = (next: View): void => {
    shown = next;
    for (const watcher of watchers) watcher(next);
  };
  return {
    level,
    seed: 1,
    given,
    show,
    emit(event) {
      for (const listener of listeners) listener(event);
    },
    view: () => shown,
    teaches: () => false,
    leaveStep() {
      const leaves = lesson?.leave === true;
      if (leaves) lesson = null;
      return leaves;
    },
    command(command) {
      const verdict = can(command);
      if (verdict.ok) given.push(command);
      return verdict;
    },
    can,
    quote: () => ({
      total: 1848,
      holdsPcpu: true,
      parts: [{ as: 'switch', cycles: 1848, cost: 'switch' }],
      effects: [{ guest: 1, points: -3 }],
    }),
    options: () => options,
    frame: () => undefined,
    frozen: false,
    ghost: () => null,
    get paused() {
      return paused;
    },
    stopped: null,
    get stepping() {
      return stepping;
    },
    get speed() {
      return speed;
    },
    get noHurry() {
      return noHurry;
    },
    lookAt: () => undefined,
    play() {
      paused = stepping = false;
    },
    pause() {
      paused = true;
      stepping = false;
    },
    setSpeed(next) {
      speed = next;
    },
    step() {
      paused = false;
      stepping = true;
    },
    setNoHurry(on) {
      noHurry = on;
    },
    rewindTo: (cycle) => show({ ...shown, now: cycle }),
    moments: () => moments,
    restart: () => show({ ...first, now: 0 }),
    kept: () => null,
    goOn: () => null,
    opened: false,
    *replay() {
      yield 10_000;
      return null;
    },
    tutorial: () => lesson,
    skipTutorial() {
      lesson = null;
    },
    listen(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    watch(listener) {
      watchers.add(listener);
      return () => void watchers.delete(listener);
    },
    outcome: () => outcome,
    dispose: () => undefined,
  };
}
