/**
 * The state of the play screen: what is looked at, chosen, pointed at and refused; and the few things that a press can do.
 *
 * The run itself lives in the session. Components read signals from here and call these functions; nothing else may
 * give a command.
 */
import { batch, computed, signal } from '@preact/signals';
import type { Outcome, Session, Shown } from '../../session/contract.ts';
import { layout } from '../../session/layout.ts';
import type { View } from '../../session/view-model.ts';
import type { Command, Id, Verdict } from '../../sim/index.ts';
import type { Speaker } from './doing.ts';
import { taskOf } from './offers.ts';
import type { Clockwork, Considered, Notice, Play, PlayOptions, PlayParts, Told } from './play.ts';
import { activeQuestion, choicesFor } from './question.ts';
import { isHarmless, type Refused, whyNot } from './refusals.ts';
import { seatsOf } from './seats.ts';
import { completed, completions, press as pressed } from './selection.ts';
import { signatureOf } from './signature.ts';
import { steady } from './steady.ts';
import { keyOf, same, type Target } from './target.ts';

/**
 * Milliseconds between two looks at numbers that merely run, and at the names that a screen reader reads. Where frames are
 * late, numbers are looked at in one of `frames`, but not later than after `late`.
 */
const LOOK = { numbers: 100, names: 1000, frames: 3, late: 400 } as const;

/** What is to be said of a command that was taken, but does something else than it looked like; null: nothing. */
function toldOf(parts: PlayParts, speaker: Speaker, view: View, given: Command, verdict: Verdict): Told | null {
  for (const part of parts) {
    const told = part.told?.(speaker, view, given, verdict) ?? null;
    if (told !== null) return told;
  }
  return null;
}

let stores = 0;

/** Whoever was chosen is gone: its keys must not be heard as somebody else's. */
function hasLeft({ guests }: View, target: Target | null): boolean {
  return target?.kind === 'guest' && guests[target.guest]?.present === false;
}

export function createPlay(options: PlayOptions): Play {
  const { parts, session, text, sound } = options;
  const view = signal(session.view());
  const calm = signal(session.view());
  const clockworkNow = ({ paused, stopped, stepping, speed, noHurry }: Session): Clockwork => ({
    paused,
    stopped,
    stepping,
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
  /** what the notice says now; null when that is no longer so */
  let ground: (view: View) => string | null = () => null;
  /** what has been advised in this run */
  const advised = new Set<Id>();
  let seen = {
    signature: signatureOf(parts, view.value),
    at: Number.NEGATIVE_INFINITY,
    frames: 0,
    calmAt: Number.NEGATIVE_INFINITY,
  };

  const places = computed(() => layout(view.value));
  const can = (command: Command): Verdict => session.can(command);
  const question = computed(steady(() => activeQuestion(view.value, chosen.value)));
  const choices = computed(
    steady(() => {
      const asked = question.value;
      return asked === null ? [] : choicesFor(session, view.value, asked);
    }),
  );
  const considered = computed(
    steady((): Considered | null => {
      const choice = choices.value.find(({ id }) => id === bay.value);
      if (choice !== undefined) return { ...choice, legal: choice.verdict.ok };
      const target = pointed.value;
      const next = target === null ? null : completed(parts, view.value, chosen.value, target);
      if (next === null) return null;
      const quote = session.quote(next);
      return { command: next, cycles: quote.total, effects: quote.effects, legal: can(next).ok };
    }),
  );
  const found = computed(
    steady(() =>
      chosen.value === null
        ? []
        : completions(parts, view.value, chosen.value, can).map(({ target, verdict }) => ({
            key: keyOf(target),
            verdict,
          })),
    ),
  );
  const lit = computed(() => new Map(found.value.map(({ key, verdict }) => [key, verdict])));

  function followLesson(): void {
    const step = session.tutorial();
    if (JSON.stringify(step) !== JSON.stringify(lesson.peek())) lesson.value = step;
  }

  function look(now: number, force = false): void {
    const next = session.view();
    const old = clockwork.peek();
    const present = clockworkNow(session);
    const signature = signatureOf(parts, next);
    const urgent = force || signature !== seen.signature;
    seen.frames++;
    const since = now - seen.at;
    const due = since >= (seen.frames >= LOOK.frames ? LOOK.numbers : LOOK.late);
    batch(() => {
      if (
        old.paused !== present.paused ||
        old.stopped !== present.stopped ||
        old.stepping !== present.stepping ||
        old.speed !== present.speed ||
        old.noHurry !== present.noHurry
      )
        clockwork.value = present;
      followLesson();
      if (next.status !== view.peek().status) outcome.value = session.outcome();
      if (urgent || due) {
        view.value = next;
        if (hasLeft(next, chosen.peek())) chosen.value = null;
        seen = { ...seen, signature, at: now, frames: 0 };
        reconsider(next);
      }
      // names need not be written in the same frame as numbers
      if (urgent || (!due && now - seen.calmAt >= LOOK.names)) {
        calm.value = next;
        seen = { ...seen, calmAt: now };
      }
    });
  }

  /** A notice goes with its ground: what it says must be so as long as it stands there. */
  function reconsider(present: View): void {
    const said = notice.peek();
    if (said === null) return;
    const words = ground(present);
    if (words !== said.words) notice.value = words === null ? null : { ...said, words };
  }

  function say(words: string, at: Target | null, told: boolean, stillSo: typeof ground): void {
    notice.value = { words, at, n: (notice.peek()?.n ?? 0) + 1, told };
    ground = stillSo;
  }

  const tell = ({ words, stands }: Told, at: Target | null): void =>
    say(words, at, true, (present) => (stands(present) ? words : null));

  function refuse(refused: Refused, from: Target | null, given: Command): void {
    say(whyNot(text, refused), from, isHarmless(refused), () => {
      const verdict = can(given);
      return verdict.ok || verdict.code !== refused.code ? null : whyNot(text, verdict);
    });
    sound.play('refused');
  }

  function command(given: Command, from: Target | null): Verdict {
    const before = view.peek();
    const verdict = session.command(given);
    if (!verdict.ok) {
      refuse(verdict, from, given);
      return verdict;
    }
    batch(() => {
      notice.value = null;
      bay.value = null;
    });
    look(performance.now(), true);
    const told = toldOf(parts, options, before, given, verdict);
    if (told !== null) tell(told, from);
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
    layout: places,
    seats: computed(() => seatsOf(places.value, view.value.guests)),
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
    hear(event) {
      for (const part of parts) {
        const advice = part.advice?.(options, session.view(), event) ?? null;
        if (advice === null || advised.has(advice.id)) continue;
        advised.add(advice.id);
        tell(advice, advice.at);
      }
    },
    choose,
    letGo() {
      chosen.value = null;
    },
    press(target) {
      // who is refused does not know whether the hand still holds it: picking it up once more only makes sure
      if (notice.peek()?.told === false && same(chosen.peek(), target)) {
        choose(target);
        return;
      }
      const move = pressed(parts, view.peek(), chosen.peek(), target, can);
      const asked = completed(parts, view.peek(), chosen.peek(), target);
      if (move.refused !== null && asked !== null) refuse(move.refused, target, asked);
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
