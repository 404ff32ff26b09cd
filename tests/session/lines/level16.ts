import type { View } from '../../../src/session/index.ts';
import type { Command, Int } from '../../../src/sim/index.ts';
import type { Lines, Moment } from './reading.ts';

const SECOND = 36_000_000;

const asks = (view: View, guest: Int | undefined): boolean => view.guests[guest ?? -1]?.stage === 'asking';
const shaftOf = (view: View, guest: Int | undefined) => view.parts.walls?.behind.find((one) => one.guest === guest);

/** In time, behind as many walls as a stranger asks for, else as soon as can be; or not at all. */
export function letIn({ view }: Pick<Moment, 'view'>): Command | null {
  const card = view.parts.walls?.card;
  if (card == null) return null;
  const fit = card.ways.filter(
    ({ why, late, walls }) => why === null && !late && (card.trust === 'own' || walls.length > 1),
  );
  const deep = card.trust === 'stranger' ? 1 : 0;
  const [way] = [...fit].sort(
    (a, b) => deep * (b.walls.length - a.walls.length) || a.start + a.takes - b.start - b.takes,
  );
  if (way === undefined) return { do: 'refuse', guest: card.guest };
  const { machine, mode } = way;
  return { do: 'admit', guest: card.guest, mode, ...(machine === card.home ? {} : { machine }) };
}

/** What is told of strangers, and what is done about them: wherever there are walls. */
export const STRANGERS = {
  stranger: {
    claim: (view, { guest }) => asks(view, guest) && view.parts.walls?.card?.trust === 'stranger',
    act: letIn,
  },
  broken: {
    claim: (view, { guest }) => (shaftOf(view, guest)?.broken ?? 0) > 0,
    act({ view, about: { guest = -1 } }) {
      const { walls = [], broken = 0 } = shaftOf(view, guest) ?? {};
      return walls.length - broken === 1 ? { do: 'evict', guest } : null;
    },
  },
} as const satisfies Lines;

export const LEVEL_16: Lines = {
  door: { claim: (view, { guest }) => asks(view, guest), act: letIn },
  walls: { claim: (view) => (view.parts.walls?.behind.length ?? 0) > 0 },
  ...STRANGERS,
  full: {
    claim: (view) => {
      const { left = 0, all = 1 } = view.parts.walls?.memory ?? {};
      return (all - left) / all >= 0.35;
    },
  },
  rush: { claim: (view) => view.now >= 84 * SECOND },
};
