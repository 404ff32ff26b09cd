import { expect, test } from 'vitest';
import { type Pad, type PadMemory, readPad } from '../../../src/ui/play/gamepad.ts';

const pad = (buttons: readonly number[], axes: readonly number[] = [0, 0]): Pad => ({
  buttons: Array.from({ length: 17 }, (_, index) => ({ pressed: buttons.includes(index) })),
  axes,
});

test('a button acts once, when it goes down', () => {
  const first = readPad({}, pad([0]), 0);
  expect(first.actions).toEqual(['activate']);
  expect(readPad(first.memory, pad([0]), 2000).actions).toEqual([]);
  expect(readPad(readPad(first.memory, pad([]), 2000).memory, pad([0]), 2010).actions).toEqual(['activate']);
});

test('a held direction repeats, later at first', () => {
  let memory: PadMemory = {};
  const times: number[] = [];
  for (let now = 0; now <= 1000; now += 20) {
    const read = readPad(memory, pad([15]), now);
    memory = read.memory;
    if (read.actions.length > 0) times.push(now);
  }
  expect(times).toEqual([0, 420, 580, 740, 900]);
});

test('the stick counts along its larger deflection', () => {
  expect(readPad({}, pad([], [0.9, 0.6]), 0).actions).toEqual(['right']);
  expect(readPad({}, pad([], [-0.2, -0.7]), 0).actions).toEqual(['up']);
  expect(readPad({}, pad([], [0.3, 0.3]), 0).actions).toEqual([]);
});

test('start pauses, shoulders change the speed, B goes back', () => {
  expect(readPad({}, pad([9, 4, 5, 1]), 0).actions).toEqual(['back', 'slower', 'faster', 'pause']);
});
