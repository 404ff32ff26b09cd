import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { type ActionKey, assign, holderOf, meet, offered, type Scheme } from '../../../src/ui/keys/scheme.ts';
import { MIXED } from '../../../src/ui/keys/verbs.ts';
import { actionsOf, DEFAULT_BINDINGS, SCHEME } from '../../../src/ui/settings/keys.ts';

const LEVELS = new URL('../../../levels/', import.meta.url);
const levels = readdirSync(LEVELS)
  .map((id) => ({ id, file: new URL(`${id}/level.json`, LEVELS) }))
  .filter(({ file }) => existsSync(file))
  .map(({ id, file }) => {
    const level = JSON.parse(readFileSync(file, 'utf8')) as { setup: { verbs: string[] } };
    return { id, verbs: level.setup.verbs };
  });

/** Pairs of actions that can stand on one level. */
function pairs<Id extends string>(scheme: Scheme<Id>): [ActionKey<Id>, ActionKey<Id>][] {
  return scheme.keys.flatMap((a, i) =>
    scheme.keys.slice(i + 1).flatMap((b): [ActionKey<Id>, ActionKey<Id>][] => (meet(scheme, a, b) ? [[a, b]] : [])),
  );
}
const clashes = <Id extends string>(scheme: Scheme<Id>, codeOf: (key: ActionKey<Id>) => string): string[] =>
  pairs(scheme).flatMap(([a, b]) => (codeOf(a) === codeOf(b) ? [`${a.id} and ${b.id}: ${codeOf(a)}`] : []));

describe('the keys of the game', () => {
  test('no two actions that can meet begin with the same key', () => {
    expect(clashes(SCHEME, ({ code }) => code)).toEqual([]);
  });

  test.each(levels)(
    'level $id mixes no families that were not said to mix, and no two of its actions have the same key',
    ({ verbs }) => {
      const ids = actionsOf(verbs);
      expect(new Set(ids.map((id) => DEFAULT_BINDINGS[id])).size).toBe(ids.length);
      const keys = offered(SCHEME, verbs);
      expect(keys.flatMap((a) => keys.filter((b) => !meet(SCHEME, a, b)).map((b) => `${a.id} ${b.id}`))).toEqual([]);
    },
  );

  test('whoever is let in has a letter, as every layout has', () => {
    for (let seat = 1; seat <= 12; seat++) {
      const key = SCHEME.keys.find(({ id }) => id === `guest.${seat}`);
      expect(key?.code).toMatch(/^Key[A-Z]$/);
    }
  });

  test('families that are said to mix exist', () => {
    const families = SCHEME.keys.flatMap(({ of }) => (of === null ? [] : [of.family]));
    expect(MIXED.flat().filter((family) => !families.includes(family))).toEqual([]);
  });
});

/** The verbs of a campaign of 24 levels: twenty on the five free letters, none of them with a conflict. */
const FAMILIES = ['translation', 'services', 'memory', 'gangs', 'migration'];
const WIDE: Scheme = {
  keys: [
    ...SCHEME.keys,
    ...FAMILIES.flatMap((family) =>
      ['KeyQ', 'KeyW', 'KeyT', 'KeyY'].map((code, i) => ({
        id: `${family}.${i}`,
        code,
        of: { verb: `${family}${i}`, family },
      })),
    ),
  ],
  mixed: [...MIXED, ...FAMILIES.map((family) => ['time', family] as const)],
  spare: SCHEME.spare,
};

describe('twenty verbs more', () => {
  test('have room on the keys that there are', () => {
    expect(WIDE.keys).toHaveLength(SCHEME.keys.length + 20);
    expect(clashes(WIDE, ({ code }) => code)).toEqual([]);
    expect(assign(WIDE, new Map())).toEqual(Object.fromEntries(WIDE.keys.map(({ id, code }) => [id, code])));
  });

  test('two families that a level mixes after all are found', () => {
    const mixed: Scheme = { ...WIDE, mixed: [...WIDE.mixed, ['memory', 'gangs']] };
    expect(clashes(mixed, ({ code }) => code)).toEqual(
      [0, 1, 2, 3].map((i) => `memory.${i} and gangs.${i}: ${WIDE.keys.find(({ id }) => id === `gangs.${i}`)?.code}`),
    );
    // and the second gets keys of its own
    const bindings = assign(mixed, new Map());
    expect(clashes(mixed, ({ id }) => bindings[id] ?? '')).toEqual([]);
    expect([bindings['memory.0'], bindings['gangs.0']]).toEqual(['KeyQ', 'Semicolon']);
  });

  test('a key is refused only where its holder can be met', () => {
    const bindings = assign(WIDE, new Map());
    const holder = (id: string, code: string) => holderOf(WIDE, bindings, id, code)?.id;
    expect(holder('memory.0', 'KeyW')).toBe('memory.1');
    expect(holder('gangs.0', 'KeyE')).toBe('preempt');
    expect(holder('gangs.0', 'KeyA')).toBe('guest.1');
    expect(holder('gangs.0', 'KeyQ')).toBeUndefined();
    expect(holder('pause', 'KeyQ')).toBe('park');
  });
});

describe('keys that a player chose', () => {
  test('stand, and whose default they took gets a spare one', () => {
    const bindings = assign(
      SCHEME,
      new Map([
        ['mute', 'KeyA'],
        ['help', 'Quote'],
      ]),
    );
    expect([bindings.mute, bindings.help, bindings['guest.1']]).toEqual(['KeyA', 'Quote', 'Semicolon']);
  });

  test('of two in each other’s way the first stands, and nothing else is lost', () => {
    const bindings = assign(
      SCHEME,
      new Map([
        ['step', 'Equal'],
        ['mute', 'Equal'],
        ['help', 'F4'],
      ]),
    );
    expect([bindings.step, bindings.mute, bindings.help]).toEqual(['Equal', 'KeyM', 'F4']);
  });

  test('never leave two that meet with one key', () => {
    const all = new Map(SCHEME.keys.map(({ id }) => [id, 'KeyA'] as const));
    const bindings = assign(SCHEME, all);
    expect(clashes(SCHEME, ({ id }) => bindings[id])).toEqual([]);
  });
});
