/** The shared kernel's three things: run queue, page cache, locks. Each says how it is; which tenant is at it, is drawn. */
import { useComputed } from '@preact/signals';
import type { SharedPanel } from '../../session/layout.ts';
import { isTroubled } from '../../session/trouble.ts';
import type { View } from '../../session/view-model.ts';
import { usePlay, useView } from './context.ts';
import { kernelName } from './doing.ts';
import { Spot, Words } from './spot.tsx';
import type { Play } from './store.ts';
import { SHARED_THINGS, type SharedThing } from './target.ts';

function reading({ text, format }: Play, view: View, what: SharedThing): string {
  const { shared } = view;
  if (shared === null) return '';
  switch (what) {
    case 'runQueue': {
      const waiting = Math.round(shared.runQueue.mean / 10_000);
      return waiting === 0
        ? text.t('machine.shared.healthy')
        : text.t('machine.shared.runQueueWaits', { count: waiting });
    }
    case 'pageCache':
      return text.t('play.shared.pageCache', { rate: format.percent(shared.cache.missRate) });
    case 'kernelLocks':
      return text.t('play.shared.kernelLocks', { busy: format.percent(shared.locks.busy) });
  }
}

const PLACE: Readonly<Record<SharedThing, 'runQueue' | 'cache' | 'locks'>> = {
  runQueue: 'runQueue',
  pageCache: 'cache',
  kernelLocks: 'locks',
};

function Panel({ what, at }: { what: SharedThing; at: SharedPanel }) {
  const play = usePlay();
  const { text } = play;
  const words = useView((view) => reading(play, view, what));
  const bad = useView((view) => view.shared !== null && isTroubled(view.shared, PLACE[what]));
  const title = text.t(`machine.shared.${what}`);
  return (
    <li>
      <Spot
        target={{ kind: 'shared', what }}
        at={at.rect}
        name={(view) => text.t('play.shared.name', { thing: title, reading: reading(play, view, what) })}
      />
      <Words at={at.title} kind="card-title">
        {title}
      </Words>
      <Words at={at.reading} kind={bad.value ? 'reading bad' : 'reading good'}>
        {words}
      </Words>
    </li>
  );
}

export function SharedKernel() {
  const play = usePlay();
  const { text } = play;
  const place = useComputed(() => play.layout.value.shared);
  const id = useView((view) => view.shared?.kernel ?? '');
  const risky = useView((view) => (view.shared?.risky.length ?? 0) > 0);
  const at = place.value;
  if (at === null) return null;
  return (
    <section aria-label={text.t('play.band.sharedKernel')}>
      <Words at={at.title} kind="kernel-title">
        {kernelName(play, id.value)}
      </Words>
      <Words at={at.fate} kind={risky.value ? 'fate bad' : 'fate'}>
        {text.t('machine.shared.fate')}
      </Words>
      <ul>
        {SHARED_THINGS.map((what) => (
          <Panel key={what} what={what} at={at[PLACE[what]]} />
        ))}
      </ul>
    </section>
  );
}
