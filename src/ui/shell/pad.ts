/**
 * A gamepad on every screen but the play screen, which has its own way with it: directions move the focus the way the
 * screen lies, A presses, B goes one step back.
 */
import { type PadMemory, readPad } from '../play/gamepad.ts';
import { DIRECTIONS, type Direction, nextInDirection } from '../play/spatialFocus.ts';

const CONTROLS = 'a[href], button:not(:disabled), input:not(:disabled), summary, textarea, [tabindex="0"]';

const isDirection = (action: string): action is Direction => DIRECTIONS.some((direction) => direction === action);

/** The controls that can be reached now: an open dialog hides what lies behind it. */
function controls(): HTMLElement[] {
  const root = document.querySelector('dialog[open]') ?? document;
  return [...root.querySelectorAll<HTMLElement>(CONTROLS)].filter((element) => element.getClientRects().length > 0);
}

function moveFocus(direction: Direction): void {
  const all = controls();
  const from = all.find((element) => element === document.activeElement);
  if (from === undefined) {
    all[0]?.focus();
    return;
  }
  const others = all.filter((element) => element !== from);
  const next = nextInDirection(
    from.getBoundingClientRect(),
    others.map((element) => element.getBoundingClientRect()),
    direction,
  );
  if (next !== null) others[next]?.focus();
}

function goBack(back: () => void): void {
  const dialog = document.querySelector('dialog[open]');
  // A dialog is closed the way Escape would close it.
  if (dialog === null) back();
  else dialog.dispatchEvent(new Event('cancel', { cancelable: true }));
}

/** Listens to the first pad there is until the returned function is called. `isOurs`: not while a level is played. */
export function listenToPad(isOurs: () => boolean, back: () => void): () => void {
  let memory: PadMemory = {};
  let request = 0;
  const frame = (now: number) => {
    request = 0;
    const pad = navigator.getGamepads().find((candidate) => candidate?.connected === true);
    if (pad == null) return;
    const read = readPad(memory, pad, now);
    memory = read.memory;
    if (isOurs()) {
      for (const action of read.actions) {
        if (isDirection(action)) moveFocus(action);
        else if (action === 'activate' && document.activeElement instanceof HTMLElement) document.activeElement.click();
        else if (action === 'back') goBack(back);
      }
    }
    request = requestAnimationFrame(frame);
  };
  const begin = () => {
    if (request === 0) request = requestAnimationFrame(frame);
  };
  window.addEventListener('gamepadconnected', begin);
  return () => {
    window.removeEventListener('gamepadconnected', begin);
    cancelAnimationFrame(request);
  };
}
