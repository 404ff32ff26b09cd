import { describe, expect, test } from 'vitest';
import {
  ACTIONS,
  actionOf,
  actionsOf,
  DEFAULT_BINDINGS,
  isReached,
  RESERVED_KEYS,
  readBindings,
  rebind,
} from '../../../src/ui/settings/keys.ts';
import { press, SENDERS } from '../keys/events.ts';

const VERBS = ['preempt', 'park', 'rule', 'drain', 'inject'];

test('by default every action has a key, and none a reserved one', () => {
  expect(Object.keys(DEFAULT_BINDINGS)).toEqual(ACTIONS);
  expect(Object.values(DEFAULT_BINDINGS).filter((code) => RESERVED_KEYS.includes(code) || code === '')).toEqual([]);
});

test('the keyboard lies like the picture', () => {
  const row = (what: string, count: number) =>
    Array.from({ length: count }, (_, i) => DEFAULT_BINDINGS[`${what}.${i + 1}` as 'guest.1'].slice(-1)).join('');
  expect([row('guest', 8), row('socket', 4), row('deck', 4)]).toEqual(['ASDFGJKL', 'ZXCV', 'UIOP']);
});

describe.each(SENDERS)('with %s', (_, send) => {
  test('a place asks for its action, whatever it types', () => {
    const codes = ['KeyA', 'KeyX', 'KeyU', 'BracketLeft', 'Minus', 'Comma', 'KeyQ'] as const;
    expect(codes.map((code) => actionOf(send(code), DEFAULT_BINDINGS, ACTIONS))).toEqual([
      'guest.1',
      'socket.2',
      'deck.1',
      'slower',
      'noHurry',
      'captions',
      'park',
    ]);
  });

  test.each(['ctrlKey', 'altKey', 'metaKey'])('with %s it belongs to the browser', (modifier) => {
    expect(actionOf({ ...send('KeyA'), [modifier]: true }, DEFAULT_BINDINGS, ACTIONS)).toBeNull();
  });
});

test('what AltGr types is text', () => {
  const at = press('KeyQ', '@', { getModifierState: (name) => name === 'AltGraph' });
  expect(actionOf(at, DEFAULT_BINDINGS, ACTIONS)).toBeNull();
});

test('an action that is not offered has no key', () => {
  expect(actionOf(press('KeyQ', 'q'), DEFAULT_BINDINGS, actionsOf(['preempt']))).toBeNull();
  expect(actionOf(press('KeyE', 'e'), DEFAULT_BINDINGS, actionsOf(['preempt']))).toBe('preempt');
  expect(isReached(DEFAULT_BINDINGS, 'park', ['preempt'])).toBe(false);
  expect(isReached(DEFAULT_BINDINGS, 'park', ['park'])).toBe(true);
});

test('where two actions have one key after all, as in a level by somebody else, the first has it and the other no cap', () => {
  const bindings = { ...DEFAULT_BINDINGS, drain: 'KeyQ' };
  expect(actionOf(press('KeyQ', 'q'), bindings, actionsOf(VERBS))).toBe('park');
  expect([isReached(bindings, 'park', VERBS), isReached(bindings, 'drain', VERBS)]).toEqual([true, false]);
});

describe('a new key for an action', () => {
  test('takes effect when nobody has it', () => {
    const result = rebind(DEFAULT_BINDINGS, 'pause', 'Semicolon');
    expect(result).toEqual({ ok: true, bindings: { ...DEFAULT_BINDINGS, pause: 'Semicolon' } });
  });

  test.each(['restart', 'park', 'guest.8'] as const)('is refused when it is that of %s', (by) => {
    expect(rebind(DEFAULT_BINDINGS, 'pause', DEFAULT_BINDINGS[by])).toEqual({ ok: false, code: 'taken', by });
  });

  test('may be the one it had', () => {
    expect(rebind(DEFAULT_BINDINGS, 'pause', 'Space')).toEqual({ ok: true, bindings: DEFAULT_BINDINGS });
  });

  test.each([...RESERVED_KEYS, '', 'é'])('is never "%s"', (code) => {
    expect(rebind(DEFAULT_BINDINGS, 'pause', code)).toEqual({ ok: false, code: 'reserved' });
  });
});

test('what is no place of a key, or is reserved, is read as if nothing had been chosen', () => {
  const stored = new Map([
    ['pause', 'é'],
    ['step', 'Escape'],
    ['mute', ''],
    ['help', 'F6'],
    ['nonsense', 'KeyE'],
  ]);
  expect(readBindings(stored)).toEqual({ ...DEFAULT_BINDINGS, help: 'F6' });
});
