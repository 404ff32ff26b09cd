/**
 * The state of the play screen: what is looked at, chosen, pointed at and refused; and the few things that a press can do.
 *
 * The run itself lives in the session. Components read signals from here and call these functions; nothing else may
 * give a command.
 */
import { batch, computed, type ReadonlySignal, signal } from '@preact/signals';
import type { Outcome, Session, Shown } from '../../session/contract.ts';
import { type Layout, layout } from '../../session/layout.ts';
import type { View } from '../../session/view-model.ts';
import type { Command, Id, Int, Verdict } from '../../sim/index.ts';
import type { Format } from '../../text/format.ts';
import type { Text } from '../../text/index.ts';
import type { LevelText } from '../../text/levelWords.ts';
import type { SettingsStore } from '../settings/store.ts';
import type { CostBook, Sound } from './doors.ts';
import { activeQuestion, type Choice, choicesFor, type Question } from './question.ts';
import { type Refused, whyNot } from './refusals.ts';
import { completed, completions, press as pressed, taskOf } from './selection.ts';
import { signatureOf } from './signature.ts';
import { keyOf, type Target } from './target.ts';

/** Milliseconds between two looks at numbers that merely run, and at the names that a screen reader reads. */
const LOOK = { numbers: 100, names: 1000 } as const;

export type Notice = { words: string; at: Target | null; n: Int };
export type Clockwork = Pick<Session, 'paused' | 'stopped' | 'speed' | 'noHurry'>;
/** What the player points at, could do with a press, and has not done: its price and whom it would cost patience. */
export type Considered = Pick<Choice, 'command' | 'cycles' | 'effects'> & { legal: boolean };

export type PlayOptions = {
  session: Session;
  text: Text;
  format: Format;
  level: LevelText;
  settings: SettingsStore;
  sound: Sound;
  costs: CostBook;
};

export type Play = PlayOptions & {
  /** differs from that of every other store: components belong to one */
  readonly id: Int;
  /** the view, looked at ten times a second and whenever its signature changes */
  readonly view: ReadonlySignal<View>;
  /** the same at most once a second, for names that are read aloud */
  readonly calm: ReadonlySignal<View>;
  readonly layout: ReadonlySignal<Layout>;
  readonly clockwork: ReadonlySignal<Clockwork>;
  /** the tutorial's present line */
  readonly lesson: ReadonlySignal<Shown | null>;
  /** how the run ended; null while it goes on */
  readonly outcome: ReadonlySignal<Outcome | null>;
  readonly chosen: ReadonlySignal<Target | null>;
  /** hovered or focused */
  readonly pointed: ReadonlySignal<Target | null>;
  readonly considered: ReadonlySignal<Considered | null>;
  readonly question: ReadonlySignal<Question | null>;
  readonly choices: ReadonlySignal<Choice[]>;
  /** what completes the choice: legal or not, by the key of the target; empty while nothing is chosen */
  readonly lit: ReadonlySignal<ReadonlyMap<string, Verdict>>;
  /** the last refusal; `n` counts, so that the same words can be said again */
  readonly notice: ReadonlySignal<Notice | null>;
  look(now: number, force?: boolean): void;
  press(target: Target): void;
  choose(target: Target | null): void;
  point(target: Target | null): void;
  /** a bay is pointed at (null: no longer) */
  consider(choice: Choice | null): void;
  /** gives a command; `from` is where a refusal is shown */
  command(command: Command, from: Target | null): Verdict;
  refuse(refused: Refused, from: Target | null): void;
  dismissNotice(): void;
};

let stores = 0;

export function createPlay(options: PlayOptions): Play {
  const { session, text, sound } = options;
  const view = signal(session.view());
  const calm = signal(session.view());
  const clockworkNow = ({ paused, stopped, speed, noHurry }: Session): Clockwork => ({
    paused,
    stopped,
    speed,
    noHurry,
  });
  const clockwork = signal(clockworkNow(session));
  const lesson = signal<Shown | null>(null);
  const outcome = signal<Outcome | null>(session.outcome());
  const chosen = signal<Target | null>(null);
  const pointed = signal<Target | null>(null);
  /** id of the choice whose bay is pointed at */
  const bay = signal<Id | null>(null);
  const notice = signal<Notice | null>(null);
  let seen = { signature: signatureOf(view.value), at: Number.NEGATIVE_INFINITY, calmAt: Number.NEGATIVE_INFINITY };

  const can = (command: Command): Verdict => session.can(command);
  const question = computed(() => activeQuestion(view.value, chosen.value));
  const choices = computed(() => {
    const asked = question.value;
    return asked === null ? [] : choicesFor(session, view.value, asked);
  });
  const considered = computed((): Considered | null => {
    const choice = choices.value.find(({ id }) => id === bay.value);
    if (choice !== undefined) return { ...choice, legal: choice.verdict.ok };
    const target = pointed.value;
    const next = target === null ? null : completed(view.value, chosen.value, target);
    if (next === null) return null;
    const quote = session.quote(next);
    return { command: next, cycles: quote.total, effects: quote.effects, legal: can(next).ok };
  });
  const lit = computed(() => {
    const found = completions(view.value, chosen.value, can);
    return new Map(found.map(({ target, verdict }) => [keyOf(target), verdict]));
  });

  function followLesson(): void {
    const step = session.tutorial();
    if (JSON.stringify(step) !== JSON.stringify(lesson.peek())) lesson.value = step;
  }

  function look(now: number, force = false): void {
    const next = session.view();
    const old = clockwork.peek();
    const present = clockworkNow(session);
    const signature = signatureOf(next);
    const urgent = force || signature !== seen.signature;
    batch(() => {
      if (
        old.paused !== present.paused ||
        old.stopped !== present.stopped ||
        old.speed !== present.speed ||
        old.noHurry !== present.noHurry
      )
        clockwork.value = present;
      followLesson();
      if (next.status !== view.peek().status) outcome.value = session.outcome();
      if (urgent || now - seen.at >= LOOK.numbers) {
        view.value = next;
        seen = { ...seen, signature, at: now };
      }
      if (urgent || now - seen.calmAt >= LOOK.names) {
        calm.value = next;
        seen = { ...seen, calmAt: now };
      }
    });
  }

  function refuse(refused: Refused, from: Target | null): void {
    notice.value = { words: whyNot(text, refused), at: from, n: (notice.peek()?.n ?? 0) + 1 };
    sound.play('refused');
  }

  function command(given: Command, from: Target | null): Verdict {
    const verdict = session.command(given);
    if (!verdict.ok) {
      refuse(verdict, from);
      return verdict;
    }
    batch(() => {
      notice.value = null;
      bay.value = null;
    });
    look(performance.now(), true);
    return verdict;
  }

  function choose(target: Target | null): void {
    if (target !== null && taskOf(view.peek(), target) >= 0) sound.play('pickUp');
    else if (target !== null) sound.play('uiClick');
    chosen.value = target;
    notice.value = null;
  }

  return {
    ...options,
    id: ++stores,
    view,
    calm,
    layout: computed(() => layout(view.value)),
    clockwork,
    lesson,
    outcome,
    chosen,
    pointed,
    considered,
    question,
    choices,
    lit,
    notice,
    look,
    choose,
    press(target) {
      const move = pressed(view.peek(), chosen.peek(), target, can);
      if (move.refused !== null) refuse(move.refused, target);
      else if (move.command === null) choose(move.chosen);
      else if (command(move.command, target).ok) chosen.value = move.chosen;
    },
    point(target) {
      pointed.value = target;
    },
    consider(choice) {
      bay.value = choice?.id ?? null;
    },
    command,
    refuse,
    dismissNotice() {
      notice.value = null;
    },
  };
}
