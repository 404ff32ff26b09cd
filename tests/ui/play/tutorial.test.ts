import { expect, test } from 'vitest';
import type { About } from '../../../src/session/contract.ts';
import { layout } from '../../../src/session/layout.ts';
import type { View } from '../../../src/session/view-model.ts';
import { ALL_PLAY_PARTS as PARTS } from '../../../src/ui/play/parts/index.ts';
import { captionLook, pointedAt, wordsOf } from '../../../src/ui/play/tutorial.tsx';
import { fakeSession } from './fakeSession.ts';
import { levelFile } from './levelFile.ts';
import { playOver } from './stage.ts';
import { containers, hostAndGuest, hypercalls, trapAndEmulate } from './views.ts';

const at = (view: View, about: About, chosen: Parameters<typeof pointedAt>[4] = null) =>
  pointedAt(PARTS, layout(view), view, about, chosen);

test('a guest is pointed at until it is in hand, then its place', () => {
  const view = hostAndGuest();
  const { towers, sockets } = layout(view);
  const inHand = { kind: 'guest', guest: 2 } as const;
  expect(at(view, { guest: 2, pcpu: 1 })).toEqual([towers[2]?.rect]);
  expect(at(view, { guest: 2, pcpu: 1 }, inHand)).toEqual([sockets[1]?.rect]);
  expect(at(view, { guest: 2, pcpu: 1, deck: true }, inHand)).toEqual([sockets[1]?.deck]);
  expect(at(view, { pcpu: 1 })).toEqual([sockets[1]?.rect]);
  expect(at(view, {})).toEqual([]);
});

test('a wire is pointed at until it is chosen, then those who could answer it', () => {
  const view = trapAndEmulate();
  if (view.parts.exits)
    view.parts.exits.boxes = ['a', 'b'].map((id) => ({ id, handlers: [id], wired: 0, byHand: 0, share: 0 }));
  const { parts } = layout(view);
  const [first, last] = (parts.exits?.boxes ?? []).map(({ rect }) => rect);
  if (first === undefined || last === undefined) throw new Error('no boxes');
  const [reason = ''] = view.parts.exits?.reasons ?? [];
  expect(at(view, { wire: reason })).toEqual([parts.exits?.rows[0]?.row]);
  expect(at(view, { wire: reason }, { kind: 'wire', reason })).toEqual([{ ...first, h: last.y + last.h - first.y }]);
  expect(at(view, { latch: true })).toEqual([parts.latch?.rect]);
});

test('a kernel is pointed at, or a part of its port', () => {
  const view = hypercalls();
  const { porting } = layout(view).parts;
  const { id: kernel = '', parts = [] } = view.parts.porting?.kernels[0] ?? {};
  expect(at(view, { kernel })).toEqual([porting?.cards[0]?.rect]);
  expect(at(view, { kernel, call: parts[1]?.call ?? '' })).toEqual([porting?.cards[0]?.parts[1]]);
});

test('what is short is pointed at together with who uses it up, and then the limits', () => {
  const view = containers();
  const { towers, parts } = layout(view);
  expect(at(view, { shared: 'cache', guest: 1 })).toEqual([parts.pageCache?.rect, towers[1]?.rect]);
  // the limits stand down to the foot of the picture
  expect(at(view, { shared: 'cache', guest: 1 }, { kind: 'guest', guest: 1 })).toEqual([parts.limits?.full]);
  expect(at(view, { door: true, guest: 6 })).toEqual([parts.admission]);
});

test('the line names what it is about', () => {
  const view = hostAndGuest();
  const play = playOver(view, fakeSession({ view, level: levelFile(view) }));
  const guest = view.guests[0]?.id ?? '';
  expect(wordsOf(play, view, { is: 'free', id: 'free', about: { guest: 0, pcpu: 1 } })).toBe(
    `pCPU 1 is free. Put ${guest} there.`,
  );
});

test('words in a prompt that is too low for two lines rise above it, over nothing that stands below', () => {
  const prompt = (h: number, w = 400, two = false) => captionLook({ x: 0, y: 0, w, h }, two);
  expect([prompt(40), prompt(64), prompt(130)]).toEqual(['caption low', 'caption', 'caption beside']);
  // where two buttons leave no room for words, they stand below
  expect([prompt(40, 400, true), prompt(64, 800, true)]).toEqual(['caption low narrow', 'caption']);
});
