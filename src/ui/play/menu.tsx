/** The menu: everything that leaves the run or starts it again. The run stands while it is open. */

import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { Icon, type IconName } from '../parts/icon.tsx';
import type { Action } from '../settings/keys.ts';
import { usePlay } from './context.ts';
import { restart } from './ending.tsx';
import type { Exits } from './play.ts';
import { Cap } from './spot.tsx';

type ItemProps = { icon: IconName; action?: Action; children: ComponentChildren; onClick(): void };

function Item({ icon, action, children, onClick }: ItemProps) {
  return (
    <li>
      <button type="button" class="button" onClick={onClick}>
        <Icon name={icon} />
        <span>{children}</span>
        {action === undefined ? null : <Cap action={action} />}
      </button>
    </li>
  );
}

export function Menu({ onClose, exits }: { onClose(): void; exits: Exits }) {
  const play = usePlay();
  const { text, session } = play;
  const dialog = useRef<HTMLDialogElement>(null);
  const wasRunning = useRef(false);
  useEffect(() => {
    wasRunning.current = !session.paused;
    session.pause();
    play.look(performance.now(), true);
    dialog.current?.showModal();
  }, [play, session]);
  // Closing hands the focus back; whoever leaves by another way finds the run standing.
  const close = (): void => dialog.current?.close();
  const onClosed = (): void => {
    if (wasRunning.current && session.outcome() === null) session.play();
    play.look(performance.now(), true);
    onClose();
  };
  return (
    <dialog ref={dialog} class="menu" aria-labelledby="menu-heading" onClose={onClosed}>
      <h2 id="menu-heading">{text.t('play.menu')}</h2>
      <ul>
        <Item icon="play" onClick={close}>
          {text.t('play.button.resume')}
        </Item>
        <Item
          icon="again"
          action="restart"
          onClick={() => {
            restart(play);
            wasRunning.current = true;
            close();
          }}
        >
          {text.t('play.button.restart')}
        </Item>
        <Item icon="help" action="help" onClick={exits.onHelp}>
          {text.t('common.button.help')}
        </Item>
        <Item icon="guide" action="guide" onClick={() => exits.onGuide(null)}>
          {text.t('common.button.guide')}
        </Item>
        <Item icon="settings" action="settings" onClick={exits.onSettings}>
          {text.t('common.button.settings')}
        </Item>
        <Item icon="flag" onClick={exits.onLeave}>
          {text.t('play.button.leave')}
        </Item>
      </ul>
      <p class="note">{text.t(session.opened ? 'opened.left' : 'play.leave.kept')}</p>
    </dialog>
  );
}
