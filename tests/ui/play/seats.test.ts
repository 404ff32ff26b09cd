import { expect, test } from 'vitest';
import { layout } from '../../../src/session/layout.ts';
import { NONE } from '../../../src/sim/types.ts';
import { seatsOf } from '../../../src/ui/play/seats.ts';
import { guest as made } from '../../playfield/builders.ts';
import { containers } from './views.ts';

const view = containers();
const residents = view.guests.filter(({ role }) => role !== 'applicant');
const first = residents.length;

/** The residents, and newcomers, each at its lot; NONE is not in. */
const seatsIn = (...lots: number[]) => {
  const guests = [
    ...residents.map((guest, index) => ({ ...guest, index })),
    ...lots.map((lot, n) => {
      const here = lot !== NONE;
      return made(first + n, `tenant${n}`, { role: 'applicant', present: here, stage: here ? 'up' : 'off', lot });
    }),
  ];
  return seatsOf(layout({ ...view, guests }), guests);
};

test('a key is that of the place, in the order of the places', () => {
  const seats = seatsIn(2, 0, NONE, 1);
  expect(residents.map((_, g) => seats.get(g))).toEqual(residents.map((_, g) => g));
  expect([0, 1, 2, 3].map((n) => seats.get(first + n))).toEqual([first + 2, first, undefined, first + 1]);
});

test('a dozen have keys of their own, and whoever finds none has none', () => {
  const seats = seatsIn(...Array.from({ length: 13 - first }, (_, n) => n));
  expect(new Set(seats.values()).size).toBe(seats.size);
  expect([...seats.keys()]).toEqual(Array.from({ length: 12 }, (_, n) => n));
});
