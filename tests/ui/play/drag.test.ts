import { describe, expect, test } from 'vitest';
import { carried, createDrag } from '../../../src/ui/play/drag.ts';
import type { Target } from '../../../src/ui/play/target.ts';
import { fakeSession } from './fakeSession.ts';
import { levelFile } from './levelFile.ts';
import { playOver } from './stage.ts';
import { hostAndGuest } from './views.ts';

const guest = (n: number): Target => ({ kind: 'guest', guest: n });
const socket = (pcpu: number): Target => ({ kind: 'socket', pcpu });
const HERE = { x: 100, y: 100 };
const THERE = { x: 300, y: 400 };

function stage() {
  const view = hostAndGuest();
  const session = fakeSession({ view, level: levelFile(view) });
  const play = playOver(view, session);
  const drag = createDrag(play);
  const carry = (from: Target, to: Target | null): boolean => {
    drag.down(HERE, from);
    drag.move({ x: 110, y: 108 }, from);
    drag.move(THERE, to);
    return drag.up(to);
  };
  return { session, play, drag, carry };
}

describe('dragging', () => {
  test.each([
    ['a guest to a socket', guest(3), socket(1), { do: 'place', task: 3, pcpu: 1 }],
    ['a guest to a place on deck', guest(3), { kind: 'deck', pcpu: 1 }, { do: 'deck', task: 3, pcpu: 1 }],
    ['a socket to a guest', socket(1), guest(3), { do: 'place', task: 3, pcpu: 1 }],
  ] as const)('%s does what two presses do', (_, from, to, command) => {
    const { session, play, carry } = stage();
    expect(carry(from, to)).toBe(true);
    expect(session.given).toEqual([command]);
    expect(play.chosen.value).toBeNull();
  });

  test('a vCPU home from its pCPU takes it off', () => {
    const { session, play, carry } = stage();
    const pcpu = play.view.value.pcpus.find(({ task }) => task >= 0);
    const own = play.view.value.guests.findIndex(({ vcpus }) => vcpus.some(({ task }) => task === pcpu?.task));
    carry(socket(pcpu?.index ?? -1), guest(own));
    expect(session.given).toEqual([{ do: 'preempt', pcpu: pcpu?.index }]);
  });

  test('carries its thing along, and lets go of it where nothing is', () => {
    const { session, play, drag } = stage();
    drag.down(HERE, guest(3));
    drag.move(THERE, null);
    expect(carried.value).toEqual({ ...THERE, target: guest(3) });
    expect(play.chosen.value).toEqual(guest(3));
    drag.up(null);
    expect([session.given, play.chosen.value, carried.value]).toEqual([[], null, null]);
  });

  test('says why where it may not go, and keeps nothing in hand', () => {
    const { session, play, carry } = stage();
    carry(guest(1), socket(0));
    expect(session.given).toEqual([]);
    expect(play.notice.value?.told).toBe(false);
    expect(play.chosen.value).toBeNull();
  });

  test('is none while the pointer hardly moves: the press counts', () => {
    const { play, drag } = stage();
    drag.down(HERE, guest(3));
    drag.move({ x: 104, y: 103 }, guest(3));
    expect([drag.up(guest(3)), play.chosen.value]).toEqual([false, null]);
  });
});
