/**
 * Which key is whose: a guest keeps its key for as long as it lives, wherever its tower moves when others come and go. Who
 * comes gets the key of its place if that is free, else the first that is nobody's and is kept for nobody who may still come.
 */
import type { Layout } from '../../session/layout.ts';
import type { GuestView } from '../../session/view-model.ts';
import type { Int } from '../../sim/index.ts';
import { ACTIONS } from '../settings/keys.ts';

/** Guests with a key of their own; further ones are reached by the arrows. */
const SEATS = ACTIONS.filter((action) => action.startsWith('guest.')).length;

type Standing = Pick<GuestView, 'index' | 'present' | 'stage' | 'role'>;

const isHere = ({ present, stage }: Standing): boolean => present && stage !== 'asking';

/** By guest index, the number of its key from 0. It remembers what it answered last. */
export function createSeats(): (
  guests: readonly Standing[],
  towers: Pick<Layout, 'towers'>['towers'],
) => ReadonlyMap<Int, Int> {
  let last: ReadonlyMap<Int, Int> = new Map();
  return (guests, towers) => {
    const here = guests.filter(isHere);
    const seats = new Map(here.flatMap(({ index }) => (last.has(index) ? [[index, last.get(index) ?? 0]] : [])));
    const kept = guests.filter((guest) => guest.role !== 'applicant' && !isHere(guest));
    const taken = new Set([...seats.values(), ...kept.flatMap(({ index }) => towers[index]?.seat ?? [])]);
    for (const { index } of here) {
      const own = towers[index]?.seat;
      if (own === undefined || seats.has(index)) continue;
      const seat = [own, ...Array.from({ length: SEATS }, (_, n) => n)].find((n) => n < SEATS && !taken.has(n));
      if (seat === undefined) continue;
      seats.set(index, seat);
      taken.add(seat);
    }
    last = seats;
    return seats;
  };
}
