import type { View } from '../../../src/session/index.ts';
import type { Command, Id } from '../../../src/sim/index.ts';
import type { Lines, Moment } from './reading.ts';

const cards = (view: View) => view.parts.cards?.cards ?? [];

/** The card outside of which most is asked. */
const hottest = (view: View) =>
  cards(view)
    .filter(({ inside }) => !inside)
    .sort((a, b) => b.rate - a.rate)[0];

function moveIn({ view }: Moment): Command | null {
  const hot = hottest(view);
  if (hot === undefined) return null;
  return { do: 'house', card: hot.id, inside: true, instead: hot.instead ?? [] };
}

/** Of a guest, how many packets it sends in a row, where its card's model stands in the monitor. */
function rowOf(view: View, guest: number | undefined): number {
  const { card, row } = view.parts.cards?.talks[guest ?? -1] ?? { card: -1, row: 0 };
  return cards(view)[card]?.inside === true ? row : 0;
}

const sends =
  (value: number) =>
  ({ about }: Moment): Command => ({ do: 'setKnob', knob: 'card.combine', guest: about.guest ?? -1, value });

const isIn = (view: View, id: Id): boolean => cards(view).some((card) => card.id === id && card.inside);

export const LEVEL_07: Lines = {
  knock: { claim: (view, { guest }) => (view.parts.cards?.volleys[guest ?? -1]?.of ?? 0) >= 3 },
  volley: { claim: (view) => view.parts.cards?.volleys.some((volley) => volley !== null && volley.of >= 12) ?? false },
  where: { claim: (view) => (hottest(view)?.rate ?? 0) > 0, act: moveIn },
  inside: { claim: (view) => isIn(view, 'nic') },
  rows: { claim: (view, { guest }) => rowOf(view, guest) >= 3, act: sends(2) },
  single: { claim: (view, { guest }) => rowOf(view, guest) === 1, act: sends(1) },
  turns: {
    claim: (view, { guest }) => {
      const { card, next } = view.parts.cards?.talks[guest ?? -1] ?? { card: -1, next: -1 };
      return next >= 0 && card !== next;
    },
  },
  room: { claim: (view) => (hottest(view)?.rate ?? 0) > 0, act: moveIn },
  rush: { claim: ({ status }) => status === 'running' },
};
