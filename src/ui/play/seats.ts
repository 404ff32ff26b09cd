/**
 * Which key is whose: that of the place where it stands. Towers keep their places for as long as their guests live, so
 * nobody's key changes when others come and go.
 */
import type { Layout } from '../../session/layout.ts';
import type { Int } from '../../sim/index.ts';
import { ACTIONS } from '../settings/keys.ts';

/** Guests with a key of their own; further ones are reached by the arrows. */
const SEATS = ACTIONS.filter((action) => action.startsWith('guest.')).length;

/** By guest index, the number of its key from 0. */
export const seatsOf = ({ towers }: Pick<Layout, 'towers'>): ReadonlyMap<Int, Int> =>
  new Map(
    towers.flatMap((tower, guest): [Int, Int][] => (tower != null && tower.seat < SEATS ? [[guest, tower.seat]] : [])),
  );
