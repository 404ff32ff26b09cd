/**
 * What a thing is, in a sentence beside it: for whatever has one (`data-tip`), while it is pointed at or has the focus of
 * the keyboard. Read aloud are the names of controls; a tip only says what the eye cannot guess.
 */
import { useEffect, useRef, useState } from 'preact/hooks';

/** Milliseconds of resting on a thing before it explains itself: who only passes by is not to be talked to. */
const REST = 450;
/** Milliseconds for which it speaks: the focus of the keyboard may stay where it is for the rest of the level. */
const SPEAKS = 7000;

type Shown = { words: string; x: number; y: number; above: boolean };

/** In pixels of the overlay: under the thing, or over it in the lower half. */
function beside(thing: Element, overlay: Element): Shown | null {
  const words = thing.getAttribute('data-tip') ?? '';
  if (words === '') return null;
  const rect = thing.getBoundingClientRect();
  const room = overlay.getBoundingClientRect();
  const above = rect.top + rect.height / 2 > room.top + room.height / 2;
  return { words, x: rect.left + rect.width / 2 - room.left, y: (above ? rect.top : rect.bottom) - room.top, above };
}

export function Tip() {
  const box = useRef<HTMLParagraphElement>(null);
  const [shown, setShown] = useState<Shown | null>(null);
  useEffect(() => {
    const overlay = box.current?.closest('.overlay');
    if (overlay == null) return undefined;
    let about: Element | null = null;
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
      if (event instanceof PointerEvent && event.pointerType !== 'touch') show(thingOf(event), REST);
    };
    const onFocus = (event: Event): void => {
      const byKey = event.target instanceof Element && event.target.matches(':focus-visible');
      show(byKey ? thingOf(event) : null, 0);
    };
    const hide = (): void => show(null, 0);
    // words that explain themselves lie on controls: a press is meant for what is under them
    const pressThrough = ({ target, clientX, clientY }: MouseEvent): void => {
      if (!(target instanceof Element) || target.closest('.words [data-tip]') === null) return;
      const under = document.elementsFromPoint(clientX, clientY).find((one) => one.matches('button.spot'));
      if (under instanceof HTMLElement) under.click();
    };
    const onKey = (event: KeyboardEvent): void => {
      if (event.key === 'Escape') hide();
    };
    const listening = new AbortController();
    const { signal } = listening;
    overlay.addEventListener('pointerover', onPoint, { signal });
    overlay.addEventListener('focusin', onFocus, { signal });
    overlay.addEventListener('pointerdown', hide, { signal });
    if (overlay instanceof HTMLElement) overlay.addEventListener('click', pressThrough, { signal });
    overlay.addEventListener('pointerleave', hide, { signal });
    window.addEventListener('keydown', onKey, { signal });
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
      data-above={shown?.above ?? false}
      style={shown === null ? '' : `--at-x:${shown.x}px;--at-y:${shown.y}px`}
      aria-hidden="true"
    >
      {shown?.words}
    </p>
  );
}
