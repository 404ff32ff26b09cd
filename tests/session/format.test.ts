import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canonical, hash } from '../../src/session/canonical.ts';
import { readSave, saveText } from '../../src/session/save/format.ts';
import { MIGRATIONS, migrate, VERSION } from '../../src/session/save/migrations.ts';
import { recordAnswer, recordSetting, recordTry, recordTutorial } from '../../src/session/save/progress.ts';
import { CAPS, emptySave, type Save } from '../../src/session/save/save.ts';
import { save } from './saves.ts';

const golden = (name: string): string => readFileSync(new URL(`golden/${name}`, import.meta.url), 'utf8');

/** What the golden files hold: some of everything. */
function everything(): Save {
  const tried = {
    id: '00112233aabbccdd',
    seed: 7,
    stars: 2,
    straight: true,
    metrics: { usefulShare: 6400, actions: 31 },
  };
  let s = recordTry(emptySave(), '01-host-and-guest', tried);
  s = recordTry(s, '01-host-and-guest', { ...tried, id: 'ffeeddcc99887766', stars: 3, straight: false });
  s = recordAnswer(s, '01-host-and-guest', 'switch-price', 'little');
  s = recordTutorial(s, '01-host-and-guest');
  s = recordSetting(s, 'volume.music', 40);
  s = recordSetting(s, 'language', 'en');
  return recordSetting(s, 'captions', true);
}

describe('golden files', () => {
  test.each(Array.from({ length: VERSION }, (_, i) => i + 1))('a save of version %i reads for ever', (version) => {
    expect(readSave(golden(`save-v${version}.json`))).toEqual({ ok: true, value: { seq: 12, save: everything() } });
  });

  test('there is a migration from each earlier version', () => {
    expect(Object.keys(MIGRATIONS)).toEqual(Array.from({ length: VERSION - 1 }, (_, i) => String(i + 1)));
  });
});

describe('migrations', () => {
  const steps = {
    1: (old: unknown) => ({ ...(old as object), a: 1 }),
    2: (old: unknown) => ({ ...(old as object), b: 2 }),
  };

  test('are taken one after the other', () => {
    expect(migrate({}, 1, 3, steps)).toEqual({ save: { a: 1, b: 2 } });
    expect(migrate({}, 2, 3, steps)).toEqual({ save: { b: 2 } });
    expect(migrate({}, 3, 3, steps)).toEqual({ save: {} });
    expect(migrate({}, 1, 4, steps)).toBeNull();
  });

  test('what they make is checked like any save', () => {
    const text = saveText({ seq: 1, save: everything() });
    const broken = { [VERSION]: () => ({ epoch: 0, levels: {}, settings: {}, more: 1 }) };
    expect(readSave(text, VERSION + 1, broken)).toEqual({ ok: false, code: 'unknownField', path: 'save.more' });
    expect(readSave(text, VERSION + 1, { [VERSION]: (old) => old })).toMatchObject({ ok: true });
    expect(readSave(text, VERSION + 1, {})).toEqual({ ok: false, code: 'notASave', path: 'version' });
  });

  test('accept whatever calls itself a save: what it is, is found out afterwards', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (anything, level) => {
        expect(migrate(anything, 1)).not.toBeNull();
        expect(migrate({ levels: { mine: level } }, 1)).not.toBeNull();
      }),
    );
  });
});

test('text and save are two forms of one thing', () => {
  fc.assert(
    fc.property(save, fc.nat(), (one, seq) => {
      expect(readSave(saveText({ seq, save: one }))).toEqual({ ok: true, value: { seq, save: one } });
    }),
  );
});

test('any change of a letter is found', () => {
  const text = saveText({ seq: 3, save: everything() });
  fc.assert(
    fc.property(fc.nat(text.length - 1), fc.constantFrom('0', '7', 'x', '"', '}'), (at, letter) => {
      fc.pre(text[at] !== letter);
      const changed = text.slice(0, at) + letter + text.slice(at + 1);
      const read = readSave(changed);
      // a changed sequence number or version is the file's own affair; what was saved never changes unseen
      if (read.ok) expect(read.value.save).toEqual(everything());
    }),
    { numRuns: 500 },
  );
});

test('no try is too much for the file to be read again', () => {
  const metrics = Object.fromEntries(Array.from({ length: 200 }, (_, i) => [`metric${i}`, i]));
  let s = emptySave();
  for (let i = 0; i < CAPS.tries + 20; i++)
    s = recordTry(s, 'mine', { id: `${i}`, seed: i, stars: 1, straight: false, metrics });
  expect(readSave(saveText({ seq: 1, save: s }))).toMatchObject({ ok: true });
  expect(s.levels.get('mine')?.tries).toHaveLength(CAPS.tries);
});

describe('canonical form', () => {
  test('is the same for equal data, whatever the order of its keys', () => {
    const shuffled = (value: unknown): unknown =>
      typeof value === 'object' && value !== null && !Array.isArray(value)
        ? Object.fromEntries(
            Object.entries(value)
              .reverse()
              .map(([key, inner]) => [key, shuffled(inner)]),
          )
        : value;
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(canonical(shuffled(value))).toBe(canonical(value));
        expect(JSON.parse(canonical(value))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });

  test('hashes differ where texts do', () => {
    const texts = fc.uniqueArray(fc.string({ maxLength: 6 }), { minLength: 200, maxLength: 400 });
    fc.assert(
      fc.property(texts, (all) => {
        expect(new Set(all.map(hash)).size).toBe(all.length);
      }),
      { numRuns: 20 },
    );
    expect(hash('')).toMatch(/^[0-9a-f]{16}$/);
  });
});
