import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { hash } from '../../src/session/canonical.ts';
import { readSave, saveText } from '../../src/session/save/format.ts';
import { merge } from '../../src/session/save/merge.ts';
import { VERSION } from '../../src/session/save/migrations.ts';
import { recordSetting, recordTry } from '../../src/session/save/progress.ts';
import { emptySave, type Save } from '../../src/session/save/save.ts';
import { PREFIX } from '../../src/session/slots.ts';
import { openStorage } from '../../src/session/storage.ts';
import { FailingArea, MemoryArea, SharedArea } from './areas.ts';
import { change, changeOrErase } from './saves.ts';

/** What a game of some version writes, with the checksum that all of them have. */
const sealed = (version: number, save: string): string =>
  JSON.stringify({ game: 'ring-minus-one', version, seq: 1, sum: hash(`${version} 1 ${save}`), save });

const done = { id: 'aa', seed: 1, stars: 2, straight: true, metrics: { actions: 12 } };
/** Opens the game in a tab of its own. */
let tabs = 0;
const tab = () => `tab-${String(tabs++).padStart(6, '0')}`;
const open = (area: MemoryArea) => openStorage({ area: () => area, tab: tab() });
/** Opens it in one and the same tab. */
const mine = (area: MemoryArea) => openStorage({ area: () => area, tab: 'mine' });
const joined = (saves: readonly Save[]): Save => saves.reduce((all, one) => merge(all, one), emptySave());

describe('one tab', () => {
  test('what was written is there after a reload', () => {
    fc.assert(
      fc.property(fc.array(changeOrErase, { maxLength: 10 }), (changes) => {
        const area = new MemoryArea();
        const first = open(area);
        for (const { apply } of changes) first.update(apply);
        expect(open(area).read()).toEqual(first.read());
        expect(first.persistent).toBe(true);
      }),
    );
  });

  test('two slots are written in turn, under prefixed keys alone', () => {
    const area = new MemoryArea();
    area.setItem('another game', 'untouched');
    const saves = mine(area);
    for (let volume = 1; volume <= 5; volume++) saves.update((s) => recordSetting(s, 'volume', volume));
    const keys = [...area.items.keys()].filter((key) => key !== 'another game');
    expect(keys.sort()).toEqual([`${PREFIX}save.mine.0`, `${PREFIX}save.mine.1`]);
    const seqs = keys.map((key) => JSON.parse(area.getItem(key) ?? '').seq as number);
    expect(seqs.sort()).toEqual([4, 5]);
    expect(area.getItem('another game')).toBe('untouched');
  });

  test('no write, whole or torn, loses what an earlier one had saved', () => {
    const fate = fc.constantFrom<'no' | 'quota' | 'torn'>('no', 'no', 'quota', 'torn');
    fc.assert(
      fc.property(fc.array(fc.tuple(change, fate), { maxLength: 9 }), (steps) => {
        const disk = new MemoryArea();
        const area = new FailingArea((write) => (write === 0 ? 'no' : (steps[write - 1]?.[1] ?? 'no')), disk);
        const saves = openStorage({ area: () => area, tab: tab() });
        let saved: Save = emptySave();
        for (const [{ apply }] of steps) {
          saves.update(apply);
          if (saves.persistent) saved = saves.read();
          const found = open(disk).read();
          expect(merge(found, saved)).toEqual(found);
        }
        saves.update((s) => recordSetting(s, 'last', true));
        if (saves.persistent) expect(open(disk).read()).toEqual(saves.read());
      }),
    );
  });

  test('a full storage is said, kept in memory, and tried again', () => {
    let full = true;
    const area = new FailingArea((write) => (write > 0 && full ? 'quota' : 'no'));
    const saves = openStorage({ area: () => area, tab: tab() });
    saves.update((s) => recordTry(s, 'mine', done));
    expect([saves.persistent, saves.why]).toEqual([false, 'full']);
    expect(saves.read().levels.get('mine')?.stars).toBe(2);
    full = false;
    saves.update((s) => recordSetting(s, 'volume', 3));
    expect([saves.persistent, saves.why]).toEqual([true, null]);
    expect(open(area.inner).read().levels.get('mine')?.stars).toBe(2);
  });

  test('refused storage: everything in memory, known from the start', () => {
    const saves = openStorage({
      tab: tab(),
      area: () => {
        throw new DOMException('denied', 'SecurityError');
      },
    });
    expect([saves.persistent, saves.why]).toEqual([false, 'refused']);
    saves.update((s) => recordTry(s, 'mine', done));
    expect(saves.read().levels.get('mine')?.stars).toBe(2);
    expect(saves.damaged()).toEqual([]);
    expect(readSave(saves.exportText())).toMatchObject({ ok: true, value: { save: saves.read() } });
  });
});

describe('damage', () => {
  const torn = '{"game":"ring-minus-one","version":1,"seq":7,"sum":"00';

  test('a damaged slot is kept as it is, whatever is written later', () => {
    fc.assert(
      fc.property(fc.string(), fc.array(change, { maxLength: 8 }), fc.boolean(), (noise, changes, second) => {
        const area = new MemoryArea();
        mine(area).update((s) => recordTry(s, 'mine', done));
        const key = `${PREFIX}save.mine.${second ? 1 : 0}`;
        area.setItem(key, torn + noise);
        const saves = mine(area);
        for (const { apply } of changes) saves.update(apply);
        expect(area.getItem(key)).toBe(torn + noise);
        expect(saves.damaged()).toEqual([{ key, text: torn + noise }]);
        expect(open(area).read()).toEqual(saves.read());
      }),
    );
  });

  test('the other slot still counts when the newest is damaged', () => {
    const area = new MemoryArea();
    const saves = mine(area);
    saves.update((s) => recordTry(s, 'mine', done));
    saves.update((s) => recordSetting(s, 'volume', 3));
    area.setItem(`${PREFIX}save.mine.1`, torn);
    expect(open(area).read().levels.get('mine')?.stars).toBe(2);
  });

  test('when every slot of a tab is damaged nothing is overwritten, and the player is told', () => {
    const area = new MemoryArea();
    for (let i = 0; i < 12; i++) area.setItem(`${PREFIX}save.mine.${i}`, `noise ${i}`);
    const saves = mine(area);
    saves.update((s) => recordTry(s, 'mine', done));
    expect([saves.persistent, saves.why]).toEqual([false, 'full']);
    expect(saves.damaged()).toHaveLength(12);
  });

  test('the save of a newer game is left alone', () => {
    const area = new MemoryArea();
    const newer = sealed(VERSION + 1, '{"wonders":true}');
    area.setItem(`${PREFIX}save.0`, newer);
    const saves = open(area);
    saves.update((s) => recordTry(s, 'mine', done));
    expect([saves.persistent, saves.why]).toEqual([false, 'newer']);
    expect([...area.items]).toEqual([[`${PREFIX}save.0`, newer]]);
    expect(saves.damaged()).toEqual([]);
  });
});

describe('several tabs', () => {
  test('end with the same save, which has everything that any of them did', () => {
    const step = fc.oneof(
      { weight: 3, arbitrary: fc.tuple(fc.nat(2), change) },
      { weight: 2, arbitrary: fc.tuple(fc.nat(2), fc.constant(null)) },
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 25 }), (steps) => {
        const shared = new SharedArea();
        const tabs = [0, 1, 2].map(() => openStorage(shared.tab()));
        const made: Save[] = [];
        for (const [tab, what] of steps) {
          const saves = tabs[tab];
          if (!saves) throw new Error('no such tab');
          if (what) {
            saves.update(what.apply);
            made.push(saves.read());
          } else shared.deliver(tab);
        }
        shared.settle();
        const together = joined(made);
        for (const saves of tabs) expect(saves.read()).toEqual(together);
        const found = shared.texts().map((text) => {
          const read = readSave(text);
          if (!read.ok) throw new Error(read.code);
          return read.value.save;
        });
        expect(joined(found)).toEqual(together);
      }),
    );
  });

  test('a tab tells its watchers of what another did, once', () => {
    const shared = new SharedArea();
    const [one, two] = [openStorage(shared.tab()), openStorage(shared.tab())];
    const seen: number[] = [];
    two.watch((s) => seen.push(s.levels.get('mine')?.stars ?? 0));
    one.update((s) => recordTry(s, 'mine', done));
    shared.settle();
    expect(seen).toEqual([2]);
  });

  test('a storage that was cleared by someone else is filled again', () => {
    const area = new MemoryArea();
    let heard: (key: string | null) => void = () => undefined;
    const saves = openStorage({
      area: () => area,
      tab: tab(),
      others: (listener) => {
        heard = listener;
        return () => undefined;
      },
    });
    saves.update((s) => recordTry(s, 'mine', done));
    area.items.clear();
    heard(null);
    expect(open(area).read()).toEqual(saves.read());
  });
});

describe('export and import', () => {
  test('a text brings everything to another browser and loses nothing there', () => {
    fc.assert(
      fc.property(fc.array(change, { maxLength: 8 }), fc.array(change, { maxLength: 8 }), (there, here) => {
        const from = open(new MemoryArea());
        for (const { apply } of there) from.update(apply);
        const to = open(new MemoryArea());
        for (const { apply } of here) to.update(apply);
        const expected = merge(to.read(), from.read());
        expect(to.importText(from.exportText())).toEqual({ ok: true, value: expected });
        expect(to.read()).toEqual(expected);
      }),
    );
  });

  test('a text that was re-indented or got line ends of another system still reads', () => {
    const saves = open(new MemoryArea());
    saves.update((s) => recordTry(s, 'mine', done));
    const indented = JSON.stringify(JSON.parse(saves.exportText()), null, 2).replaceAll('\n', '\r\n');
    expect(readSave(`\n ${indented} \n`)).toEqual(readSave(saves.exportText()));
  });

  const text = saveText({ seq: 3, save: recordTry(emptySave(), 'mine', done) });
  test.each([
    ['nothing', '', 'notJson', ''],
    ['half of a text', text.slice(0, 80), 'notJson', ''],
    ['another kind of file', '{"levels":[]}', 'notASave', 'game'],
    ['a list', '[1,2]', 'notASave', 'game'],
    ['a newer game', sealed(99, '{"wonders":true}'), 'newerVersion', 'version'],
    ['a changed star', text.replace('\\"stars\\":2', '\\"stars\\":3'), 'checksum', 'sum'],
    ['too much', ' '.repeat(5_000_000), 'tooLarge', ''],
    ['a deep nest', `${'['.repeat(100_000)}${']'.repeat(100_000)}`, 'notASave', 'game'],
  ])('%s is refused with one code, and nothing changes', (_, given, code, path) => {
    const area = new MemoryArea();
    const saves = open(area);
    saves.update((s) => recordTry(s, 'mine', done));
    const before = [...area.items];
    expect(saves.importText(given)).toEqual({ ok: false, code, path });
    expect([...area.items]).toEqual(before);
    expect(saves.read().levels.get('mine')?.stars).toBe(2);
  });
});
