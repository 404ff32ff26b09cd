import { useEffect, useRef } from 'preact/hooks';
import type { Outcome } from '../../../session/contract.ts';
import { CopyField } from '../../parts/copyField.tsx';
import { Icon } from '../../parts/icon.tsx';
import { downloadText } from '../../parts/transfer.ts';
import { useText } from '../../shell/context.ts';
import { formatRoute } from '../../shell/route.ts';
import { useDebrief } from './context.ts';

/** Where the game is played, and the level with the same demand; a file has no address for others. */
function linkTo({ level, seed }: Outcome): string {
  const { origin, pathname } = window.location;
  const page = origin === 'null' ? '' : `${origin}${pathname}`;
  return `${page}${formatRoute({ screen: 'play', level, seed })}`;
}

/** The result as text, and the whole run as a file that anybody can replay. */
export function Share({ onClose }: { onClose(): void }) {
  const { text, format } = useText();
  const { outcome, loaded, opened } = useDebrief();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const before = document.activeElement;
    const element = dialog.current;
    element?.showModal();
    return () => {
      element?.close();
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);
  const result = text.t('debrief.share.text', {
    game: text.t('title.name'),
    number: loaded.level.file.number,
    title: loaded.words.say('title'),
    stars: text.t('common.starsOf', { stars: outcome.stars, all: 3 }),
    share: format.percent(outcome.usefulShare, 1),
    actions: text.t('debrief.actions', { count: outcome.actions }),
    link: linkTo(outcome),
    fingerprint: outcome.fingerprint,
  });
  const file = `ring-minus-one-${outcome.level}-${outcome.seed}.json`;
  return (
    <dialog
      ref={dialog}
      aria-labelledby="share-heading"
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
    >
      <div class="stack">
        <h2 id="share-heading">{text.t('debrief.button.share')}</h2>
        {!opened && <CopyField label={text.t('debrief.share.label')} value={result} rows={4} />}
        <p class="muted">{text.t('debrief.share.file')}</p>
        <div class="row">
          <button type="button" class="button" onClick={() => downloadText(file, JSON.stringify(outcome.run))}>
            <Icon name="download" />
            {text.t('debrief.share.download')}
          </button>
          <button type="button" class="button" onClick={onClose}>
            {text.t('common.button.close')}
          </button>
        </div>
      </div>
    </dialog>
  );
}
