/** Fair scheduling's virtual time, where somebody runs and nobody waits. */
import { expect, test } from 'vitest';
import { advance, type World } from '../../../src/sim/index.ts';
import { cpu, house, limit, MS, tenant } from './house.ts';

/** Milliseconds of pCPU that each guest receives in the next `ms`. */
function receives(w: World, ms: number): number[] {
  const used = (): number[] => w.guests.map((_, g) => (cpu(w, g) * w.now) / MS);
  const before = used();
  advance(w, w.now + ms * MS);
  return used().map((all, g) => all - (before[g] ?? 0));
}

test('who had a pCPU to itself for long does not stand back for whoever comes', () => {
  const w = house([tenant('old'), tenant('new')], { pcpus: 1 });
  limit(w, 1, 'freeze', 1);
  advance(w, 500 * MS);
  limit(w, 1, 'freeze', 0);
  for (const share of receives(w, 20)) expect(share).toBeGreaterThan(8);
});

test('nor do two that had one each, when a third comes', () => {
  const w = house([tenant('heavy', { weight: 512 }), tenant('light'), tenant('new')], { pcpus: 2 });
  limit(w, 2, 'freeze', 1);
  advance(w, 500 * MS);
  limit(w, 2, 'freeze', 0);
  const [heavy = 0, ...others] = receives(w, 40);
  // of two pCPUs, by weight: a whole one, and a half each
  expect(heavy).toBeGreaterThan(35);
  for (const share of others) expect(share).toBeGreaterThan(16);
});
