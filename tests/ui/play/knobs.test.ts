/** Level 6's knobs on the keyboard: the number of a position turns a knob of the guest that is chosen. */
import { signal } from '@preact/signals';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { loadLevel } from '../../../src/levels/index.ts';
import { createSession } from '../../../src/session/index.ts';
import { knobs } from '../../../src/ui/play/parts/knobs.tsx';
import { type Down, onKey } from '../../../src/ui/play/shortcuts.ts';
import { press } from '../keys/events.ts';
import { playOver } from './stage.ts';

beforeEach(() => void vi.stubGlobal('document', { getElementById: () => null, activeElement: null }));
afterEach(() => void vi.unstubAllGlobals());

const level = await loadLevel('06-binary-translation');
if (!level.ok) throw new Error(level.code);

function begin() {
  if (!level.ok) throw new Error(level.code);
  const made = createSession(level.value.file, level.value, { seed: 1, tutorial: false });
  if (!made.ok) throw new Error(made.code);
  const session = made.value;
  session.play();
  for (let at = 0; at < 1500; at += 50) session.frame(at);
  const play = playOver(session.view(), session);
  const nothing = () => undefined;
  const exits = { onLeave: nothing, onHelp: nothing, onGuide: nothing, onSettings: nothing };
  const surface = { play, exits, back: signal(null), unfolded: signal(false), menu: signal(false) };
  const down = (digit: number, part: Partial<Down> = {}): boolean => {
    const key = String(digit) as '1';
    const taken = onKey(surface, {
      press: press(`Digit${key}`, key),
      begins: true,
      onControl: false,
      asked: 1000,
      ...part,
    });
    play.look(0, true);
    return taken;
  };
  const stands = () => session.view().parts.knobs?.map((knob) => knob.stands[1]);
  return { session, play, down, stands };
}

test('nobody is chosen: a number does nothing', () => {
  const { down, stands } = begin();
  down(4);
  expect(stands()).toEqual([4, 10, 1]);
});

test('the numbers of a chosen guest turn its knobs, one after the other, and let go of the guest', () => {
  const { play, down, stands } = begin();
  play.choose({ kind: 'guest', guest: 1 });
  expect(down(4)).toBe(true);
  expect(stands()).toEqual([12, 10, 1]);
  expect(play.chosen.value).toEqual({ kind: 'knobs', guest: 1 });
  down(6);
  down(8);
  expect(stands()).toEqual([12, 1, 0]);
});

test('more than is left is refused, and says so', () => {
  const { session, play, down, stands } = begin();
  session.command({ do: 'setKnob', knob: 'tc.room', guest: 0, value: 16 });
  play.look(0, true);
  play.choose({ kind: 'guest', guest: 1 });
  down(5);
  expect(stands()?.[0]).toBe(4);
  expect(play.notice.value?.words).toContain('8');
});

test('a turn is told to those who listen', () => {
  const { play, session } = begin();
  const told = knobs.narration?.knobTurned?.(play, session.view(), {
    type: 'knobTurned',
    at: 0,
    knob: 'tc.room',
    guest: 1,
    value: 8,
  });
  expect(told?.words).toBe('build: room, 8.');
});
