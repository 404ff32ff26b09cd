import { describe, expect, test } from 'vitest';
import { ACTIONS, actionOf, DEFAULT_BINDINGS, keyName, RESERVED_KEYS, rebind } from '../../../src/ui/settings/keys.ts';

const press = (key: string, chord: Partial<Record<'ctrlKey' | 'altKey' | 'metaKey', boolean>> = {}) => ({
  key,
  ctrlKey: false,
  altKey: false,
  metaKey: false,
  ...chord,
});

test('by default no two actions share a key and none has a reserved one', () => {
  expect(new Set(Object.values(DEFAULT_BINDINGS)).size).toBe(ACTIONS.length);
  expect(Object.values(DEFAULT_BINDINGS).filter((key) => RESERVED_KEYS.includes(key))).toEqual([]);
});

test('keys are named by what they type', () => {
  expect([' ', 'r', 'R', 'ArrowUp', '?', 'é'].map((key) => keyName({ key }))).toEqual([
    'Space',
    'R',
    'R',
    'ArrowUp',
    '?',
    'É',
  ]);
});

test('a key asks for its action, a chord for none', () => {
  expect(actionOf(press(' '), DEFAULT_BINDINGS)).toBe('pause');
  expect(actionOf(press('r'), DEFAULT_BINDINGS)).toBe('restart');
  expect(actionOf(press('r', { ctrlKey: true }), DEFAULT_BINDINGS)).toBeNull();
  expect(actionOf(press('r', { metaKey: true }), DEFAULT_BINDINGS)).toBeNull();
  expect(actionOf(press('ä'), DEFAULT_BINDINGS)).toBeNull();
});

describe('a new key for an action', () => {
  test('takes effect when nobody has it', () => {
    const result = rebind(DEFAULT_BINDINGS, 'pause', '=');
    expect(result).toEqual({ ok: true, bindings: { ...DEFAULT_BINDINGS, pause: '=' } });
  });

  test('is refused with the action that has it', () => {
    expect(rebind(DEFAULT_BINDINGS, 'pause', DEFAULT_BINDINGS.restart)).toEqual({
      ok: false,
      code: 'taken',
      by: 'restart',
    });
  });

  test('may be the one it had', () => {
    expect(rebind(DEFAULT_BINDINGS, 'pause', 'Space')).toEqual({ ok: true, bindings: DEFAULT_BINDINGS });
  });

  test.each(RESERVED_KEYS)('is never %s', (key) => {
    expect(rebind(DEFAULT_BINDINGS, 'pause', key)).toEqual({ ok: false, code: 'reserved' });
  });
});
