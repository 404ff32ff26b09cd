/**
 * The tutorial of a level: steps that are done when something is so, in whatever order a player gets there.
 *
 * A step about an event counts the event from the step's own earliest time on, also before it is shown; a step about a
 * state looks at the world once it is the step's turn. A step about an answer waits until there is something to answer.
 * Steps that turn out to be done already are never shown.
 */
import { type Cycles, type Id, type Int, type LevelFile, NONE, type SimEvent, type World } from '../sim/index.ts';

export type Shown = { id: Id; guest: Int; pcpu: Int; since: Cycles };

export interface Tutorial {
  /** no time may pass before the step that is shown is done */
  readonly frozen: boolean;
  /** there is no step left */
  readonly done: boolean;
  note(event: SimEvent, w: World): void;
  /** Moves on over every step that is done now. */
  look(w: World): void;
  /** the step to show; null when all are done, or the next one's time has not come */
  shown(): Shown | null;
  skip(): void;
}

type Step = LevelFile['steps'][number];

/** The guest that an event is about, NONE when it is about none. */
function guestOf(event: SimEvent, w: World): Int {
  if ('guest' in event) return event.guest;
  return 'task' in event ? (w.tasks[event.task]?.guest ?? NONE) : NONE;
}

export function createTutorial(file: LevelFile, skipped: boolean): Tutorial {
  const { steps } = file;
  const guestIndex = (id: Id | undefined): Int =>
    id === undefined ? NONE : file.setup.guests.findIndex((guest) => guest.id === id);
  const happened = steps.map(() => false);
  let turn = skipped ? steps.length : 0;
  let since: Cycles = 0;
  /** the present step has been there since `since`: its time has come, and what it asks for can be done */
  let here = false;

  function matches({ until, from }: Step, event: SimEvent, w: World): boolean {
    if ('answered' in until) return event.type === 'exitRouted' && event.reason === until.answered;
    if (!('event' in until) || event.type !== until.event || event.at < (from ?? 0)) return false;
    if (until.guest !== undefined && guestOf(event, w) !== guestIndex(until.guest)) return false;
    return until.pcpu === undefined || ('pcpu' in event && event.pcpu === until.pcpu);
  }

  function isDone({ until }: Step, index: Int, w: World): boolean {
    if ('event' in until || 'answered' in until) return happened[index] === true;
    if ('after' in until) return w.now >= until.after;
    if ('busy' in until) return w.pcpus.filter((pcpu) => pcpu.task !== NONE).length >= until.busy;
    if ('deck' in until) return w.pcpus.filter((pcpu) => pcpu.deck !== NONE).length >= until.deck;
    if ('wired' in until) return new Set(w.rules.map((rule) => rule.reason)).size >= until.wired;
    if ('lasts' in until) return w.now >= since + until.lasts;
    const first = w.program.guests[guestIndex(until.guest)]?.firstTask ?? NONE;
    return w.tasks[first]?.state === until.state;
  }

  function hasCome({ until, from }: Step, index: Int, w: World): boolean {
    if (w.now < (from ?? 0)) return false;
    if (!('answered' in until) || happened[index] === true) return true;
    const reason = w.program.reasons.indexOf(until.answered);
    return w.tasks.some(({ exit }) => exit !== null && exit.reason === reason && exit.handler === NONE);
  }

  return {
    get frozen() {
      return here && turn < Math.min(file.frozenSteps, steps.length);
    },
    get done() {
      return turn >= steps.length;
    },
    note(event, w) {
      steps.forEach((step, index) => {
        if (matches(step, event, w)) happened[index] = true;
      });
    },
    look(w) {
      for (let step = steps[turn]; step !== undefined; step = steps[turn]) {
        const before = here;
        here = hasCome(step, turn, w);
        if (here && !before) since = 'answered' in step.until ? w.now : Math.max(since, step.from ?? 0);
        if (!here || !isDone(step, turn, w)) return;
        turn++;
        here = false;
        since = w.now;
      }
    },
    shown() {
      const step = steps[turn];
      if (step === undefined || !here) return null;
      return { id: step.id, guest: guestIndex(step.at?.guest), pcpu: step.at?.pcpu ?? NONE, since };
    },
    skip() {
      turn = steps.length;
    },
  };
}
