/** What situations look for on the board. */
import { type Id, type Int, NONE } from '../sim/index.ts';
import type { Found } from './part.ts';
import type { Board, GuestView } from './view-base.ts';

/** Index of the guest with this id, NONE where none is named, or none is called so. */
export const guestNamed = ({ guests }: Pick<Board, 'guests'>, id: Id | undefined): Int =>
  id === undefined ? NONE : guests.findIndex((guest) => guest.id === id);

/** The first guest of which it is so. */
export function guestWho({ guests }: Pick<Board, 'guests'>, test: (guest: GuestView) => boolean): Found {
  const guest = guests.find(test);
  return guest === undefined ? null : { guest: guest.index };
}

/** The item of which there is most, null when there is none of any. */
export function mostOf<T>(items: readonly T[], amount: (item: T) => number): T | null {
  const [first] = [...items].sort((a, b) => amount(b) - amount(a));
  return first !== undefined && amount(first) > 0 ? first : null;
}
