/** Keyboard and gamepad on the play screen: listening, moving the focus, and keeping Space for pausing alone. */
import { effect } from '@preact/signals';
import type { Keyboard } from '../keys/keyboard.ts';
import { isChord, nameOf, placeOf } from '../keys/press.ts';
import { type PadMemory, readPad } from './gamepad.ts';
import type { Surface } from './play.ts';
import { onKey, run, shiftRewind, stepBack, togglePause } from './shortcuts.ts';
import { type Box, DIRECTIONS, type Direction, nextInDirection } from './spatialFocus.ts';

const ARROWS: ReadonlyMap<string, Direction> = new Map([
  ['ArrowLeft', 'left'],
  ['ArrowRight', 'right'],
  ['ArrowUp', 'up'],
  ['ArrowDown', 'down'],
]);

const CONTROLS = 'button:not(:disabled), input:not(:disabled)';

function reachable(element: HTMLElement): boolean {
  const { width, height } = element.getBoundingClientRect();
  return width > 0 && height > 0 && element.closest('[inert]') === null;
}

/** Moves the focus to the nearest control that way; from nowhere, to the first. */
function moveFocus(root: HTMLElement, direction: Direction): void {
  const controls = [...root.querySelectorAll<HTMLElement>(CONTROLS)].filter(reachable);
  const present = document.activeElement;
  const at = present instanceof HTMLElement ? controls.indexOf(present) : -1;
  if (at < 0) {
    (controls.find((control) => control.classList.contains('spot')) ?? controls[0])?.focus();
    return;
  }
  const boxes: Box[] = controls.map((control) => control.getBoundingClientRect());
  const others = controls.filter((_, index) => index !== at);
  const from = boxes[at];
  if (from === undefined) return;
  const next = nextInDirection(
    from,
    boxes.filter((_, index) => index !== at),
    direction,
  );
  if (next !== null) others[next]?.focus({ preventScroll: true });
}

/** Whatever lies over the whole stage has the keys, wherever the focus is: none may act on what is behind it. */
const isCovered = (): boolean => document.querySelector('dialog[open], [data-covers]') !== null;
const isSlider = (event: Event): boolean => event.target instanceof HTMLInputElement;

/** Do the numbers of the question stand there? Until they do, a digit was meant for what stood there before. */
const isNumbered = (root: HTMLElement): boolean =>
  [...root.querySelectorAll('.bay')].every((bay) =>
    bay.getAnimations({ subtree: true }).every(({ playState }) => playState === 'finished'),
  );

/** Milliseconds for which a hand may still be on its way to a question that has gone. */
const LINGERS = 400;

/** Listens until the returned function is called. */
export function listenToKeys(surface: Surface, root: HTMLElement, keyboard: Keyboard): () => void {
  let askedAt = Number.NEGATIVE_INFINITY;
  let leftAt = Number.NEGATIVE_INFINITY;
  let present = '';
  /** another question stood there just before: only then can a digit have been meant for it */
  let follows = false;
  const stop = effect(() => {
    const exit = surface.play.question.value?.exit;
    const now = exit === undefined ? '' : `${exit.task}.${exit.n}`;
    if (now === present) return;
    if (now === '') leftAt = performance.now();
    else follows = present !== '' || performance.now() - leftAt < LINGERS;
    present = now;
    askedAt = performance.now();
  });

  const onKeyDown = (event: KeyboardEvent): void => {
    if (isCovered() || isChord(event)) return;
    root.dataset.keys = 'used';
    // Who plays by letters looks at caps, not at the focus: it follows quietly, until somebody moves it.
    if (ARROWS.has(nameOf(event)) || nameOf(event) === 'Tab') root.dataset.focus = 'loud';
    else if (placeOf(event).startsWith('Key')) root.dataset.focus = 'quiet';
    const direction = ARROWS.get(nameOf(event));
    if (direction !== undefined) {
      const across = direction === 'left' || direction === 'right';
      if (isSlider(event) && across) return;
      if (across && surface.back.peek() !== null) {
        shiftRewind(surface, direction === 'left' ? 1 : -1);
        event.preventDefault();
        return;
      }
      moveFocus(root, direction); // the one thing that a held key goes on doing
      event.preventDefault(); // never scrolls the page around the frame
      return;
    }
    const onControl = event.target instanceof HTMLButtonElement;
    const asked = !follows ? Number.POSITIVE_INFINITY : isNumbered(root) ? performance.now() - askedAt : 0;
    const down = { press: event, begins: keyboard.begins(event), onControl, asked };
    if (onKey(surface, down)) event.preventDefault();
  };
  // A focused button takes Space at its release; here Space pauses, and buttons answer to Enter.
  const onKeyUp = (event: KeyboardEvent): void => {
    if (placeOf(event) === 'Space' && !isCovered()) event.preventDefault();
  };
  document.addEventListener('keydown', onKeyDown);
  document.addEventListener('keyup', onKeyUp);
  return () => {
    stop();
    document.removeEventListener('keydown', onKeyDown);
    document.removeEventListener('keyup', onKeyUp);
  };
}

const isDirection = (action: string): action is Direction => DIRECTIONS.some((direction) => direction === action);

/** Call once a frame: @returns whether there is a pad. */
export function createPadReader(surface: Surface, root: HTMLElement): (now: number) => boolean {
  let memory: PadMemory = {};
  return (now) => {
    const pad = navigator.getGamepads?.().find((candidate) => candidate?.connected === true);
    if (pad == null) return false;
    const read = readPad(memory, pad, now);
    memory = read.memory;
    const dialog = document.querySelector<HTMLDialogElement>('dialog[open]');
    for (const action of read.actions) {
      if (action === 'activate') {
        if (document.activeElement instanceof HTMLElement) document.activeElement.click();
      } else if (isDirection(action)) moveFocus(dialog ?? root, action);
      else if (dialog !== null) {
        if (action === 'back') dialog.close();
      } else if (action === 'back') stepBack(surface);
      else if (action === 'pause') togglePause(surface);
      else run(surface, action);
    }
    return true;
  };
}
