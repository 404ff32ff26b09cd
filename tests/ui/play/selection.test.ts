import { describe, expect, test } from 'vitest';
import type { View } from '../../../src/session/view-model.ts';
import { type Command, NONE } from '../../../src/sim/index.ts';
import { offered, taskOf } from '../../../src/ui/play/offers.ts';
import { ALL_PLAY_PARTS as PARTS } from '../../../src/ui/play/parts/index.ts';
import { completions, press } from '../../../src/ui/play/selection.ts';
import { keyOf, type Target } from '../../../src/ui/play/target.ts';
import { canFor } from './fakeSession.ts';
import { containers, guest, hostAndGuest, trapAndEmulate, vcpu } from './views.ts';

const ledger: Target = { kind: 'guest', guest: 0 };
const terminals: Target = { kind: 'guest', guest: 1 };
const press3: Target = { kind: 'guest', guest: 3 };
const socket = (pcpu: number): Target => ({ kind: 'socket', pcpu });
const deck = (pcpu: number): Target => ({ kind: 'deck', pcpu });

const pressed = (view: View, chosen: Target | null, target: Target) =>
  press(
    PARTS,
    view,
    chosen,
    target,
    canFor(() => view),
  );

describe('both orders end in the same command', () => {
  const view = hostAndGuest();
  const rows: [string, Target, Target, Command][] = [
    ['guest, then socket', press3, socket(1), { do: 'place', task: 3, pcpu: 1 }],
    ['socket, then guest', socket(1), press3, { do: 'place', task: 3, pcpu: 1 }],
    ['guest, then the slot on deck', press3, deck(1), { do: 'deck', task: 3, pcpu: 1 }],
    ['the slot on deck, then guest', deck(1), press3, { do: 'deck', task: 3, pcpu: 1 }],
  ];
  test.each(rows)('%s', (_, first, second, command) => {
    const chosen = pressed(view, null, first).chosen;
    expect(chosen).toEqual(first);
    expect(pressed(view, chosen, second)).toEqual({ chosen: null, command, refused: null });
  });
});

test('an occupied socket takes a guest as a swap, its slot on deck as the next one', () => {
  const view = hostAndGuest();
  expect(pressed(view, press3, socket(0)).command).toEqual({ do: 'place', task: 3, pcpu: 0 });
  expect(pressed(view, press3, deck(1)).command).toEqual({ do: 'deck', task: 3, pcpu: 1 });
});

test('what was chosen is let go by a second press, and replaced by another guest', () => {
  const view = hostAndGuest();
  expect(pressed(view, ledger, ledger)).toEqual({ chosen: null, command: null, refused: null });
  expect(pressed(view, ledger, press3).chosen).toEqual(press3);
  expect(pressed(view, socket(0), socket(1)).chosen).toEqual(socket(1));
});

test('a refused command keeps the choice and says its code', () => {
  const view = hostAndGuest();
  const move = pressed(view, terminals, socket(0));
  expect(move).toEqual({ chosen: terminals, command: null, refused: { ok: false, code: 'blocked', args: {} } });
});

test('a filled slot on deck is cleared by a second press, an empty one let go', () => {
  const view = hostAndGuest();
  expect(pressed(view, deck(0), deck(0)).command).toEqual({ do: 'deck', pcpu: 0, task: NONE });
  expect(pressed(view, deck(1), deck(1))).toEqual({ chosen: null, command: null, refused: null });
});

test('the latch is picked up like a guest and drained on a socket', () => {
  const view = trapAndEmulate();
  expect(pressed(view, { kind: 'latch' }, socket(0)).command).toEqual({ do: 'drain', pcpu: 0 });
  expect(pressed(view, socket(0), { kind: 'latch' }).command).toEqual({ do: 'drain', pcpu: 0 });
});

test('a pending interrupt is injected at once and the choice stays', () => {
  const view = trapAndEmulate();
  const move = pressed(view, ledger, { kind: 'interrupt', guest: 3, line: 'console' });
  expect(move).toEqual({ chosen: ledger, command: { do: 'inject', guest: 3, line: 'console' }, refused: null });
});

test('without the verb, pressing only chooses', () => {
  const view = containers();
  expect(pressed(view, ledger, socket(0))).toEqual({ chosen: socket(0), command: null, refused: null });
  expect(
    completions(
      PARTS,
      view,
      ledger,
      canFor(() => view),
    ),
  ).toEqual([]);
});

test('every place that completes the choice is lit or says why not', () => {
  const view = hostAndGuest();
  const found = completions(
    PARTS,
    view,
    press3,
    canFor(() => view),
  ).map(({ target, verdict }) => [keyOf(target), verdict.ok]);
  expect(found).toEqual([
    ['socket-0', true],
    ['deck-0', false],
    ['socket-1', true],
    ['deck-1', true],
  ]);
});

test('a guest with several vCPUs offers the one that has been ready longest and is next nowhere', () => {
  const chips = [
    vcpu(0, { task: 10, state: 'running' }),
    vcpu(0, { task: 11, since: 50 }),
    vcpu(0, { task: 12, since: 20, deckOf: 1 }),
    vcpu(0, { task: 13, since: 30 }),
  ];
  expect(offered(guest(0, 'big', { vcpus: chips }))?.task).toBe(13);
  expect(offered(guest(0, 'big', { vcpus: chips.slice(0, 1) }))?.task).toBe(10);
  expect(taskOf({ ...hostAndGuest(), guests: [] }, ledger)).toBe(NONE);
});
