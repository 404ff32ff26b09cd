/**
 * The frame of every screen but the play screen: one main heading, which takes the focus when the screen appears, and the
 * title of the document.
 */
import type { ComponentChildren } from 'preact';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import { isChord, nameOf } from '../keys/press.ts';
import { Icon } from '../parts/icon.tsx';
import { useText } from './context.ts';
import { arrival } from './focus.ts';
import { useServices } from './services.ts';
import './screen.css';

type Props = {
  /** names the screen's styles */
  name: string;
  heading: string;
  /** stands beside the heading */
  aside?: ComponentChildren;
  /** stand at the end of the head line */
  actions?: ComponentChildren;
  children: ComponentChildren;
};

/** Focuses the heading of a screen that the player came to, and names the document after it. */
export function useArrival(heading: string) {
  const { text } = useText();
  const title = useRef<HTMLHeadingElement>(null);
  const name = text.t('title.name');
  useEffect(() => {
    document.title = heading === name ? name : text.t('common.documentTitle', { screen: heading, game: name });
  }, [heading, name, text]);
  useEffect(() => {
    if (arrival.navigated) title.current?.focus();
  }, []);
  return title;
}

/** By how much of what is seen a page goes on: a line or two stays, to read on from. */
const PAGE = 0.85;

/** Page keys scroll what the screen has to scroll, wherever the focus is: it begins at the heading, which scrolls nothing. */
function useScrolling() {
  const screen = useRef<HTMLElement>(null);
  useLayoutEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const name = nameOf(event);
      if (event.defaultPrevented || isChord(event) || (name !== 'PageDown' && name !== 'PageUp')) return;
      const rolls = [...(screen.current?.querySelectorAll('.scrolls') ?? [])];
      const roll = rolls.findLast((one) => one.scrollHeight > one.clientHeight);
      if (roll === undefined || (event.target instanceof Node && roll.contains(event.target))) return;
      roll.scrollBy({ top: (name === 'PageDown' ? PAGE : -PAGE) * roll.clientHeight });
      event.preventDefault();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
  return screen;
}

function BackButton() {
  const { text } = useText();
  const { router, sound } = useServices();
  const back = () => {
    sound('uiBack');
    router.back();
  };
  return (
    <button type="button" class="button screen-back" data-kind="quiet" onClick={back} aria-keyshortcuts="Escape">
      <Icon name="back" />
      {text.t('common.button.back')}
    </button>
  );
}

export function Screen({ name, heading, aside, actions, children }: Props) {
  const title = useArrival(heading);
  const screen = useScrolling();
  return (
    <main ref={screen} class={`screen screen-${name}`}>
      <header class="screen-head">
        <BackButton />
        <h1 ref={title} tabIndex={-1}>
          {heading}
        </h1>
        {aside}
        <div class="screen-actions row">{actions}</div>
      </header>
      {children}
    </main>
  );
}
