/** Every mechanism and every verb is complete in every layer, or says why it shows nothing there. */
import { existsSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { SOUND_PARTS } from '../../src/audio/parts/index.ts';
import { PICTURE_PARTS } from '../../src/playfield/parts/index.ts';
import { BASIC_PARTS } from '../../src/session/basics.ts';
import { PARTS } from '../../src/session/parts/index.ts';
import { COMMANDS, MECHANISMS, VERBS } from '../../src/sim/index.ts';
import { BASIC_WORDS } from '../../src/text/en/parts/basic.ts';
import { WORDS } from '../../src/text/en/parts/index.ts';
import { allWords } from '../../src/text/whole.ts';
import { PLAY_PARTS } from '../../src/ui/play/parts/index.ts';
import { ACTIONS } from '../../src/ui/settings/keys.ts';
import { type Parts, problemsOf } from './complete.ts';

const SHIPPED: Parts = {
  roots: PARTS,
  listed: {
    playfield: Object.keys(PICTURE_PARTS),
    ui: Object.keys(PLAY_PARTS),
    audio: Object.keys(SOUND_PARTS),
    text: Object.keys(WORDS),
  },
  verbs: VERBS,
  mechanisms: MECHANISMS.map(({ id }) => id),
  commands: COMMANDS,
};
const isShipped = (file: string): boolean => existsSync(`src/${file}`);

test('the parts of this game are complete', () => {
  expect(problemsOf(SHIPPED, isShipped)).toEqual([]);
});

test('the words of the basic parts come with the play screen', () => {
  expect(Object.keys(BASIC_WORDS).sort()).toEqual([...BASIC_PARTS].sort());
});

describe('a bad example is caught:', () => {
  const without = (file: string) => (path: string) => path !== file && isShipped(path);
  const rows: [string, Parts, (file: string) => boolean, string[]][] = [
    ['a missing file', SHIPPED, without('ui/play/parts/latch.tsx'), ['ui/play/parts/latch.tsx is missing']],
    [
      'a part that is in no list but the root’s',
      { ...SHIPPED, roots: { ...PARTS, gong: { verbs: [], nothing: { audio: 'a gong that nobody hears' } } } },
      isShipped,
      [
        'session/parts/gong.ts is missing',
        'playfield/parts/gong.ts is missing',
        'ui/play/parts/gong.tsx is missing',
        'text/en/parts/gong.ts is missing',
      ],
    ],
    [
      'a file that is in no index',
      { ...SHIPPED, listed: { ...SHIPPED.listed, audio: SHIPPED.listed.audio.filter((name) => name !== 'latch') } },
      isShipped,
      ['audio/parts/latch.ts is not in its index: npm run lists'],
    ],
    [
      'a part without a root',
      { ...SHIPPED, listed: { ...SHIPPED.listed, text: [...SHIPPED.listed.text, 'gong'] } },
      isShipped,
      ['text/en/parts/gong.ts has no session/parts/gong.ts'],
    ],
    [
      'no reason, and one that is not so',
      {
        ...SHIPPED,
        roots: { ...PARTS, latch: { ...PARTS.latch, nothing: { ui: 'nothing', audio: 'it is never heard' } } },
      },
      without('ui/play/parts/latch.tsx'),
      [
        'ui/play/parts/latch.tsx is there, though its root says that it shows nothing',
        'audio/parts/latch.ts is there, though its root says that it shows nothing',
      ],
    ],
    [
      'a mechanism that nobody shows',
      { ...SHIPPED, mechanisms: ['latch', 'gongs'] },
      isShipped,
      ['session/parts/gongs.ts is missing: the mechanism gongs shows nothing'],
    ],
    [
      'a command of a part that is not there',
      { ...SHIPPED, commands: [{ name: 'strike', part: 'gongs' }] },
      isShipped,
      ['session/parts/gongs.ts is missing: the command strike belongs to gongs'],
    ],
    ['a new verb', { ...SHIPPED, verbs: [...VERBS, 'strike'] }, isShipped, ['the verb strike belongs to no part']],
    [
      'a verb of two parts',
      { ...SHIPPED, roots: { ...PARTS, exits: { ...PARTS.exits, verbs: [...PARTS.exits.verbs, 'drain'] } } },
      isShipped,
      ['the verb drain belongs to exits, latch'],
    ],
  ];
  test.each(rows)('%s', (_, parts, exists, problems) => {
    expect(problemsOf(parts, exists)).toEqual(problems);
  });

  test('a reason that says nothing', () => {
    const roots = { ...PARTS, devices: { ...PARTS.devices, nothing: { audio: 'because' } } };
    expect(problemsOf({ ...SHIPPED, roots }, isShipped)).toEqual([
      'session/parts/devices.ts does not say why it shows nothing in audio',
    ]);
  });
});

test('whatever a key can do in a part, a key can be bound to', () => {
  const known = new Set<string>(ACTIONS);
  const taken = Object.values(PLAY_PARTS).flatMap((part) => ('actions' in part ? Object.keys(part.actions ?? {}) : []));
  expect(taken.length).toBeGreaterThan(10);
  expect(taken.filter((action) => !known.has(action))).toEqual([]);
});

test('no two parts have words for one key', () => {
  const keys = Object.values(WORDS).flatMap((words) => Object.keys(words));
  expect(keys.filter((key, i) => keys.indexOf(key) !== i)).toEqual([]);
  expect(keys.filter((key) => !Object.hasOwn(allWords, key))).toEqual([]);
});

test('panels have turns of their own', () => {
  const turns = Object.values(PLAY_PARTS).flatMap((part) => ('panels' in part ? (part.panels ?? []) : []));
  expect(new Set(turns.map(({ turn }) => turn)).size).toBe(turns.length);
});
