import { expect, test } from 'vitest';
import type { Verdict } from '../../../src/sim/index.ts';
import { refusedBySockets } from '../../../src/ui/play/refusals.ts';

const yes: Verdict = { ok: true };
const no = (code: string, args = {}): Verdict => ({ ok: false, code, args });
const lit = (rows: Record<string, Verdict>) => new Map(Object.entries(rows));

test('what every socket refuses for one reason is said once, at what was chosen', () => {
  const placed = { 'socket-0': no('alreadyPlaced'), 'socket-1': no('alreadyPlaced') };
  expect(refusedBySockets(lit(placed))).toMatchObject({ code: 'alreadyPlaced' });
  expect(refusedBySockets(lit({ ...placed, 'deck-1': yes }))).toMatchObject({ code: 'alreadyPlaced' });
});

test('where sockets differ, or one takes it, each says its own', () => {
  expect(refusedBySockets(lit({ 'socket-0': no('alreadyPlaced'), 'socket-1': no('otherMachine') }))).toBeNull();
  expect(refusedBySockets(lit({ 'socket-0': no('holds', { n: 1 }), 'socket-1': no('holds', { n: 2 }) }))).toBeNull();
  expect(refusedBySockets(lit({ 'socket-0': no('alreadyPlaced'), 'socket-1': yes }))).toBeNull();
  expect(refusedBySockets(lit({ 'deck-0': no('alreadyOnDeck') }))).toBeNull();
});
