/** The bell: pressed, by hand or by its key, it rings for the first guest. */
import type { Command } from '../../../sim/index.ts';
import { useDerived, usePlay } from '../context.ts';
import { guestName } from '../doing.ts';
import { polite } from '../narrate.ts';
import type { PlayPart } from '../play.ts';
import { Spot } from '../spot.tsx';

declare module '../target.ts' {
  interface Targets {
    bell: object;
  }
}

function Bell() {
  const { layout, text } = usePlay();
  const place = useDerived(() => layout.value.parts.bell);
  if (place.value === null) return null;
  return (
    <Spot
      target={{ kind: 'bell' }}
      at={place.value}
      name={({ parts }) => text.t('play.name.bell', { n: parts.bell?.rings ?? 0 })}
    />
  );
}

const rings: Command = { do: 'ring', guest: 0 };

export const bell: PlayPart = {
  panels: [{ turn: 290, Shown: Bell }],
  targets: {
    bell: {
      inspect: ({ text }) => ({
        title: text.t('play.bell'),
        what: text.t('verb.ring.means'),
        facts: [],
        prices: [],
        guide: '',
      }),
      guides: [],
      rect: ({ parts }) => parts.bell,
    },
  },
  places: ({ parts }) => (parts.bell === null ? [] : [{ kind: 'bell' }]),
  acts: (_, pressed) => (pressed.kind === 'bell' ? rings : null),
  actions: { ring: ({ play }) => play.press({ kind: 'bell' }) },
  narration: {
    bellRang: (speaker, view, { guest }) =>
      polite(speaker.text.t('event.bellRang', { guest: guestName(speaker, view, guest) })),
  },
  watches: ({ parts }, mix) => mix(parts.bell?.rings ?? 0),
};
