/** Keys: what each does on the play screen. Every one of these can also be done by pressing something. */
import type { Signal } from '@preact/signals';
import { SPEEDS } from '../../session/contract.ts';
import type { Int } from '../../sim/index.ts';
import { NONE } from '../../sim/types.ts';
import { type Action, actionOf } from '../settings/keys.ts';
import { answerApplicant, FIRST_ANSWER } from './applicant.tsx';
import { backTenSeconds, restart } from './ending.tsx';
import { guestAt } from './guests.tsx';
import { pressLimit } from './limitsPanel.tsx';
import type { Exits } from './menu.tsx';
import { nextExit } from './question.ts';
import { answer } from './questionPanel.tsx';
import { stopsBefore } from './rewind.ts';
import { taskOf } from './selection.ts';
import { socketActions } from './socketActions.tsx';
import type { Play } from './store.ts';
import { keyOf, type Target } from './target.ts';
import { goBack } from './timeline.tsx';
import { acceptOffer } from './wires.tsx';

export type Surface = {
  play: Play;
  exits: Exits;
  /** decisions gone back, null = not rewinding */
  back: Signal<number | null>;
  /** the inspector is unfolded */
  unfolded: Signal<boolean>;
  menu: Signal<boolean>;
};

/** Milliseconds for which digits are ignored after a new question came up: they were meant for the old one. */
const GRACE = 150;

function focus(target: Target): void {
  document.getElementById(keyOf(target))?.focus({ preventScroll: true });
}

function pressTarget(play: Play, target: Target): void {
  focus(target);
  play.press(target);
}

function refresh({ play }: Surface): void {
  play.look(performance.now(), true);
}

/** The pCPU that a key without a number means: the chosen socket, else the chosen guest's, else the held one. */
function meantPcpu({ play }: Surface): Int {
  const { chosen, view, question } = play;
  const target = chosen.peek();
  if (target?.kind === 'socket' || target?.kind === 'deck') return target.pcpu;
  const task = taskOf(view.peek(), target);
  const on = view.peek().pcpus.find((pcpu) => task !== NONE && pcpu.task === task)?.index;
  const focused = /^(?:socket|deck)-(\d+)$/.exec(document.activeElement?.id ?? '')?.[1];
  return on ?? (focused === undefined ? (question.peek()?.exit.pcpu ?? NONE) : Number(focused));
}

function changeSpeed(surface: Surface, by: 1 | -1): void {
  const { session } = surface.play;
  const next = SPEEDS[SPEEDS.indexOf(session.speed) + by];
  if (next === undefined) return;
  session.setSpeed(next);
  refresh(surface);
}

export function togglePause(surface: Surface): void {
  const { session } = surface.play;
  if (session.outcome() !== null) return;
  if (session.paused) session.play();
  else session.pause();
  refresh(surface);
}

/** One decision further back with every press; the slider shows where. */
function rewind(surface: Surface): void {
  const { session } = surface.play;
  session.pause();
  refresh(surface);
  const stops = stopsBefore(session.moments(), session.view().now);
  surface.back.value = Math.min((surface.back.peek() ?? 0) + 1, stops.length);
}

/** Gives what was being rewound to; false when nothing was. */
function confirmRewind({ play, back }: Surface): boolean {
  if (back.peek() === null) return false;
  goBack(play, back, stopsBefore(play.session.moments(), play.session.view().now));
  return true;
}

/** Escape, and B on a pad: one step back, and the run is never lost. */
export function stepBack(surface: Surface): void {
  const { play, back, menu } = surface;
  if (back.peek() !== null) back.value = null;
  else if (play.chosen.peek() !== null) play.choose(null);
  else if (play.notice.peek() !== null) play.dismissNotice();
  else if (play.lesson.peek() !== null) {
    play.session.skipTutorial();
    refresh(surface);
  } else menu.value = true;
}

function socketVerb(surface: Surface, verb: 'preempt' | 'park'): void {
  const { play } = surface;
  const pcpu = meantPcpu(surface);
  const from: Target = { kind: 'socket', pcpu };
  const found = socketActions(play, pcpu).find((action) => action.verb === verb);
  if (found !== undefined && play.command(found.command, from).ok) play.choose(null);
}

function digit(surface: Surface, number: Int, sinceQuestion: number): void {
  const { play } = surface;
  const choice = play.choices.peek()[number - 1];
  if (play.question.peek() !== null && choice !== undefined) {
    if (sinceQuestion >= GRACE) answer(play, choice);
  } else if (number < FIRST_ANSWER) pressLimit(play, number - 1);
  else answerApplicant(play, number - FIRST_ANSWER);
}

function injectOldest({ play }: Surface): void {
  const waiting = play.view
    .peek()
    .guests.flatMap(({ index, irqs }) => irqs.map(({ line, at }) => ({ guest: index, line, at })));
  const oldest = waiting.sort((a, b) => a.at - b.at)[0];
  if (oldest !== undefined) play.press({ kind: 'interrupt', guest: oldest.guest, line: oldest.line });
}

function toNextExit({ play }: Surface): void {
  const next = nextExit(play.view.peek(), play.chosen.peek());
  if (next === null) return;
  play.choose(next);
  focus(next);
}

type Numbered = Extract<Action, `${string}.${number}`>;

const DO: Readonly<Record<Exclude<Action, Numbered>, (surface: Surface) => void>> = {
  pause: togglePause,
  step(surface) {
    surface.play.session.step();
    refresh(surface);
  },
  slower: (surface) => changeSpeed(surface, -1),
  faster: (surface) => changeSpeed(surface, 1),
  rewind,
  restart: ({ play }) => restart(play),
  noHurry(surface) {
    const { session } = surface.play;
    session.setNoHurry(!session.noHurry);
    refresh(surface);
  },
  preempt: (surface) => socketVerb(surface, 'preempt'),
  park: (surface) => socketVerb(surface, 'park'),
  wire: ({ play }) => void acceptOffer(play),
  drain: ({ play }) => pressTarget(play, { kind: 'latch' }),
  inject: injectOldest,
  nextExit: toNextExit,
  inspect({ unfolded }) {
    unfolded.value = !unfolded.peek();
  },
  mute: ({ play: { settings } }) => settings.change({ muted: !settings.settings.peek().muted }),
  captions: ({ play: { settings } }) => settings.change({ captions: !settings.settings.peek().captions }),
  guide: ({ exits }) => exits.onGuide(null),
  settings: ({ exits }) => exits.onSettings(),
  help: ({ exits }) => exits.onHelp(),
};

const isPlain = (action: Action): action is Exclude<Action, Numbered> => Object.hasOwn(DO, action);

export function run(surface: Surface, action: Action): void {
  if (isPlain(action)) {
    DO[action](surface);
    return;
  }
  const { play } = surface;
  const view = play.view.peek();
  const [kind, number] = action.split('.');
  const index = Number(number) - 1;
  if (kind === 'guest') {
    const guest = guestAt(view, index);
    if (guest !== NONE) pressTarget(play, { kind, guest });
  } else if ((kind === 'socket' || kind === 'deck') && index < view.pcpus.length) {
    pressTarget(play, { kind, pcpu: index });
  }
}

/** What keys still do when the run is over: the rest belongs to a machine that no longer runs. */
const AFTERWARDS: readonly Action[] = ['restart', 'rewind', 'guide', 'settings', 'help', 'mute', 'captions'];

/** True when the key was ours. `sinceQuestion`: milliseconds for which the present question has stood. */
export function onKey(surface: Surface, event: KeyboardEvent, sinceQuestion: number): boolean {
  if (event.key === 'Escape') {
    stepBack(surface);
    return true;
  }
  if (event.key === 'Enter' && surface.back.peek() !== null && !(event.target instanceof HTMLButtonElement)) {
    return confirmRewind(surface);
  }
  if (event.ctrlKey || event.altKey || event.metaKey) return false;
  const ended = surface.play.outcome.peek() !== null;
  if (/^[1-9]$/.test(event.key) && !ended) {
    if (!event.repeat) digit(surface, Number(event.key), sinceQuestion);
    return true;
  }
  const action = actionOf(event, surface.play.settings.settings.peek().keys);
  if (action === null) return false;
  if (ended) {
    if (!AFTERWARDS.includes(action)) return false;
    if (action === 'rewind') {
      backTenSeconds(surface.play);
      return true;
    }
  }
  if (!event.repeat) run(surface, action);
  return true;
}
