/** The address map, and what is told of whoever reaches for it. */
import { NONE } from '../../../sim/types.ts';
import { useDerived, usePlay } from '../context.ts';
import { cyclesOfPlay, guestName } from '../doing.ts';
import { assertive } from '../narrate.ts';
import type { PlayPart } from '../play.ts';
import { Words } from '../spot.tsx';

/** seconds of play for which it is said */
const SAID = 9;

function AddressMap() {
  const { layout, text } = usePlay();
  const at = useDerived(() => layout.value.parts.addressMap).value;
  if (at === null) return null;
  return (
    <Words at={at.whole} kind="explained">
      <span data-tip={text.t('play.map.means')} />
    </Words>
  );
}

export const addressMap: PlayPart = {
  panels: [{ turn: 203, Shown: AddressMap }],
  advice(play, view, event) {
    if (event.type !== 'mapRefused') return null;
    const { guest, at } = event;
    const until = at + cyclesOfPlay(view, SAID);
    return {
      id: 'bounced',
      // below its tower is the map, which is to be seen now
      at: { kind: 'socket', pcpu: 0 },
      words: play.text.t('play.map.bounced', { guest: guestName(play, view, guest) }),
      stands: ({ now }) => now < until,
    };
  },
  narration: {
    mapRefused: (speaker, view, { guest }) =>
      assertive(speaker.text.t('event.mapRefused', { guest: guestName(speaker, view, guest) })),
  },
  watches({ parts }, mix) {
    for (const at of parts.addressMap?.at ?? []) mix(at === NONE);
  },
};
