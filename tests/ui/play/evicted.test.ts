/** Whom the key turns out: one at a time, so that one button at most says so. */
import { expect, test } from 'vitest';
import type { Behind } from '../../../src/session/parts/walls.ts';
import type { View } from '../../../src/session/view-model.ts';
import { evicted } from '../../../src/ui/play/behind.ts';
import type { Play } from '../../../src/ui/play/play.ts';
import type { Target } from '../../../src/ui/play/target.ts';
import { containers } from './views.ts';

const tenant = (guest: number, part: Partial<Behind>): Behind => ({
  guest,
  mode: 'container',
  walls: ['kernel', 'monitor', 'host'],
  broken: 0,
  at: 0,
  until: 1000,
  trust: 'stranger',
  hostile: true,
  megabytes: 1,
  job: null,
  ...part,
});

function next(behind: readonly Behind[], chosen: Target | null = null): number | null {
  const view = containers();
  const guests = view.guests.map((one) => ({ ...one, role: 'applicant' as const }));
  const walls = { behind, card: null, memory: { left: 0, all: 0 }, out: null };
  const seen: View = { ...view, now: 10, guests, parts: { ...view.parts, walls } };
  return evicted({ view: { value: seen }, chosen: { value: chosen } } as Play);
}

test('is nobody while walls hold, or hold again', () => {
  expect(next([])).toBeNull();
  expect(next([tenant(1, {}), tenant(2, { broken: 1, until: 5 })])).toBeNull();
});

test('is whoever is nearest to the floor, of two the sooner one', () => {
  expect(next([tenant(0, { broken: 1 }), tenant(1, { broken: 2 }), tenant(2, { broken: 2, until: 900 })])).toBe(2);
});

test('is whoever is chosen before anybody else', () => {
  expect(next([tenant(0, { broken: 1 })], { kind: 'guest', guest: 2 })).toBe(2);
});
