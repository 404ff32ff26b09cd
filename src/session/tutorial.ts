/**
 * The tutorial of a level: steps in order, each shown only while what it speaks of is so on the board.
 *
 * A step whose ending is there already is passed over without a word. While a step waits for its moment, and a processor
 * stands free that somebody could use, the tutorial says that instead: it never points past what has to be done now. What
 * is looked at is the view, what is remembered are events; the machine itself is not touched.
 */
import { type Cycles, type Ending, type Int, type LevelFile, NONE, type SimEvent, type World } from '../sim/index.ts';
import type { About, Shown } from './contract.ts';
import { find, freePlace } from './situations.ts';
import type { View } from './view-model.ts';

export interface Tutorial {
  /** no time may pass before the step that is shown is over */
  readonly frozen: boolean;
  /** there is no step left */
  readonly done: boolean;
  /** the player wants none of it */
  readonly skipped: boolean;
  /** steps that are over */
  readonly over: Int;
  note(event: SimEvent, w: World): void;
  /** Moves on over every step that is over now. */
  look(view: View): void;
  /** what to show; null when all steps are over, or the next one's moment has not come */
  shown(): Shown | null;
  /** Answers the step that is shown with: as it is. False when it takes no such answer. */
  leave(): boolean;
  /** A step that is still to come asks for such an event by hand. */
  teaches(event: SimEvent['type']): boolean;
  skip(): void;
  /** So many steps were over when the run was kept. */
  goOn(over: Int): void;
}

type Step = LevelFile['steps'][number];

/** The guest that an event is about, NONE when it is about none. */
function guestOf(event: SimEvent, w: World): Int {
  if ('guest' in event) return event.guest;
  if (event.type === 'ruleChanged') return w.setup.guests.findIndex(({ id }) => id === event.rule.guest);
  return 'task' in event ? (w.tasks[event.task]?.guest ?? NONE) : NONE;
}

/** Somebody did it, where it also happens by itself. */
const isByHand = (event: SimEvent): boolean =>
  ('byHand' in event && event.byHand) || (event.type === 'interruptInjected' && event.forced);

/** It only says something, and passes with time. */
const isRemark = ({ until }: Step): boolean => until.every((ending) => 'lasts' in ending || 'after' in ending);

/** What a shown step does to time. */
const standing = ({ holds = false, leave = false }: Step): Pick<Shown, 'holds' | 'leave'> =>
  leave ? { holds, leave } : { holds };

export function createTutorial(file: LevelFile, skipped: boolean): Tutorial {
  const { steps } = file;
  let unwanted = skipped;
  const happened = steps.map(() => false);
  let turn = skipped ? steps.length : 0;
  /** what the present step is about, while it is shown */
  let here: About | null = null;
  let free: About | null = null;
  /** for how long the present step has been shown, and when that was last counted (null: it was not shown then) */
  let lasted: Cycles = 0;
  let counted: Cycles | null = null;
  /** the present step, and the one before it, have been shown */
  let seen = false;
  let before = false;

  const indexOf = (id: string): Int => file.setup.guests.findIndex((guest) => guest.id === id);

  function isMet(ending: Ending, { from = 0 }: Step, event: SimEvent, w: World): boolean {
    if ('answered' in ending) return event.type === 'exitRouted' && event.reason === ending.answered;
    if (!('event' in ending) || event.type !== ending.event || event.at < from) return false;
    if (ending.guest !== undefined && guestOf(event, w) !== indexOf(ending.guest)) return false;
    if (ending.byHand !== undefined && ending.byHand !== isByHand(event)) return false;
    return ending.pcpu === undefined || ('pcpu' in event && event.pcpu === ending.pcpu);
  }

  function isOver(ending: Ending, index: Int, view: View): boolean {
    if ('event' in ending || 'answered' in ending) return happened[index] === true;
    if ('after' in ending) return view.now >= ending.after;
    if ('lasts' in ending) return seen && lasted >= ending.lasts;
    return find(ending, view, file) !== null;
  }

  /** The step is shown: from here on, whatever happens may be its answer. */
  const isAsked = (index: Int): boolean => index === turn && here !== null;

  /** What a step is about, if all that it asks for is so. */
  function aboutOf({ when = [], at }: Step, view: View): About | null {
    const found = when.map((situation) => find(situation, view, file));
    if (found.includes(null)) return null;
    const about: About = Object.assign({}, ...found);
    if (at?.guest !== undefined) about.guest = indexOf(at.guest);
    if (at?.pcpu !== undefined) about.pcpu = at.pcpu;
    if (at?.deck !== undefined) about.deck = at.deck;
    if (at?.goal !== undefined) about.goal = at.goal;
    if (at?.sign !== undefined) about.sign = at.sign;
    return about;
  }

  function next(): void {
    turn++;
    before = seen;
    seen = false;
    here = null;
    lasted = 0;
    counted = null;
  }

  return {
    get frozen() {
      return here !== null && steps[turn]?.holds === true;
    },
    get done() {
      return turn >= steps.length;
    },
    get skipped() {
      return unwanted;
    },
    get over() {
      return turn;
    },
    note(event, w) {
      steps.forEach((step, index) => {
        if (step.follows === true && index > turn) return;
        if (step.holds === true && !isAsked(index) && !('answered' in event)) return;
        if (step.until.some((ending) => isMet(ending, step, event, w))) happened[index] = true;
      });
    },
    look(view) {
      free = freePlace(view);
      for (let step = steps[turn]; step !== undefined; step = steps[turn]) {
        if (step.follows === true && !before) {
          next();
          before = false;
          continue;
        }
        const due = view.now >= (step.from ?? 0);
        here = due && !(isRemark(step) && free !== null) ? aboutOf(step, view) : null;
        if (here !== null && counted !== null) lasted += Math.max(0, view.now - counted);
        counted = here === null ? null : view.now;
        const index = turn;
        if (!due || !step.until.some((ending) => isOver(ending, index, view))) {
          seen ||= here !== null;
          return;
        }
        next();
      }
    },
    shown() {
      const step = steps[turn];
      if (step === undefined) return null;
      if (here !== null) return { is: 'step', id: step.id, about: here, ...standing(step) };
      return free === null ? null : { is: 'free', id: 'free', about: free, holds: false };
    },
    leave() {
      const step = steps[turn];
      if (step?.leave !== true || here === null) return false;
      happened[turn] = true;
      next();
      return true;
    },
    teaches(event) {
      const asks = ({ until }: Step): boolean =>
        until.some((ending) => 'event' in ending && ending.event === event && ending.byHand === true);
      return steps.slice(seen ? turn + 1 : turn).some(asks);
    },
    skip() {
      unwanted = true;
      turn = steps.length;
    },
    goOn(over) {
      if (unwanted) return;
      turn = Math.min(over, steps.length);
      before = true;
    },
  };
}
