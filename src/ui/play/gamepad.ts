/**
 * A gamepad plays the whole game: the d-pad (or left stick) moves the focus, A chooses, B goes back, Start pauses, the
 * shoulders change the speed, X steps to the next decision, Y opens the inspector.
 *
 * The browser has no events for pads, so their state is compared from frame to frame; a held direction repeats.
 */
import type { Direction } from './spatialFocus.ts';

export type PadAction = Direction | 'activate' | 'back' | 'pause' | 'slower' | 'faster' | 'step' | 'inspect';

/** What of the Gamepad API is looked at, in its standard mapping. */
export type Pad = { buttons: readonly { pressed: boolean }[]; axes: readonly number[] };

const BUTTONS: readonly (readonly [number, PadAction])[] = [
  [0, 'activate'],
  [1, 'back'],
  [2, 'step'],
  [3, 'inspect'],
  [4, 'slower'],
  [5, 'faster'],
  [9, 'pause'],
  [12, 'up'],
  [13, 'down'],
  [14, 'left'],
  [15, 'right'],
];
/** Deflection of the stick that counts as pressed. */
const TILT = 0.55;
/** Milliseconds until a held direction repeats, and between repeats. */
const REPEAT = { first: 420, next: 160 } as const;

/** When each pressed action began and when it fires next, milliseconds. */
export type PadMemory = Readonly<Partial<Record<PadAction, number>>>;

function pressedOn(pad: Pad): Set<PadAction> {
  const pressed = new Set(BUTTONS.filter(([index]) => pad.buttons[index]?.pressed).map(([, action]) => action));
  const [x = 0, y = 0] = pad.axes;
  if (Math.abs(x) > TILT && Math.abs(x) >= Math.abs(y)) pressed.add(x > 0 ? 'right' : 'left');
  if (Math.abs(y) > TILT && Math.abs(y) > Math.abs(x)) pressed.add(y > 0 ? 'down' : 'up');
  return pressed;
}

const repeats = (action: PadAction): boolean =>
  action === 'up' || action === 'down' || action === 'left' || action === 'right';

/** The actions that begin (or repeat) at `now`, and the memory for the next frame. */
export function readPad(memory: PadMemory, pad: Pad, now: number): { actions: PadAction[]; memory: PadMemory } {
  const actions: PadAction[] = [];
  const next: Partial<Record<PadAction, number>> = {};
  for (const action of pressedOn(pad)) {
    const due = memory[action];
    if (due === undefined) {
      actions.push(action);
      next[action] = now + REPEAT.first;
    } else if (repeats(action) && now >= due) {
      actions.push(action);
      next[action] = now + REPEAT.next;
    } else {
      next[action] = due;
    }
  }
  return { actions, memory: next };
}
