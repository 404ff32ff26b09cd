/**
 * Dragging: for whoever tries that first. What is dragged is chosen as a press would choose it, and what it is let go over
 * is pressed; so both ways end in the same commands, and nothing can be done by dragging alone. A finger drags like a mouse.
 */
import { signal } from '@preact/signals';
import type { Play } from './play.ts';
import { keyOf, same, type Target } from './target.ts';

/** CSS pixels that a press may wander before it is a drag */
const WANDER = 8;

export type Point = { x: number; y: number };
/** What is carried, and where it is now. */
export type Carried = Point & { target: Target };

/** What hangs from the pointer; null when nothing does. One pointer drags at a time. */
export const carried = signal<Carried | null>(null);

export type Drag = {
  /** the pointer goes down on a control, or (null) elsewhere */
  down(at: Point, target: Target | null): void;
  /** `over`: the control below it */
  move(at: Point, over: Target | null): void;
  /** True when it was a drag: then the press that the browser may make of it is none. */
  up(over: Target | null): boolean;
  cancel(): void;
};

/** Whether anything could come of carrying it: else a press that wandered is still a press. */
function canCarry(play: Play, target: Target): boolean {
  const before = play.chosen.peek();
  const acts = play.parts.some((part) => part.acts?.(play.view.peek(), target) != null);
  if (acts) return false;
  play.choose(target);
  if (play.lit.peek().size > 0) return true;
  play.choose(before);
  return false;
}

function drop(play: Play, from: Target, over: Target | null): void {
  if (over !== null && same(over, from)) return;
  const own =
    over === null ? undefined : play.parts.flatMap((part) => part.dropped?.(play.view.peek(), from, over) ?? [])[0];
  if (own !== undefined) play.command(own, over);
  else if (over !== null && play.lit.peek().has(keyOf(over))) play.press(over);
  // whatever came of it, a hand that has let go holds nothing
  play.letGo();
}

export function createDrag(play: Play): Drag {
  let from: (Point & { target: Target }) | null = null;
  let wandered = false;

  function end(): void {
    from = null;
    wandered = false;
    carried.value = null;
    play.point(null);
  }

  return {
    down(at, target) {
      end();
      from = target === null ? null : { ...at, target };
    },
    move(at, over) {
      if (from === null) return;
      if (!wandered) {
        if (Math.hypot(at.x - from.x, at.y - from.y) < WANDER) return;
        if (!canCarry(play, from.target)) {
          from = null;
          return;
        }
        wandered = true;
      }
      carried.value = { ...at, target: from.target };
      play.point(over);
    },
    up(over) {
      if (from === null || !wandered) {
        end();
        return false;
      }
      const { target } = from;
      end();
      drop(play, target, over);
      return true;
    },
    cancel() {
      if (wandered) play.letGo();
      end();
    },
  };
}

/** Listens on the stage until the returned function is called. `targetOf`: the target of a control. */
export function listenToDrags(
  play: Play,
  root: HTMLElement,
  targetOf: (element: Element) => Target | null,
): () => void {
  const drag = createDrag(play);
  let pointer: number | null = null;
  // words that explain themselves lie on controls, and do not keep them from being taken hold of
  const under = ({ clientX, clientY }: PointerEvent): Target | null => {
    const all = document.elementsFromPoint(clientX, clientY);
    const control = all.find((element) => element.closest('button, input, dialog') !== null)?.closest('.spot');
    return control == null ? null : targetOf(control);
  };
  const onDown = (event: PointerEvent): void => {
    if (pointer !== null || event.button !== 0) return;
    pointer = event.pointerId;
    drag.down({ x: event.clientX, y: event.clientY }, under(event));
  };
  const onMove = (event: PointerEvent): void => {
    if (event.pointerId === pointer) drag.move({ x: event.clientX, y: event.clientY }, under(event));
  };
  const swallow = (event: Event): void => {
    event.preventDefault();
    event.stopPropagation();
  };
  const onUp = (event: PointerEvent): void => {
    if (event.pointerId !== pointer) return;
    pointer = null;
    if (!drag.up(under(event))) return;
    // the browser makes a click of it where both ends are one control
    document.addEventListener('click', swallow, { capture: true, once: true });
    setTimeout(() => document.removeEventListener('click', swallow, { capture: true }), 0);
  };
  const onCancel = (event: PointerEvent): void => {
    if (event.pointerId !== pointer) return;
    pointer = null;
    drag.cancel();
  };
  root.addEventListener('pointerdown', onDown);
  document.addEventListener('pointermove', onMove);
  document.addEventListener('pointerup', onUp);
  document.addEventListener('pointercancel', onCancel);
  return () => {
    root.removeEventListener('pointerdown', onDown);
    document.removeEventListener('pointermove', onMove);
    document.removeEventListener('pointerup', onUp);
    document.removeEventListener('pointercancel', onCancel);
    drag.cancel();
  };
}
