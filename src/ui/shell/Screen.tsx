/**
 * The frame of every screen but the play screen: one main heading, which takes the focus when the screen appears, and the
 * title of the document.
 */
import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
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
  return (
    <main class={`screen screen-${name}`}>
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
