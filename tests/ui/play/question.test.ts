import { describe, expect, test } from 'vitest';
import type { Option } from '../../../src/session/view-model.ts';
import { activeQuestion, barOf, choicesFor, nextExit, openExits } from '../../../src/ui/play/question.ts';
import { fakeSession } from './fakeSession.ts';
import { levelFile } from './levelFile.ts';
import { held, hostAndGuest, trapAndEmulate } from './views.ts';

const option = (handler: string, cycles: number, refused?: string): Option => ({
  handler,
  verdict: refused === undefined ? { ok: true } : { ok: false, code: refused, args: {} },
  cycles,
  parts: [],
  effects: [],
  joins: 0,
});

/** Press is held on pCPU 1, ledger on pCPU 0 since earlier, solver parked since earliest. */
function three() {
  const view = trapAndEmulate();
  held(view, 0, 0, 'privileged', { at: view.now - 20_000 });
  held(view, 1, 0, 'fault', { at: view.now - 90_000, pcpu: -1 });
  held(view, 0, 0, 'privileged', { at: view.now - 20_000 });
  const { exits } = view.parts;
  if (exits !== null)
    exits.open = exits.open.filter((exit, index, all) => all.findLastIndex(({ task }) => task === exit.task) === index);
  return view;
}

test('exits that hold up a pCPU come first, the oldest first', () => {
  expect(openExits(three()).map(({ task }) => task)).toEqual([0, 2, 1]);
});

test('a decided exit is no question', () => {
  const view = trapAndEmulate();
  for (const exit of view.parts.exits?.open ?? []) exit.waiting = false;
  expect(activeQuestion(view, null)).toBeNull();
});

describe('the question on the screen', () => {
  test('is the oldest held exit', () => {
    expect(activeQuestion(three(), null)?.exit.task).toBe(0);
  });
  test('or the chosen one, even if it is parked', () => {
    expect(activeQuestion(three(), { kind: 'exit', task: 1 })?.exit.task).toBe(1);
  });

  test('is put aside while a wire is in hand', () => {
    expect(activeQuestion(three(), { kind: 'wire', reason: 'privileged' })).toBeNull();
  });
  test('never a parked one by itself', () => {
    const view = hostAndGuest();
    held(view, 1, 1, 'fault', { pcpu: -1 });
    expect(activeQuestion(view, null)).toBeNull();
  });
});

test('the next exit goes round', () => {
  const view = three();
  expect(nextExit(view, null)).toEqual({ kind: 'exit', task: 0 });
  expect(nextExit(view, { kind: 'exit', task: 0 })).toEqual({ kind: 'exit', task: 2 });
  expect(nextExit(view, { kind: 'exit', task: 1 })).toEqual({ kind: 'exit', task: 0 });
  expect(nextExit(hostAndGuest(), null)).toBeNull();
});

describe('the answers', () => {
  const view = trapAndEmulate();
  const options = [option('latch', 300), option('deviceModel', 6732), option('reflect', 0, 'guestDidNothingWrong')];
  const session = fakeSession({ view, level: levelFile(view), options });
  const question = activeQuestion(view, null);
  if (question === null) throw new Error('level 4 asks nothing');
  const choices = choicesFor(session, view, question);

  test('are numbered by price, then parking, then what is not legal', () => {
    expect(choices.map(({ id, cycles }) => [id, cycles])).toEqual([
      ['latch', 300],
      ['deviceModel', 6732],
      ['park', 1848],
      ['reflect', 0],
    ]);
  });
  test('show few that are not legal: first those that teach, then one that merely does other work', () => {
    const many = fakeSession({
      view,
      level: levelFile(view),
      options: [
        option('emulator', 1223),
        option('a', 0, 'handlerNotForReason'),
        option('b', 0, 'handlerNotForReason'),
        option('c', 0, 'guestDidNothingWrong'),
      ],
    });
    expect(choicesFor(many, view, question).map(({ id }) => id)).toEqual(['emulator', 'park', 'c', 'a']);
  });
  test('name one box once: of two that fill one latch, only the one that may', () => {
    const twins = trapAndEmulate();
    const box = { id: 'hold', handlers: ['latch', 'hold'], wired: 0, byHand: 0, share: 0 };
    if (twins.parts.exits !== null) twins.parts.exits.boxes = [box];
    const both = fakeSession({
      view: twins,
      level: levelFile(twins),
      options: [option('hold', 100), option('deviceModel', 6732), option('latch', 0, 'readerWaits')],
    });
    expect(choicesFor(both, twins, question).map(({ id }) => id)).toEqual(['hold', 'deviceModel', 'park']);
  });
  test('keep their numbers while one of them is closed', () => {
    const full = fakeSession({
      view,
      level: levelFile(view),
      options: [option('deviceModel', 6732), option('latch', 300, 'queueFull')],
    });
    expect(choicesFor(full, view, question).map(({ id }) => id)).toEqual(['latch', 'deviceModel', 'park']);
  });
  test('say what they cost others, and nothing of who asks or of what time alone brings', () => {
    const asker = question.exit.guest;
    const effects = [
      { guest: asker, points: -2 },
      { guest: asker + 1, points: 1 },
      { guest: asker - 1, points: -1 },
    ];
    const costly = fakeSession({ view, level: levelFile(view), options: [{ ...option('latch', 300), effects }] });
    expect(choicesFor(costly, view, question)[0]?.effects).toEqual([{ guest: asker - 1, points: -1 }]);
  });
  test('carry the command that gives them', () => {
    expect(choices[0]?.command).toEqual({ do: 'route', task: 2, exit: 3, handler: 'latch' });
    expect(choices[2]?.command).toEqual({ do: 'park', pcpu: 1 });
  });
  test('have bars beside the dearest legal one', () => {
    expect(choices.slice(0, 3).map((choice) => barOf(choice, choices))).toEqual([300 / 6732, 1, 1848 / 6732]);
  });
  test('leave parking out where nothing is held up', () => {
    const parked = { exit: { ...question.exit, pcpu: -1 } };
    expect(choicesFor(session, view, parked).map(({ id }) => id)).toEqual(['latch', 'deviceModel', 'reflect']);
  });
});
