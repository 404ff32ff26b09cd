/**
 * Which key is whose: its own where guests may be moved, else that of the place where it stands. Towers keep their places for
 * as long as their guests live, so nobody's key changes when others come and go.
 */
import type { Layout } from '../../session/layout.ts';
import type { View } from '../../session/view-model.ts';
import type { Int } from '../../sim/index.ts';
import { NONE } from '../../sim/types.ts';
import { ACTIONS } from '../settings/keys.ts';

/** Guests with a key of their own; further ones are reached by the arrows. */
export const SEATS = ACTIONS.filter((action) => action.startsWith('guest.')).length;

/** By guest index, the number of its key from 0. */
export function seatsOf({ towers }: Pick<Layout, 'towers'>, guests: View['guests']): ReadonlyMap<Int, Int> {
  const owned = guests.some(({ key }) => key !== NONE);
  return new Map(
    towers.flatMap((tower, guest): [Int, Int][] => {
      const seat = owned ? (guests[guest]?.key ?? NONE) : (tower?.seat ?? NONE);
      return tower != null && seat >= 0 && seat < SEATS ? [[guest, seat]] : [];
    }),
  );
}
