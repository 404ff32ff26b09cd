/** A guest's own wires: the sign on its card and the badge beside the wire for all turn one answer over, and back. */
import { describe, expect, test } from 'vitest';
import { exceptionPlace } from '../../../src/session/parts/exits.ts';
import type { View } from '../../../src/session/view-model.ts';
import type { Command } from '../../../src/sim/index.ts';
import { signWords } from '../../../src/ui/play/ownWires.tsx';
import { ALL_PLAY_PARTS } from '../../../src/ui/play/parts/index.ts';
import { press } from '../../../src/ui/play/selection.ts';
import { turnOver, wireByNumber } from '../../../src/ui/play/wires.tsx';
import { showing } from '../../playfield/builders.ts';
import { fakeSession } from './fakeSession.ts';
import { levelFile } from './levelFile.ts';
import { playOver } from './stage.ts';
import { trapAndEmulate } from './views.ts';

const REASON = 'ioWrite';
const latched = { reason: REASON, handler: 'latch', fired: 9, codeLines: 700 };
const own = { reason: REASON, guest: 3, handler: 'deviceModel' };

const wired = (): View => showing(trapAndEmulate(), { exits: { wires: [latched] } });
const excepted = (): View => showing(trapAndEmulate(), { exits: { wires: [latched], exceptions: [own] } });
const rule = { reason: REASON, guest: 'terminals', handler: 'deviceModel' };

describe('what turns a guest’s answer over', () => {
  test.each<[string, View, Command | null]>([
    ['is nothing while everybody is answered by hand', trapAndEmulate(), null],
    ['draws a wire of its own where one stands for all', wired(), { do: 'setRule', rule, on: true }],
    ['takes that wire away, which is the way back', excepted(), { do: 'setRule', rule, on: false }],
    ['is nothing where no wire can be drawn', { ...wired(), verbs: ['place'] }, null],
  ])('%s', (_, view, command) => {
    expect(turnOver(view, REASON, 3)).toEqual(command);
  });

  test.each(['rows', 'exception'] as const)('is done by one press of its %s, whatever was chosen before', (kind) => {
    const target = { kind, reason: REASON, guest: 3 } as const;
    const move = press(ALL_PLAY_PARTS, excepted(), { kind: 'guest', guest: 0 }, target, () => ({ ok: true }));
    expect(move).toMatchObject({ command: { do: 'setRule', rule, on: false } });
  });
});

describe('a digit, while a row is chosen,', () => {
  function given(view: View, index: number): readonly Command[] {
    const session = fakeSession({ view, level: levelFile(view) });
    const play = playOver(view, session);
    play.choose({ kind: 'wire', reason: REASON });
    expect(wireByNumber(play, index)).toBe(true);
    return session.given;
  }

  test('never cuts what stands for everybody', () => {
    // the cheaper one is the first, as where one is asked
    expect(given(wired(), 0)).toEqual([{ do: 'setRule', rule: { ...rule, guest: '*', handler: 'latch' }, on: true }]);
    expect(given(wired(), 1)).toEqual([
      { do: 'setRule', rule: { ...rule, guest: '*', handler: 'deviceModel' }, on: true },
    ]);
  });

  test('draws a guest’s own wire, and takes it away again', () => {
    const toTerminals = 2 + 3;
    expect(given(wired(), toTerminals)).toEqual([{ do: 'setRule', rule, on: true }]);
    expect(given(excepted(), toTerminals)).toEqual([{ do: 'setRule', rule, on: false }]);
  });
});

test('the panel of a row goes once everybody is answered, and stays while guests are', () => {
  const chosenAfter = (index: number) => {
    const play = playOver(wired(), fakeSession({ view: wired(), level: levelFile(wired()) }));
    play.choose({ kind: 'wire', reason: REASON });
    wireByNumber(play, index);
    return play.chosen.peek();
  };
  expect(chosenAfter(0)).toBeNull();
  expect(chosenAfter(2 + 3)).toEqual({ kind: 'wire', reason: REASON });
});

describe('the sign of a guest with a long name', () => {
  const sign = { reason: REASON, row: 5, answer: 'latch' };
  const play = playOver(wired(), fakeSession({ view: wired(), level: levelFile(wired()) }));
  /** design pixels beside “terminals” */
  const LONG = 84;

  test.each([
    ['says how they write, and how that is answered', sign, '×5 → latch', '×5 latch'],
    ['says how they write while nobody always answers', { ...sign, answer: '' }, 'writes ×5', '×5'],
  ])('%s', (_, signed, words, brief) => {
    const said = signWords(play, signed, LONG);
    expect(said).toMatchObject({ words, brief });
    expect(said.words.length * 5.8 + (said.shaped ? 22 : 0)).toBeLessThanOrEqual(LONG);
  });
});

test('badges of one row stand beside each other, right of it', () => {
  const row = { x: 100, y: 40, w: 60, h: 24 };
  const places = [0, 1, 2, 3].map((i) => exceptionPlace({ row }, i));
  for (const [i, { rect }] of places.entries()) {
    const before = places[i - 1]?.rect ?? row;
    expect(rect.x).toBeGreaterThanOrEqual(before.x + before.w);
    expect([rect.y, rect.h]).toEqual([row.y, row.h]);
  }
  expect(new Set(places.map(({ dy }) => dy)).size).toBe(places.length);
});
