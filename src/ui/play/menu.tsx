/** The menu: everything that leaves the run or starts it again. The run stands while it is open. */
import { useEffect, useRef } from 'preact/hooks';
import { Icon, type IconName } from '../parts/icon.tsx';
import { type Action, actionOf } from '../settings/keys.ts';
import { useServices } from '../shell/services.ts';
import { usePlay } from './context.ts';
import { restart } from './ending.tsx';
import type { Exits } from './play.ts';
import { Cap } from './spot.tsx';

type Item = { icon: IconName; action?: Action; words: string; act(): void };

export function Menu({ onClose, exits }: { onClose(): void; exits: Exits }) {
  const play = usePlay();
  const { keyboard } = useServices();
  const { text, session } = play;
  const dialog = useRef<HTMLDialogElement>(null);
  const wasRunning = useRef(false);
  /** Who had the focus. The stage behind cannot have it while the menu is open, so that the browser cannot give it back. */
  const before = useRef(document.activeElement);
  // Whoever leaves by another way than closing finds the run standing.
  const close = (): void => dialog.current?.close();
  const items: readonly Item[] = [
    { icon: 'play', words: text.t('play.button.resume'), act: close },
    {
      icon: 'again',
      action: 'restart',
      words: text.t('play.button.restart'),
      act() {
        restart(play);
        wasRunning.current = true;
        close();
      },
    },
    { icon: 'help', action: 'help', words: text.t('common.button.help'), act: exits.onHelp },
    { icon: 'guide', action: 'guide', words: text.t('common.button.guide'), act: () => exits.onGuide(null) },
    { icon: 'settings', action: 'settings', words: text.t('common.button.settings'), act: exits.onSettings },
    { icon: 'flag', words: text.t('play.button.leave'), act: exits.onLeave },
  ];
  const shown = useRef(items);
  shown.current = items;
  useEffect(() => {
    wasRunning.current = !session.paused;
    session.pause();
    play.look(performance.now(), true);
    dialog.current?.showModal();
    /** the keys that stand on its rows, wherever the focus is */
    const onKey = (event: KeyboardEvent): void => {
      const among = shown.current.flatMap(({ action }) => action ?? []);
      const action = actionOf(event, play.settings.settings.peek().keys, among);
      if (action === null) return;
      event.preventDefault();
      if (keyboard.begins(event)) shown.current.find((item) => item.action === action)?.act();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [play, session, keyboard]);
  const onClosed = (): void => {
    if (wasRunning.current && session.outcome() === null) session.play();
    play.look(performance.now(), true);
    onClose();
    const from = before.current;
    requestAnimationFrame(() => {
      if (from instanceof HTMLElement && from.isConnected) from.focus({ preventScroll: true });
    });
  };
  return (
    <dialog ref={dialog} class="menu" aria-labelledby="menu-heading" onClose={onClosed}>
      <h2 id="menu-heading">{text.t('play.menu')}</h2>
      <ul>
        {items.map(({ icon, action, words, act }) => (
          <li key={words}>
            <button type="button" class="button" onClick={act}>
              <Icon name={icon} />
              <span>{words}</span>
              {action === undefined ? null : <Cap action={action} />}
            </button>
          </li>
        ))}
      </ul>
      <p class="note">{text.t(session.opened ? 'opened.left' : 'play.leave.kept')}</p>
    </dialog>
  );
}
