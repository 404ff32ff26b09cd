/** Quiet strips at the foot of the screen: what the player should know, said once, and put away with one press. */

import { useSignal } from '@preact/signals';
import { useMemo } from 'preact/hooks';
import { plain } from '../../levels/result.ts';
import { Icon } from '../parts/icon.tsx';
import { downloadText } from '../parts/transfer.ts';
import { useText } from './context.ts';
import type { PictureNews } from './pictureHealth.ts';
import { useServices } from './services.ts';
import './banners.css';

const WORDS_OF = {
  none: 'error.webgl.none',
  failed: 'error.load.part',
  lost: 'error.webgl.lost',
  restored: 'error.webgl.restored',
} as const satisfies Readonly<Record<PictureNews, string>>;

export function Banners() {
  const { text } = useText();
  const { trouble, failure, picture, saves, save } = useServices();
  const dismissed = useSignal<ReadonlySet<string>>(new Set());
  const dismiss = (id: string) => {
    dismissed.value = new Set([...dismissed.value, id]);
  };
  // Asked again whenever the save has changed.
  const damaged = useMemo(() => saves.damaged(), [saves, save.value]);
  const broken = failure.value;
  const notes = [
    ...(broken === null
      ? []
      : [{ id: `failure ${broken.message}`, words: text.t('error.unexpected', { what: plain(broken.message) }) }]),
    ...(picture.value === null ? [] : [{ id: `picture ${picture.value}`, words: text.t(WORDS_OF[picture.value]) }]),
    ...(trouble.value === null ? [] : [{ id: trouble.value, words: text.t(`save.stored.${trouble.value}`) }]),
    ...damaged.map(({ key, text: kept }) => ({ id: key, words: text.t('save.stored.damaged'), kept })),
  ].filter(({ id }) => !dismissed.value.has(id));
  if (notes.length === 0) return null;
  return (
    <aside class="banners" aria-label={text.t('common.notices')}>
      {notes.map((note) => (
        <div key={note.id} class="banner" role="status">
          <Icon name="warning" />
          <p>{note.words}</p>
          {'kept' in note && (
            <button
              type="button"
              class="button"
              onClick={() => downloadText(`${note.id.replaceAll('/', '-')}.txt`, note.kept)}
            >
              {text.t('save.button.rescue')}
            </button>
          )}
          <button type="button" class="button" data-kind="quiet" onClick={() => dismiss(note.id)}>
            <Icon name="cross" />
            <span class="visually-hidden">{text.t('common.button.close')}</span>
          </button>
        </div>
      ))}
    </aside>
  );
}
