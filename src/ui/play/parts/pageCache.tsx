/** The page cache that containers share: how much of what they read is not in it. */
import type { View } from '../../../session/view-model.ts';
import { NONE } from '../../../sim/types.ts';
import { usePlay } from '../context.ts';
import { guestName } from '../doing.ts';
import type { Inspection, Play, PlayPart } from '../play.ts';
import { SharedThing, usersOf } from '../sharedThing.tsx';

declare module '../target.ts' {
  interface Targets {
    pageCache: object;
  }
}

const GUIDE = 'page-cache';

function reading({ text, format }: Play, { parts: { pageCache } }: View): string {
  return pageCache === null ? '' : text.t('play.shared.pageCache', { rate: format.percent(pageCache.missRate) });
}

function Card() {
  const play = usePlay();
  return (
    <SharedThing
      target={{ kind: 'pageCache' }}
      title={play.text.t('machine.shared.pageCache')}
      tip={play.text.t('play.tip.shared.pageCache')}
      legend={play.text.t('play.shared.missesEach')}
      placeIn={(parts) => parts.pageCache}
      reading={(view) => reading(play, view)}
      which="cache"
    />
  );
}

/** Who misses, and by whose doing. */
const missers = (play: Play, { guests, parts }: View): Inspection['facts'] =>
  guests.flatMap(({ index, share }) => {
    const by = parts.pageCache?.by[index] ?? NONE;
    if (by === NONE) return [];
    const args = { rate: play.format.percent(share.missing), guest: guestName(play, { guests }, by) };
    const label = play.text.t('play.inspect.misses', { guest: guestName(play, { guests }, index) });
    return [{ label, value: play.text.t(by === index ? 'play.inspect.ownMisses' : 'play.inspect.pushed', args) }];
  });

function inspect(play: Play, view: View): Inspection | null {
  const { pageCache } = view.parts;
  if (pageCache === null) return null;
  const { text, format } = play;
  return {
    title: text.t('machine.shared.pageCache'),
    what: text.t('play.inspect.pageCache', { rate: format.percent(pageCache.missRate) }),
    facts: [...usersOf(play, view, ({ share }) => share.cache), ...missers(play, view)],
    prices: [],
    guide: GUIDE,
  };
}

export const pageCache: PlayPart = {
  panels: [{ turn: 131, Shown: Card }],
  targets: { pageCache: { inspect, guides: [GUIDE] } },
  points: ({ shared }, layout) => (shared === 'cache' ? (layout.parts.pageCache?.rect ?? null) : null),
};
