/** Runs that are kept: they go on exactly where they stood, or are refused with a code and left as they are. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { KeptRun } from '../../src/session/contract.ts';
import type { Session } from '../../src/session/index.ts';
import { keptText, readKept } from '../../src/session/kept.ts';
import { openKeptRuns } from '../../src/session/keptRuns.ts';
import { PREFIX } from '../../src/session/slots.ts';
import type { Command } from '../../src/sim/index.ts';
import { FailingArea, MemoryArea } from './areas.ts';
import { sessionOf } from './stage.ts';

const place = (task: number, pcpu: number): Command => ({ do: 'place', task, pcpu });

/** Lets so many milliseconds pass, in frames. */
const origin = new WeakMap<Session, number>();
function play(session: Session, milliseconds: number): void {
  const from = origin.get(session) ?? 0;
  for (let t = 0; t <= milliseconds; t += 50) session.frame(from + t);
  origin.set(session, from + milliseconds + 50);
}

function kept(session: Session): KeptRun {
  const run = session.kept(5);
  if (run === null) throw new Error('nothing to keep');
  const text = keptText(run);
  const read = text === null ? null : readKept(text);
  if (!read?.ok) throw new Error('unreadable');
  expect(read.value).toEqual(run);
  return read.value;
}

const begun = (): Session => {
  const session = sessionOf();
  play(session, 500);
  for (const [task, pcpu] of [
    [0, 0],
    [1, 0],
    [1, 1],
  ] as const)
    session.command(place(task, pcpu));
  play(session, 1500);
  return session;
};

/** Two sessions play on in the same way and come to the same end. */
function expectSameEnd(a: Session, b: Session): void {
  for (const session of [a, b]) {
    session.play();
    session.command({ do: 'preempt', pcpu: 0 });
    play(session, 3000);
  }
  expect(a.kept(0)).toEqual({ ...b.kept(0), straight: a.kept(0)?.straight });
}

describe('a run that is gone on with', () => {
  test('stands where it stood, paused, and goes on in the same way', () => {
    const first = begun();
    first.setSpeed(2);
    const run = kept(first);
    const second = sessionOf();
    expect(second.goOn(run)).toBeNull();
    expect([second.paused, second.speed]).toEqual([true, 2]);
    expect(second.view().now).toBeCloseTo(run.at, -1);
    expect(kept(second)).toEqual(run);
    const { now } = second.view();
    play(second, 500);
    expect(second.view().now).toBe(now);
    first.setSpeed(1);
    second.setSpeed(1);
    // the first stood between two cycles: both begin on the same one
    const third = sessionOf();
    expect(third.goOn(kept(second))).toBeNull();
    third.setSpeed(1);
    expectSameEnd(second, third);
  });

  test('keeps what lies ahead after going back, and that it went back', () => {
    const first = begun();
    const { at } = kept(first);
    first.rewindTo(Math.floor(at / 2));
    const run = kept(first);
    expect(run.furthest).toBe(at);
    const second = sessionOf();
    expect(second.goOn(run)).toBeNull();
    expect(second.view().now).toBe(run.at);
    expect(second.moments()).toEqual(first.moments());
    second.rewindTo(run.furthest);
    expect(second.view().now).toBe(at);
    second.rewindTo(100);
    second.play();
    second.command({ do: 'preempt', pcpu: 0 });
    play(second, 200);
    expect(kept(second).straight).toBe(false);
    const third = sessionOf();
    expect(third.goOn(kept(second))).toBeNull();
    expect(kept(third).straight).toBe(false);
  });

  test('does not begin its tutorial again', () => {
    const first = sessionOf({ tutorial: true });
    first.skipTutorial();
    play(first, 500);
    const second = sessionOf({ tutorial: true });
    expect(second.goOn(kept(first))).toBeNull();
    expect(second.tutorial()).toBeNull();
  });

  test('has nothing to keep before it has begun, and when it is over', () => {
    const session = sessionOf();
    expect(session.kept(0)).toBeNull();
    session.setSpeed(4);
    for (let t = 0; session.outcome() === null && t < 4000; t++) session.frame(t * 100);
    expect(session.outcome()).not.toBeNull();
    expect(session.kept(0)).toBeNull();
  });
});

describe('a run that cannot be gone on with', () => {
  const run = kept(begun());
  test.each<[string, Partial<KeptRun>, string]>([
    ['other rules', { rules: 'other' }, 'otherRules'],
    ['another version of the level', { hash: '0000000000000000' }, 'otherData'],
    ['another level', { level: 'other' }, 'otherLevel'],
    ['another end', { print: '0000000000000000' }, 'otherWorld'],
    ['a command that is not legal', { log: [{ at: 0, c: place(40, 40) }] }, 'refused'],
    ['a command after the end', { log: [{ at: 1e12, c: place(0, 0) }], furthest: 1e12 }, 'afterEnd'],
    ['a place beyond the end', { at: 1e12, furthest: 1e12 }, 'otherWorld'],
  ])('%s', (_, part, code) => {
    expect(sessionOf().goOn({ ...run, ...part })).toMatchObject({ code });
  });

  test('whatever stands in the text, it is read or refused with a code', () => {
    const text = keptText(run) ?? '';
    const changed = fc.tuple(fc.nat(text.length - 1), fc.string({ maxLength: 3 })).map(([at, with_]) => {
      return text.slice(0, at) + with_ + text.slice(at + 1);
    });
    fc.assert(
      fc.property(fc.oneof(changed, fc.string(), fc.json()), (made) => {
        const read = readKept(made);
        if (read.ok) expect(read.value).toEqual(run);
        else expect(read.code).toMatch(/^[a-zA-Z]+$/);
      }),
      { numRuns: 300, seed: 5 },
    );
  });

  test('one that is too long is not kept at all', () => {
    const log = Array.from({ length: 20_000 }, () => ({ at: 1, c: place(0, 0) }));
    expect(keptText({ ...run, log })).toBeNull();
  });
});

describe('what is kept in storage', () => {
  const run = kept(begun());
  const open = (area: MemoryArea, tab: string) => openKeptRuns({ area: () => area, tab });

  test('is found by level, the newest first', () => {
    const area = new MemoryArea();
    const [one, two] = [open(area, 'one'), open(area, 'two')];
    one.keep({ ...run, when: 2 });
    two.keep({ ...run, when: 1 });
    two.keep({ ...run, level: 'other', when: 3 });
    expect(one.find(run.level)).toMatchObject({ tab: 'one', run: { ok: true } });
    expect(one.find(null)).toMatchObject({ tab: 'two', level: 'other' });
    expect(one.find('none')).toBeNull();
  });

  test('two tabs with the same run do not write over one another', () => {
    const area = new MemoryArea();
    const [one, two] = [open(area, 'one'), open(area, 'two')];
    one.keep({ ...run, when: 1 });
    const before = area.getItem(`${PREFIX}run.one.${run.level}`);
    two.keep({ ...run, when: 2, steps: 3 });
    two.drop(run.level);
    two.forget(run.level, new Set(['one']));
    expect(area.getItem(`${PREFIX}run.one.${run.level}`)).toBe(before);
    two.forget(run.level, new Set());
    expect(one.find(run.level)).toBeNull();
  });

  test('what is set aside stays, whatever is kept after it, and goes when the level is begun anew', () => {
    const area = new MemoryArea();
    const runs = open(area, 'mine');
    runs.setAside(run.level);
    expect(area.items.size).toBe(0);
    for (const when of [1, 2, 3]) {
      runs.keep({ ...run, when });
      runs.setAside(run.level);
    }
    expect(area.items.size).toBe(3);
    expect(runs.find(run.level)).toMatchObject({ run: { value: { when: 3 } } });
    runs.keep({ ...run, when: 4 });
    runs.drop(run.level);
    expect(runs.find(run.level)).toMatchObject({ run: { value: { when: 3 } } });
    runs.forget(run.level, new Set(['other']));
    expect(area.items.size).toBe(0);
  });

  test('what cannot be set aside stays where it is', () => {
    const inner = new MemoryArea();
    open(inner, 'mine').keep(run);
    const full = new FailingArea(() => 'quota', inner);
    openKeptRuns({ area: () => full, tab: 'mine' }).setAside(run.level);
    expect([...inner.items.keys()]).toEqual([`${PREFIX}run.mine.${run.level}`]);
  });

  test('what is damaged stays until the level is begun anew, and what can be read goes before it', () => {
    const area = new MemoryArea();
    const runs = open(area, 'two');
    area.setItem(`${PREFIX}run.one.${run.level}`, '{"game":"ring');
    expect(runs.find(run.level)).toMatchObject({ run: { ok: false, code: 'notJson' } });
    runs.keep(run);
    expect(runs.find(run.level)).toMatchObject({ tab: 'two', run: { ok: true } });
    runs.drop(run.level);
    expect(area.items.size).toBe(1);
    runs.forget(run.level, new Set());
    expect(area.items.size).toBe(0);
  });

  test('has a bound, and touches nothing else', () => {
    const area = new MemoryArea();
    area.setItem('another game', 'untouched');
    area.setItem(`${PREFIX}run.`, 'no name');
    for (let i = 0; i < 30; i++) open(area, `tab-${i}`).keep({ ...run, when: i });
    expect(area.items.size).toBe(8 + 2);
    expect(open(area, 'x').find(null)).toMatchObject({ tab: 'tab-29' });
  });

  test('a storage that is full or refused keeps nothing, and harms nothing', () => {
    const full = new FailingArea(() => 'quota');
    expect(openKeptRuns({ area: () => full, tab: 'one' }).keep(run)).toBe(false);
    const refused = openKeptRuns({
      tab: 'one',
      area: () => {
        throw new DOMException('denied', 'SecurityError');
      },
    });
    expect([refused.keep(run), refused.find(null)]).toEqual([false, null]);
    refused.drop(run.level);
    refused.setAside(run.level);
    refused.forget(run.level, new Set());
  });
});
