import { expect, test } from 'vitest';
import { layout } from '../../../src/session/layout.ts';
import { createSeats } from '../../../src/ui/play/seats.ts';
import { guest as made } from '../../playfield/builders.ts';
import { containers } from './views.ts';

const view = containers();
const residents = view.guests.filter(({ role }) => role !== 'applicant');
const first = residents.length;

/** The residents, and applicants of whom those with these numbers are in. */
const tenants = (...inside: number[]) => [
  ...residents.map((guest, index) => ({ ...guest, index })),
  ...Array.from({ length: 8 }, (_, n) => {
    const here = inside.includes(n);
    return made(first + n, `tenant${n}`, { role: 'applicant', present: here, stage: here ? 'up' : 'off' });
  }),
];

const seatsIn = () => {
  const seatsOf = createSeats();
  return (...inside: number[]) => {
    const guests = tenants(...inside);
    const seats = seatsOf(guests, layout({ ...view, guests }).towers);
    return inside.map((n) => seats.get(first + n));
  };
};

test('a tenant keeps its key as long as it lives, whoever else comes and goes', () => {
  const seats = seatsIn();
  const [own] = seats(0);
  expect(seats(0, 1, 2, 3)[0]).toBe(own);
  const [second, third] = seats(1, 3);
  expect(seats(1, 3, 4, 5, 6).slice(0, 2)).toEqual([second, third]);
  expect(seats(3)).toEqual([third]);
});

test('no two have the same key, and a key that is free again is given again', () => {
  const seats = seatsIn();
  const all = seats(0, 1, 2);
  expect(new Set(all).size).toBe(3);
  seats(1, 2);
  expect(seats(1, 2, 3)[2]).toBe(all[0]);
});

test('who finds no key has none, and nobody loses one to it', () => {
  const seats = seatsIn();
  const many = seats(0, 1, 2, 3, 4, 5, 6, 7);
  const given = many.filter((seat) => seat !== undefined);
  expect(new Set(given).size).toBe(given.length);
  expect(Math.max(...given)).toBeLessThan(10);
});
