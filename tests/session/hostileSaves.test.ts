/** Saves by somebody who means harm: whatever is brought along, what is kept is readable, and no star is lost by it. */
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { hash } from '../../src/session/canonical.ts';
import { readSave, saveText } from '../../src/session/save/format.ts';
import { VERSION } from '../../src/session/save/migrations.ts';
import {
  eraseProgress,
  recordAnswer,
  recordSetting,
  recordTry,
  recordTutorial,
} from '../../src/session/save/progress.ts';
import { CAPS, emptySave, type Save } from '../../src/session/save/save.ts';
import { PREFIX } from '../../src/session/slots.ts';
import { openStorage, type Saves } from '../../src/session/storage.ts';
import { LIMITS } from '../../src/session/untrusted.ts';
import { MemoryArea } from './areas.ts';
import { change } from './saves.ts';

const OURS = ['01-host-and-guest', '04-trap-and-emulate', '14-containers'];
const known = { levels: new Set(OURS), settings: new Set(['muted', 'volume.music']) };
const done = { id: 'aa', seed: 1, stars: 2, straight: true, metrics: { actions: 12 } };

let tabs = 0;
const open = (area: MemoryArea): Saves =>
  openStorage({ area: () => area, tab: `tab-${String(tabs++).padStart(6, '0')}`, known });

/** What a forger writes: any text inside, and a checksum that fits. */
const forged = (save: unknown, version = VERSION, seq = 0): string => {
  const inside = typeof save === 'string' ? save : JSON.stringify(save);
  return JSON.stringify({
    game: 'ring-minus-one',
    version,
    seq,
    sum: hash(`${version} ${seq} ${inside}`),
    save: inside,
  });
};
const level = (more = {}) => ({ stars: 0, straight: 0, tutorialSeen: false, tries: [], answers: {}, ...more });
const save = (more = {}) => ({ epoch: 0, levels: {}, settings: {}, ...more });
const named = <T>(count: number, value: T): Record<string, T> =>
  Object.fromEntries(Array.from({ length: count }, (_, i) => [String(i).padStart(4, '0'), value]));

/** Everything in storage reads, a later visit finds what this one knows, and so does whoever imports its export. */
function expectReadable(saves: Saves, area: MemoryArea): void {
  for (const [key, text] of area.items) expect([key, readSave(text).ok]).toEqual([key, true]);
  expect(saves.persistent).toBe(true);
  expect(open(area).read()).toEqual(saves.read());
  expect(readSave(saves.exportText())).toMatchObject({ ok: true, value: { save: saves.read() } });
}

describe('after an import at the edge of what is legal', () => {
  const far = 1_000_000_000;
  const most = Number.MAX_SAFE_INTEGER;
  const attempt = { n: most, id: 'f', seed: 1, stars: 3, straight: true, metrics: { wake: most } };
  test.each([
    ['a setting that was changed very often', save({ settings: { muted: { n: far, value: false } } })],
    [
      'a setting that was changed more often than can be counted',
      save({ settings: { muted: { n: most, value: true } } }),
    ],
    ['very many erasures', save({ epoch: most })],
    ['very many tries', save({ levels: { [OURS[0] ?? '']: level({ tries: [attempt] }) } })],
    ['very many answers', save({ levels: { [OURS[0] ?? '']: level({ answers: { q: { n: most, value: 'a' } } }) } })],
    ['as many levels as there may be', save({ levels: named(CAPS.levels, level()) })],
    ['as many settings as there may be', save({ settings: named(CAPS.settings, { n: 9, value: true }) })],
  ])('%s, all that is done later is kept', (_, brought) => {
    const area = new MemoryArea();
    const saves = open(area);
    expect(saves.importText(forged(brought))).toMatchObject({ ok: true });
    for (const muted of [true, false, true]) {
      saves.update((s) => recordSetting(s, 'muted', muted));
      expect(saves.read().settings.get('muted')?.value).toBe(muted);
      saves.update((s) => recordTry(s, OURS[0] ?? '', done));
      saves.update((s) => recordAnswer(s, OURS[0] ?? '', 'q', muted ? 'b' : 'a'));
      expect(
        saves
          .read()
          .levels.get(OURS[0] ?? '')
          ?.answers.get('q')?.value,
      ).toBe(muted ? 'b' : 'a');
      expectReadable(saves, area);
      expect(open(area).read().settings.get('muted')?.value).toBe(muted);
    }
    saves.update(eraseProgress);
    expect(open(area).read().levels.size).toBe(0);
  });

  test('a slot with the greatest of all numbers is not the last that is ever written', () => {
    const area = new MemoryArea();
    area.setItem(`${PREFIX}save.0`, forged(save(), VERSION, most));
    const saves = open(area);
    for (let volume = 1; volume < 5; volume++) saves.update((s) => recordSetting(s, 'volume.music', volume));
    expectReadable(saves, area);
  });

  test('two that are legal alone and too large together: the second is refused, and nothing changes', () => {
    const metrics = Object.fromEntries(Array.from({ length: 32 }, (_, i) => [`${'m'.repeat(60)}${i}`, i]));
    const tries = (seed: number) =>
      Array.from({ length: 60 }, (_, i) => ({ ...attempt, n: 60 - i, seed: seed + i, metrics }));
    const many = (seed: number, from: number) =>
      save({
        levels: Object.fromEntries([0, 1, 2, 3].map((i) => [`level-${from + i}`, level({ tries: tries(seed) })])),
      });
    const area = new MemoryArea();
    const saves = open(area);
    expect(saves.importText(forged(many(1, 0)))).toMatchObject({ ok: true });
    const before = [...area.items];
    expect(saves.importText(forged(many(2, 4)))).toEqual({ ok: false, code: 'tooLarge', path: '' });
    expect([...area.items]).toEqual(before);
    saves.update((s) => recordTry(s, OURS[0] ?? '', done));
    expectReadable(saves, area);
  });

  test('the largest save that the caps allow is readable', () => {
    const long = (i: number) => `${'x'.repeat(60)}${String(i).padStart(4, '0')}`;
    const names = (count: number) => Array.from({ length: count }, (_, i) => long(i));
    const metrics = new Map(names(CAPS.metrics).map((name) => [name, -most]));
    const answers = new Map(names(CAPS.answers).map((name) => [name, { n: 2e12, value: long(0) }]));
    const tries = Array.from({ length: CAPS.allTries / 10 / 3 }, () => ({ ...attempt, n: 2e12, id: long(0), metrics }));
    const levels = names(CAPS.levels).map(
      (name, i) => [name, { ...level(), answers, tries: i < 30 ? tries : [] }] as const,
    );
    const text = saveText({
      seq: 2e12,
      save: {
        epoch: 2e12,
        levels: new Map(levels),
        settings: new Map(names(CAPS.settings).map((name) => [name, { n: 2e12, value: '\u0001'.repeat(CAPS.text) }])),
      },
    });
    expect(text.length).toBeLessThan(LIMITS.saveBytes);
    expect(readSave(text)).toMatchObject({ ok: true });
  });
});

describe('an import pushes nothing out', () => {
  test('neither levels nor settings of the game, nor what else was here', () => {
    const area = new MemoryArea();
    const saves = open(area);
    saves.update((s) => recordTry(s, '14-containers', done));
    saves.update((s) => recordTry(s, 'zz-of-mine', done));
    saves.update((s) => recordAnswer(s, '14-containers', 'zz', 'a'));
    saves.update((s) => recordSetting(s, 'volume.music', 30));
    const answers = named(CAPS.answers, { n: 1, value: 'b' });
    const levels = { ...named(CAPS.levels - 1, level({ stars: 3 })), '14-containers': level({ answers }) };
    const settings = named(CAPS.settings, { n: 5, value: 1 });
    expect(saves.importText(forged(save({ levels, settings })))).toMatchObject({ ok: true });
    saves.update((s) => recordTry(s, '04-trap-and-emulate', done));
    saves.update((s) => recordSetting(s, 'muted', true));
    const found = open(area).read();
    expect(found.levels.get('14-containers')).toMatchObject({ stars: 2 });
    expect(found.levels.get('14-containers')?.answers.get('zz')?.value).toBe('a');
    expect(found.levels.get('zz-of-mine')).toMatchObject({ stars: 2 });
    expect(found.levels.get('04-trap-and-emulate')).toMatchObject({ stars: 2 });
    expect(found.settings.get('volume.music')?.value).toBe(30);
    expect(found.settings.get('muted')?.value).toBe(true);
    expectReadable(saves, area);
  });

  test('an import does not make others’ stars look erased', () => {
    const area = new MemoryArea();
    const [one, two] = [open(area), open(area)];
    one.importText(forged(save({ epoch: 900 })));
    two.update((s) => recordTry(s, '14-containers', done));
    expect(open(area).read().levels.get('14-containers')?.stars).toBe(2);
  });
});

describe('names that every object has', () => {
  const names = ['toString', 'valueOf', 'constructor', 'hasOwnProperty', 'isPrototypeOf', 'prototype'];
  test.each(names)('%s is a name like others', (name) => {
    const area = new MemoryArea();
    const saves = open(area);
    saves.update((s) => recordTry(s, OURS[0] ?? '', done));
    const brought = save({
      levels: { [name]: level({ stars: 1, answers: { [name]: { n: 1, value: name } } }) },
      settings: { [name]: { n: 1, value: 1 } },
    });
    expect(saves.importText(forged(brought))).toMatchObject({ ok: true });
    saves.update((s) => recordTutorial(recordAnswer(recordSetting(s, name, 2), name, name, 'other'), name));
    const found = open(area).read();
    expect(found.levels.get(name)).toMatchObject({ stars: 1, tutorialSeen: true });
    expect(found.levels.get(name)?.answers.get(name)?.value).toBe('other');
    expect(found.settings.get(name)?.value).toBe(2);
    expect(found.levels.get(OURS[0] ?? '')?.stars).toBe(2);
    expectReadable(saves, area);
  });

  test('__proto__ is none', () => {
    const saves = open(new MemoryArea());
    const text = '{"epoch":0,"levels":{"__proto__":{"stars":3}},"settings":{}}';
    expect(saves.importText(forged(text))).toMatchObject({ ok: false });
    expect(saves.read()).toEqual(emptySave());
  });

  test('in a slot they do not keep the game from starting', () => {
    const area = new MemoryArea();
    for (const [i, name] of names.entries())
      area.setItem(`${PREFIX}save.t${i}.0`, forged(save({ levels: { [name]: level({ stars: 1 }) } })));
    expect([...open(area).read().levels.keys()].sort()).toEqual(names.toSorted());
  });
});

describe('the version of a slot', () => {
  const golden = readFileSync(new URL('golden/save-v3.json', import.meta.url), 'utf8');

  test('is part of what the checksum is of: a changed one is damage, and play goes on being kept', () => {
    for (const text of [saveText({ seq: 1, save: recordTry(emptySave(), OURS[0] ?? '', done) }), golden]) {
      const area = new MemoryArea();
      const changed = JSON.stringify({ ...JSON.parse(text), version: VERSION + 1 });
      area.setItem(`${PREFIX}save.x.0`, changed);
      const saves = open(area);
      expect(saves.damaged()).toHaveLength(1);
      saves.update((s) => recordTry(s, '14-containers', done));
      expect([saves.persistent, open(area).read().levels.get('14-containers')?.stars]).toEqual([true, 2]);
      expect(area.getItem(`${PREFIX}save.x.0`)).toBe(changed);
    }
  });

  test('a save as earlier games summed it is read, from a slot that all tabs shared', () => {
    const area = new MemoryArea();
    area.setItem(`${PREFIX}save.1`, golden);
    expect(open(area).read().levels.get('01-host-and-guest')?.stars).toBe(3);
  });
});

describe('whatever comes', () => {
  const name = fc.oneof(
    fc.constantFrom(...OURS, 'toString', 'constructor', '__proto__', '', 'a b', 'x'.repeat(65), 'mine', '0'),
    fc.string({ maxLength: 8 }),
  );
  const number = fc.oneof(
    fc.nat(5),
    fc.constantFrom(-1, 1e9, 1e13, 1e15, 2 ** 53 - 1, 2 ** 53, 1.5, Number.NaN, Number.POSITIVE_INFINITY),
  );
  const value = fc.oneof(number, fc.boolean(), fc.string({ maxLength: 300 }), fc.constantFrom('x'.repeat(201)));
  /** What the game may be made to keep: also what no level, goal or setting of it is called, or makes. */
  const strange = fc.oneof(
    fc
      .record({
        level: name,
        id: name,
        seed: number,
        stars: number,
        metrics: fc.dictionary(name, number, { maxKeys: 40 }),
      })
      .map((one) => (s: Save) => recordTry(s, one.level, { ...one, straight: true })),
    fc.tuple(name, name, name).map(
      ([a, b, c]) =>
        (s: Save) =>
          recordAnswer(s, a, b, c),
    ),
    fc.tuple(name, value).map(
      ([a, v]) =>
        (s: Save) =>
          recordSetting(s, a, v),
    ),
    change.map(({ apply }) => apply),
  );
  const stamped = fc.record({ n: number, value }, { requiredKeys: [] });
  const part = fc.dictionary(name, stamped, { maxKeys: 4 });
  const brought = fc.oneof(
    fc.jsonValue(),
    fc.record({
      epoch: number,
      levels: fc.dictionary(
        name,
        fc.record({
          stars: number,
          straight: number,
          tutorialSeen: fc.boolean(),
          tries: fc.constant([]),
          answers: part,
        }),
        { maxKeys: 5 },
      ),
      settings: part,
    }),
    fc.record({
      epoch: fc.constantFrom(0, 1, 1e9, 2 ** 53 - 1),
      levels: fc.dictionary(
        fc.constantFrom(...OURS, 'toString', 'other'),
        fc.nat(3).map((won) => level({ stars: won })),
      ),
      settings: fc.dictionary(
        fc.constantFrom('muted', 'x'),
        fc.record({ n: fc.constantFrom(1, 1e9, 2 ** 53 - 1), value: fc.boolean() }),
      ),
    }),
  );
  const step = fc.oneof(
    strange.map((apply) => ({ apply, text: null })),
    fc
      .tuple(brought, fc.constantFrom(VERSION, VERSION, 1, 2, 99), number)
      .map(([one, version, seq]) => ({ apply: null, text: forged(one, version, seq) })),
    fc.string({ maxLength: 40 }).map((text) => ({ apply: null, text })),
  );

  test('is kept readable or refused with a code, and takes no star away', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
        const area = new MemoryArea();
        const saves = open(area);
        saves.update((s) => recordTry(s, '14-containers', done));
        const best = new Map<string, number>();
        for (const { apply, text } of steps) {
          const before = [...area.items];
          if (apply !== null) saves.update(apply);
          else {
            const read = saves.importText(text);
            if (!read.ok) {
              expect(read.code).toMatch(/^[a-zA-Z]+$/);
              expect([...area.items]).toEqual(before);
            }
          }
          for (const [id, { stars }] of saves.read().levels) best.set(id, Math.max(stars, best.get(id) ?? 0));
        }
        expectReadable(saves, area);
        const found = open(area).read().levels;
        for (const [id, stars] of best) expect([id, found.get(id)?.stars]).toEqual([id, stars]);
        expect(found.get('14-containers')?.stars).toBeGreaterThanOrEqual(2);
      }),
      { numRuns: 120, seed: 7 },
    );
  });
});
