import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readSave } from '../../../src/session/save/format.ts';
import { attributesOf, changesOf, DEFAULTS, readSettings, writeSettings } from '../../../src/ui/settings/settings.ts';

const stored = fc.dictionary(
  fc.oneof(fc.constantFrom(...Object.keys(writeSettings(DEFAULTS))), fc.string()),
  fc.oneof(fc.string(), fc.double(), fc.boolean(), fc.constantFrom('large', 'KeyR', 'KeyE', 'Space', 'Quote', 50, 0.5)),
);

describe('reading settings back', () => {
  test('what was written comes back', () => {
    const mine = {
      ...DEFAULTS,
      volumes: { effects: 0, music: 100, interface: 7 },
      muted: true,
      speed: 0.25 as const,
      textSize: 'large' as const,
      motion: 'reduced' as const,
      keys: { ...DEFAULTS.keys, pause: 'Semicolon' },
    };
    expect(readSettings(writeSettings(mine))).toEqual(mine);
  });

  test('whatever the store holds, settings come out', () => {
    fc.assert(
      fc.property(stored, (flat) => {
        const settings = readSettings(flat);
        expect(Object.keys(settings).sort()).toEqual(Object.keys(DEFAULTS).sort());
        expect(readSettings(writeSettings(settings))).toEqual(settings);
      }),
    );
  });

  test('one bad field does not take the good ones with it', () => {
    const settings = readSettings({
      muted: true,
      speed: 3,
      textSize: 'huge',
      'volume.effects': 50,
      'volume.music': -1,
    });
    expect(settings.muted).toBe(true);
    expect(settings.speed).toBe(DEFAULTS.speed);
    expect(settings.textSize).toBe(DEFAULTS.textSize);
    expect(settings.volumes).toEqual({ ...DEFAULTS.volumes, effects: 50 });
  });

  test('one bad key does not take the good ones with it', () => {
    const { keys } = readSettings({ 'key.pause': 'Escape', 'key.step': 7, 'key.mute': 'F6', 'key.help': 'F6' });
    expect(keys).toEqual({ ...DEFAULTS.keys, mute: 'F6' });
  });

  test('the keys of version 2 keep what they were, as far as a key can', () => {
    const text = readFileSync(new URL('../../session/golden/keys-v2.json', import.meta.url), 'utf8');
    const read = readSave(text);
    if (!read.ok) throw new Error(read.code);
    const { settings } = read.value.save;
    const flat = Object.fromEntries([...settings].map(([name, { value }]) => [name, value]));
    const { keys, captions } = readSettings(flat);
    expect(captions).toBe(true);
    expect(keys).toEqual({
      ...DEFAULTS.keys,
      mute: 'Equal',
      help: 'Slash', // was `?`
      inspect: 'Backquote', // its `/` is taken, and so are the spare keys before this one
      'guest.1': 'KeyQ',
      park: 'KeyA',
      captions: 'Minus', // was `ß`
      noHurry: 'Backslash', // its `-` is taken
      restart: 'Semicolon', // was `Ö`
      rewind: 'Backspace',
      guide: 'F4',
      drain: 'Quote', // was `Э`
      inject: 'KeyT',
      leak: 'Quote', // its `Q` is taken; it never meets the drain
      evict: 'Quote', // as the leak's
    });
    expect(flat['key.settings']).toBe('É'); // on a digit, which answers; kept in the save, F2 until another is chosen
  });
});

test('only what changed is stored', () => {
  expect(changesOf(DEFAULTS, DEFAULTS)).toEqual({});
  const next = { ...DEFAULTS, muted: true, volumes: { ...DEFAULTS.volumes, music: 1 } };
  expect(changesOf(DEFAULTS, next)).toEqual({ muted: true, 'volume.music': 1 });
});

test('motion follows the system unless the player said otherwise', () => {
  const motion = (choice: 'system' | 'full' | 'reduced', reducedMotion: boolean) =>
    attributesOf({ ...DEFAULTS, motion: choice }, { reducedMotion })['data-motion'];
  expect(motion('system', true)).toBe('reduced');
  expect(motion('system', false)).toBe('full');
  expect(motion('full', true)).toBe('full');
  expect(motion('reduced', false)).toBe('reduced');
});
