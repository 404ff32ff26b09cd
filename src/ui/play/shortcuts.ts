/** Keys: what each does on the play screen. Every one of these can also be done by pressing something. */
import { SPEEDS } from '../../session/contract.ts';
import type { Int } from '../../sim/index.ts';
import { digitOf, isChord, isKey, type Press } from '../keys/press.ts';
import { type Action, actionOf, actionsOf } from '../settings/keys.ts';
import { backBeforeEnd, restart } from './ending.tsx';
import { toggleNoHurry } from './pace.ts';
import type { Play, Surface } from './play.ts';
import { stopsBefore } from './rewind.ts';
import { focusRewind, goBack } from './timeline.tsx';

type Do = (surface: Surface) => void;

function refresh({ play }: Surface): void {
  play.look(performance.now(), true);
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
  else if (!session.leaveStep()) session.pause();
  refresh(surface);
}

/** One decision further back with every press; the slider shows where. Arrows go both ways, Enter goes there. */
function rewind(surface: Surface): void {
  const { session } = surface.play;
  session.pause();
  refresh(surface);
  const stops = stopsBefore(session.moments(), session.view().now);
  surface.back.value = Math.min((surface.back.peek() ?? 0) + 1, stops.length);
  focusRewind();
}

/** While a moment to go back to is shown: another one, earlier or later; the latest of all is the present. */
export function shiftRewind({ play, back }: Surface, by: 1 | -1): void {
  const stops = stopsBefore(play.session.moments(), play.session.view().now);
  const steps = Math.min((back.peek() ?? 0) + by, stops.length);
  back.value = steps <= 0 ? null : steps;
  if (steps > 0) focusRewind();
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

/** What every level has: time, the screens around the run, the inspector. What the level's mechanisms add, their parts bring. */
const DO: Readonly<Record<string, Do>> = {
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
    toggleNoHurry(surface.play);
    refresh(surface);
  },
  inspect({ unfolded }) {
    unfolded.value = !unfolded.peek();
  },
  mute: ({ play: { settings } }) => settings.change({ muted: !settings.settings.peek().muted }),
  captions: ({ play: { settings } }) => settings.change({ captions: !settings.settings.peek().captions }),
  guide: ({ exits }) => exits.onGuide(null),
  settings: ({ exits }) => exits.onSettings(),
  help: ({ exits }) => exits.onHelp(),
};

export function run(surface: Surface, action: string): void {
  const all = [DO, ...surface.play.parts.map(({ actions }) => actions ?? {})];
  const table = all.find((actions) => Object.hasOwn(actions, action));
  table?.[action]?.(surface);
}

/** What stands behind 9 on a keyboard. */
const TENTH = 10;

/**
 * The first row that takes a digit has it, so rows of verbs that never stand together may use the same numbers. 0 is the
 * tenth, where no row begins with it.
 */
function pressDigit(play: Play, pressed: Int, asked: number): void {
  const { verbs: offered } = play.view.peek();
  const rows = play.parts.flatMap((part) => part.digits ?? []);
  const digit = pressed === 0 && rows.every(({ first }) => first > 0) ? TENTH : pressed;
  const has = (verb: string): boolean => offered.includes(verb);
  const present = rows.filter(
    ({ verbs, together, unless = [] }) =>
      (verbs === null || (together ? verbs.every(has) : verbs.some(has))) && !unless.some(has),
  );
  present.some(({ first, most, take }) => digit >= first && digit < first + most && take(play, digit - first, asked));
}

/** What keys still do when the run is over: the rest belongs to a machine that no longer runs. */
const AFTERWARDS: readonly Action[] = ['restart', 'rewind', 'guide', 'settings', 'help', 'mute', 'captions'];

/** Wherever the keyboard was left, Enter does what the card at the end offers first. False: it does so by itself, or not yet. */
function pressPrimary(): boolean {
  if (document.activeElement?.closest('.ending') != null) return false;
  const primary = document.querySelector<HTMLElement>('.ending [data-kind="primary"]');
  primary?.click();
  return primary !== null;
}

/** A key went down. `onControl`: what has the focus answers to Enter itself; `asked`: milliseconds since the last question came. */
export type Down = { press: Press; begins: boolean; onControl: boolean; asked: number };

/** True when the key was ours: also when it is held, though then it does nothing more. */
export function onKey(surface: Surface, { press, begins, onControl, asked }: Down): boolean {
  if (isChord(press)) return false;
  const { play } = surface;
  if (isKey(press, 'Escape')) {
    if (begins) stepBack(surface);
    return true;
  }
  if (isKey(press, 'Enter') && surface.back.peek() !== null && !onControl) return begins && confirmRewind(surface);
  const ended = play.outcome.peek() !== null;
  if (ended && isKey(press, 'Enter')) return begins && pressPrimary();
  const digit = digitOf(press);
  if (digit !== null && !ended) {
    if (begins) pressDigit(play, digit, asked);
    return true;
  }
  const among = ended ? AFTERWARDS : actionsOf(play.view.peek().verbs);
  const action = actionOf(press, play.settings.settings.peek().keys, among);
  if (action === null) return false;
  if (!begins) return true;
  if (ended && action === 'rewind') backBeforeEnd(play);
  else run(surface, action);
  return true;
}
