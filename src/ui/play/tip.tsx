/**
 * What a thing is, in a sentence beside it: for whatever has one (`data-tip`), while it is pointed at, or while Tab and the
 * arrows look around. Who presses anything knows what it is: every press ends the tip. Read aloud are the names of controls;
 * a tip only says what the eye cannot guess.
 */
import { useEffect, useRef, useState } from 'preact/hooks';
import { nameOf } from '../keys/press.ts';

/** Milliseconds of resting on a thing before it explains itself: who only passes by is not to be talked to. */
const REST = 450;
/** Pixels within which a hand that has pressed rests: what comes to lie under it was not asked for. */
const STILL = 6;
/** Milliseconds for which it speaks: the focus of the keyboard may stay where it is for the rest of the level. */
const SPEAKS = 7000;

/** Keys that look around; all others do something, and their focus only follows. */
const LOOKING: readonly string[] = ['Tab', 'ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown'];

type Side = 'above' | 'below' | 'before' | 'after';
type Shown = { words: string; x: number; y: number; side: Side };

/** of the overlay's width: what ends before this stands in the left margin */
const MARGIN = 0.19;
/** of the overlay's height: a control of words that is no higher is left in sight as a whole */
const CARD = 0.4;

/** What a thing is part of, if that is a control of moderate size: a guest's card is read as a whole. */
function wholeOf(thing: Element, rect: DOMRect, room: DOMRect): DOMRect {
  if (thing.closest('.words') === null && !thing.hasAttribute('data-tip-below')) return rect;
  const found = document
    .elementsFromPoint(rect.left + rect.width / 2, rect.top + rect.height / 2)
    .find((one) => one.matches('button.spot'));
  const whole = found?.getBoundingClientRect();
  return whole === undefined || whole.height > CARD * room.height ? rect : whole;
}

/**
 * In pixels of the overlay: under the thing, or over it in the lower half. What stands in a panel is explained beside the
 * panel where there is room, since its title and the other rows are read together with it; what stands in the left margin,
 * at its right, since others stand above and below; and what is said on a card, beside the card, or under it where the row
 * above is what it is about (`data-tip-below`).
 */
function beside(thing: Element, overlay: Element): Shown | null {
  const words = thing.getAttribute('data-tip') ?? '';
  if (words === '') return null;
  const rect = thing.getBoundingClientRect();
  const room = overlay.getBoundingClientRect();
  const panel = thing.closest('.panel')?.getBoundingClientRect();
  if (panel !== undefined && panel.left - room.left > room.width / 2)
    return { words, x: panel.left - room.left, y: rect.top - room.top, side: 'before' };
  if (panel === undefined && rect.right - room.left < MARGIN * room.width)
    return { words, x: rect.right - room.left, y: rect.top - room.top, side: 'after' };
  const whole = wholeOf(thing, rect, room);
  const isLow = whole.top + whole.height / 2 > room.top + room.height / 2;
  const above = isLow && !thing.hasAttribute('data-tip-below');
  const y = (above ? whole.top : whole.bottom) - room.top;
  return { words, x: rect.left + rect.width / 2 - room.left, y, side: above ? 'above' : 'below' };
}

export function Tip() {
  const box = useRef<HTMLParagraphElement>(null);
  const [shown, setShown] = useState<Shown | null>(null);
  useEffect(() => {
    const overlay = box.current?.closest('.overlay');
    if (overlay == null) return undefined;
    let about: Element | null = null;
    let looking = false;
    let pressed: { clientX: number; clientY: number } | null = null;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const speak = (thing: Element): void => {
      setShown(beside(thing, overlay));
      timer = setTimeout(() => setShown(null), SPEAKS);
    };
    const show = (thing: Element | null, after: number): void => {
      if (thing === about) return;
      about = thing;
      clearTimeout(timer);
      setShown(null);
      if (thing !== null) timer = setTimeout(() => speak(thing), after);
    };
    const thingOf = ({ target }: Event): Element | null =>
      target instanceof Element ? target.closest('[data-tip]') : null;
    const onPoint = (event: Event): void => {
      if (!(event instanceof PointerEvent) || event.pointerType === 'touch') return;
      const { clientX = Number.NaN, clientY = Number.NaN } = pressed ?? {};
      if (Math.hypot(event.clientX - clientX, event.clientY - clientY) > STILL) pressed = null;
      show(thingOf(event), REST);
      if (pressed !== null) hush();
    };
    const onFocus = (event: Event): void => {
      const byKey = looking && event.target instanceof Element && event.target.matches(':focus-visible');
      if (byKey) show(thingOf(event), 0);
    };
    const hide = (): void => show(null, 0);
    // words that explain themselves lie on controls: a press is meant for what is under them
    const pressThrough = ({ target, clientX, clientY }: MouseEvent): void => {
      if (!(target instanceof Element) || target.closest('.words [data-tip]') === null) return;
      const under = document.elementsFromPoint(clientX, clientY).find((one) => one.matches('button.spot'));
      if (under instanceof HTMLElement) under.click();
    };
    /** and what it was about is not explained again before something else is pointed at */
    const hush = (): void => {
      clearTimeout(timer);
      setShown(null);
    };
    const onKey = (event: KeyboardEvent): void => {
      looking = LOOKING.includes(nameOf(event));
      hush();
    };
    const onPress = (event: PointerEvent): void => {
      looking = false;
      pressed = event;
      hush();
    };
    const listening = new AbortController();
    const { signal } = listening;
    overlay.addEventListener('pointerover', onPoint, { signal });
    overlay.addEventListener('focusin', onFocus, { signal });
    if (overlay instanceof HTMLElement) overlay.addEventListener('click', pressThrough, { signal });
    overlay.addEventListener('pointerleave', hide, { signal });
    window.addEventListener('pointerdown', onPress, { capture: true, signal });
    window.addEventListener('keydown', onKey, { capture: true, signal });
    window.addEventListener('resize', hide, { signal });
    return () => {
      clearTimeout(timer);
      listening.abort();
    };
  }, []);
  return (
    <p
      ref={box}
      class="tip"
      hidden={shown === null}
      data-side={shown?.side ?? 'below'}
      style={shown === null ? '' : `--at-x:${shown.x}px;--at-y:${shown.y}px`}
      aria-hidden="true"
    >
      {shown?.words}
    </p>
  );
}
