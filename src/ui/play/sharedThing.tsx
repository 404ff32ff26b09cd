/** A thing that the containers of one kernel share, as a card: how it is, and who has how much of it. */
import type { Layout, SharedPanel } from '../../session/layout.ts';
import { supplyOf } from '../../session/parts/sharedKernel.ts';
import type { GuestView, View } from '../../session/view-model.ts';
import type { Bp, SharedPart } from '../../sim/index.ts';
import { useDerived, usePlay, useView } from './context.ts';
import { guestName } from './doing.ts';
import type { Inspection, Play } from './play.ts';
import { Spot, Words } from './spot.tsx';
import type { Target } from './target.ts';

type Props = {
  target: Target;
  title: string;
  placeIn(parts: Layout['parts']): SharedPanel | null;
  reading(view: View): string;
  which: SharedPart;
  /** what makes it short, and what helps */
  tip: string;
  /** what the rows beside it say */
  legend?: string;
};

export function SharedThing({ target, title, placeIn, reading, which, tip, legend }: Props) {
  const play = usePlay();
  const { text } = play;
  const place = useDerived(() => placeIn(play.layout.value.parts));
  const words = useView(reading);
  const supply = useView((view) => supplyOf(view, which));
  const at = place.value;
  if (at === null) return null;
  return (
    <>
      <Spot
        target={target}
        at={at.rect}
        tip={tip}
        name={(view) =>
          text.t('play.shared.name', {
            thing: title,
            supply: text.t(`play.shared.${supplyOf(view, which)}`),
            reading: reading(view),
          })
        }
      />
      <Words at={at.title} kind="card-title">
        {title}
        <span class={`supply ${supply.value}`}>{text.t(`play.shared.${supply.value}`)}</span>
      </Words>
      <Words at={at.reading} kind={supply.value === 'enough' ? 'reading good' : 'reading bad'}>
        {words}
        {legend === undefined ? null : <span class="legend">{legend}</span>}
      </Words>
    </>
  );
}

/** How many tenants are named. */
const NAMED = 3;

/** Who has most of it. */
export const usersOf = (play: Play, view: View, share: (guest: GuestView) => Bp): Inspection['facts'] =>
  view.guests
    .filter((guest) => guest.present && guest.stage === 'up')
    .map((guest) => ({ guest, share: share(guest) }))
    .sort((a, b) => b.share - a.share)
    .slice(0, NAMED)
    .map(({ guest, share }) => ({ label: guestName(play, view, guest.index), value: play.format.percent(share) }));
