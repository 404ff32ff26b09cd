/** What keys do alike for everything that has a number on the picture. */
import { ACTIONS } from '../settings/keys.ts';
import type { Play, Surface } from './play.ts';
import { completed } from './selection.ts';
import { keyOf, same, type Target } from './target.ts';

/** Moves the keyboard's focus to a thing on the picture. */
export function focus(target: Target): void {
  document.getElementById(keyOf(target))?.focus({ preventScroll: true });
}

/**
 * A thing's key: as if it had been clicked, but never to let go. Who plays by keys does not look whether the thing is in
 * hand already; its key makes sure that it is, and Escape lets go. What a second press does (`again`), it does.
 */
export function pressTarget(play: Play, target: Target): void {
  focus(target);
  const chosen = play.chosen.peek();
  const kept = same(chosen, target) && completed(play.parts, play.view.peek(), chosen, target) === null;
  if (kept) play.dismissNotice();
  else play.press(target);
}

/** The actions `kind.1`, `kind.2` …, each with its index from 0. */
export function numbered(
  kind: string,
  press: (surface: Surface, index: number) => void,
): Readonly<Record<string, (surface: Surface) => void>> {
  const actions = ACTIONS.filter((action) => action.startsWith(`${kind}.`));
  return Object.fromEntries(actions.map((action, index) => [action, (surface: Surface) => press(surface, index)]));
}
