/** The latch tray: requests that wait to be drained together. */
import { useComputed } from '@preact/signals';
import type { View } from '../../session/view-model.ts';
import { usePlay, useView } from './context.ts';
import { Cap, Spot, Words } from './spot.tsx';

export function Latch() {
  const play = usePlay();
  const { text } = play;
  const place = useComputed(() => play.layout.value.tray);
  const words = (view: View): string =>
    text.t('play.name.latch', { used: view.latch?.requests.length ?? 0, room: view.latch?.room ?? 0 });
  const drains = useView((view) => view.verbs.includes('drain') && (view.latch?.requests.length ?? 0) > 0);
  const label = useView((view) => text.t('play.latch.count', { n: view.latch?.requests.length ?? 0 }));
  const at = place.value;
  if (at === null) return null;
  return (
    <>
      <Spot target={{ kind: 'latch' }} at={at.rect} kind="tray" name={words} />
      <Words at={at.drain} kind={drains.value ? 'drain' : 'drain note'}>
        {drains.value ? (
          <>
            {text.t('play.button.drain')}
            <Cap action="drain" />
          </>
        ) : (
          label
        )}
      </Words>
    </>
  );
}
