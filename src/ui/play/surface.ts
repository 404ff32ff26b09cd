/** What keys and pads act on: the play screen's state, and what of it is folded, open or being rewound. */
import type { Signal } from '@preact/signals';
import type { Exits } from './menu.tsx';
import type { Play } from './store.ts';
import { keyOf, type Target } from './target.ts';

export type Surface = {
  play: Play;
  exits: Exits;
  /** decisions gone back, null = not rewinding */
  back: Signal<number | null>;
  /** the inspector is unfolded */
  unfolded: Signal<boolean>;
  menu: Signal<boolean>;
};

export function focus(target: Target): void {
  document.getElementById(keyOf(target))?.focus({ preventScroll: true });
}

/** As if the thing itself had been pressed. */
export function pressTarget(play: Play, target: Target): void {
  focus(target);
  play.press(target);
}
