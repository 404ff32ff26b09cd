import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fingerprint, metric, stars } from '../../src/sim/index.ts';
import { SAMPLE } from '../levels/sample.ts';
import { historyOf, moves, pick, playMoves, remembered, worldOf } from './stage.ts';

const start = worldOf();

describe('going back', () => {
  test('makes the world, and all that is remembered of it, as it was', () => {
    fc.assert(
      fc.property(moves, fc.nat(39), (list, which) => {
        const { history } = historyOf(start);
        const before = list.slice(0, (which % list.length) + 1);
        for (const [wait, n] of before.slice(0, -1)) {
          history.advance(history.world.now + wait);
          history.give(pick(history.world, n));
        }
        history.advance(history.world.now + (before.at(-1)?.[0] ?? 0));
        const there = {
          print: fingerprint(history.world),
          past: remembered(history.past),
          now: history.world.now,
        };
        // commands at the very cycle one goes back to are undone, so stand apart from them
        fc.pre(history.log.every(({ at }) => at < there.now));
        playMoves(history, list.slice(which % list.length));
        history.goTo(there.now);
        expect(fingerprint(history.world)).toBe(there.print);
        expect(remembered(history.past)).toEqual(there.past);
      }),
      { numRuns: 30 },
    );
  });

  test('and forward again to the end makes the very same run', () => {
    fc.assert(
      fc.property(moves, fc.nat(1000), (list, permille) => {
        const { history, left } = historyOf(start);
        playMoves(history, list);
        const tip = { print: fingerprint(history.world), marks: [...history.marks], log: [...history.log] };
        const { furthest } = history;
        history.goTo(Math.floor((furthest * permille) / 1000));
        expect(history.furthest).toBe(furthest);
        history.goTo(furthest + 1);
        expect({ print: fingerprint(history.world), marks: history.marks, log: history.log }).toEqual(tip);
        expect(left).toEqual([]);
      }),
      { numRuns: 30 },
    );
  });

  test('with copies kept on the way comes to the same as from the start', () => {
    fc.assert(
      fc.property(moves, fc.array(fc.nat(1000), { minLength: 1, maxLength: 4 }), (list, stops) => {
        const plain = historyOf(start).history;
        const kept = historyOf(start, { keyframeEvents: 25 }).history;
        playMoves(plain, list);
        playMoves(kept, list);
        for (const permille of stops) {
          const to = Math.floor((plain.furthest * permille) / 1000);
          plain.goTo(to);
          kept.goTo(to);
          expect(fingerprint(kept.world)).toBe(fingerprint(plain.world));
          expect(remembered(kept.past)).toEqual(remembered(plain.past));
          expect(kept.marks).toEqual(plain.marks);
          expect(kept.given).toBe(plain.given);
        }
        playMoves(plain, list.slice(0, 5));
        playMoves(kept, list.slice(0, 5));
        expect(fingerprint(kept.world)).toBe(fingerprint(plain.world));
        expect(kept.log).toEqual(plain.log);
      }),
      { numRuns: 30 },
    );
  });

  test('and playing on gives up what lay ahead, which is kept as a branch', () => {
    const { history, left } = historyOf(start);
    const place = (task: number) => ({ do: 'place' as const, task, pcpu: 0 });
    history.give(place(0));
    history.advance(20_000);
    history.give(place(1));
    history.advance(60_000);
    const log = [...history.log];
    const worth = { stars: stars(history.world), usefulShare: metric(history.world, 'usefulShare')?.value };
    history.goTo(20_000);
    expect(history.log).toEqual(log);
    expect(history.given).toBe(1);
    history.give({ do: 'deck', task: 1, pcpu: 0 });
    expect(left).toEqual([{ from: 20_000, until: 60_000, log, status: 'running', ...worth }]);
    expect(history.log).toEqual([log[0], { at: 20_000, c: { do: 'deck', task: 1, pcpu: 0 } }]);
    expect(history.furthest).toBe(20_000);
  });

  test('is silent: only what is played is heard', () => {
    const heard: number[] = [];
    const { history } = historyOf(start, { heard: (event) => heard.push(event.at) });
    history.give({ do: 'place', task: 0, pcpu: 0 });
    history.advance(20_000);
    const before = heard.length;
    expect(before).toBeGreaterThan(0);
    history.goTo(10_000);
    expect(heard.length).toBe(before);
    history.advance(20_000);
    expect(heard.length).toBeGreaterThan(before);
  });
});

test('in whatever slices a run is played, its world, its marks and its past are the same', () => {
  const slices = fc.array(fc.integer({ min: 1, max: 30_000 }), { minLength: 1, maxLength: 12 });
  fc.assert(
    fc.property(moves, slices, (list, cuts) => {
      const whole = historyOf(start).history;
      playMoves(whole, list);
      const cut = historyOf(start).history;
      let i = 0;
      for (const { at, c } of whole.log) {
        while (cut.world.now < at) cut.advance(Math.min(at, cut.world.now + (cuts[i++ % cuts.length] ?? 1)));
        expect(cut.give(c).ok).toBe(true);
      }
      const end = whole.world.now;
      while (cut.world.now < end) cut.advance(Math.min(end, cut.world.now + (cuts[i++ % cuts.length] ?? 1)));
      expect(fingerprint(cut.world)).toBe(fingerprint(whole.world));
      expect(cut.marks).toEqual(whole.marks);
      expect(remembered(cut.past)).toEqual(remembered(whole.past));
    }),
    { numRuns: 30 },
  );
});

test('a run of a few cycles ends like any other', () => {
  for (const playSecondNs of [1, 2, 5, 9]) {
    const { history } = historyOf(worldOf({ ...SAMPLE, seconds: 1, playSecondNs }));
    const { length } = history.world.setup;
    expect(length).toBeLessThan(40);
    history.advance(length);
    expect(history.world).toMatchObject({ now: length, status: 'over' });
    expect(history.marks.at(-1)?.[0]).toBe(length);
  }
});

test('a refused command changes nothing and is not logged', () => {
  fc.assert(
    fc.property(moves, fc.nat(100_000), (list, n) => {
      const { history, left } = historyOf(start);
      playMoves(history, list);
      history.goTo(Math.floor(history.furthest / 2));
      const print = fingerprint(history.world);
      const log = [...history.log];
      const { given } = history;
      const command = pick(history.world, n);
      const verdict = history.give(command);
      if (verdict.ok) {
        expect(history.log.slice(0, given)).toEqual(log.slice(0, given));
        expect(history.log[given]).toEqual({ at: history.world.now, c: command });
        return;
      }
      expect(fingerprint(history.world)).toBe(print);
      expect(history.log).toEqual(log);
      expect(left).toEqual([]);
    }),
    { numRuns: 100 },
  );
});
