import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type BedState, createBed, levels } from '../../src/audio/bed.ts';
import type { Layer } from '../../src/audio/sounds.ts';

const HEALTHY: BedState = { health: 1, steal: 0, activity: 0.8, paused: false };
const STRAINED: BedState = { health: 0.5, steal: 0.6, activity: 0.5, paused: false };

type Moved = { layer: Layer; from: number; to: number; at: number };

function listen() {
  const moved: Moved[] = [];
  let now = 0;
  const bed = createBed((layer, from, to) => moved.push({ layer, from, to, at: now }));
  return {
    moved,
    /** what a layer will have come to */
    level: (layer: Layer): number => moved.filter((move) => move.layer === layer).at(-1)?.to ?? 0,
    follow(state: BedState, at: number, volume = 1) {
      now = at;
      bed.follow(state, volume, at);
    },
    rest: bed.rest,
  };
}

describe('levels', () => {
  test('a healthy machine has no tension; a strained one has, and loses its pulse', () => {
    expect(levels(HEALTHY).tension).toBe(0);
    expect(levels(STRAINED).tension).toBeGreaterThan(0.5);
    expect(levels(STRAINED).pulse).toBeLessThan(levels(HEALTHY).pulse / 2);
  });

  test('an idle machine is a pad alone', () => {
    expect(levels({ health: 1, steal: 0, activity: 0, paused: false })).toEqual({
      pad: 1,
      bass: 0,
      pulse: 0,
      tension: 0,
    });
  });

  test('more steal is never less tension, more work never less pulse', () => {
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(share, share, share, share, (health, activity, a, b) => {
        const [low, high] = a < b ? [a, b] : [b, a];
        const at = (part: Partial<BedState>) => levels({ health, activity, steal: 0, paused: false, ...part });
        expect(at({ steal: high }).tension).toBeGreaterThanOrEqual(at({ steal: low }).tension);
        expect(at({ activity: high }).pulse).toBeGreaterThanOrEqual(at({ activity: low }).pulse);
      }),
    );
  });

  test('are shares, whatever comes in', () => {
    fc.assert(
      fc.property(fc.double(), fc.double(), fc.double(), fc.boolean(), (health, steal, activity, paused) => {
        for (const level of Object.values(levels({ health, steal, activity, paused }))) {
          expect(level).toBeGreaterThanOrEqual(0);
          expect(level).toBeLessThanOrEqual(1);
        }
      }),
    );
  });
});

describe('the loops', () => {
  test('a state that stays moves nothing twice', () => {
    const { moved, follow } = listen();
    for (let at = 0; at < 2000; at += 16) follow(HEALTHY, at);
    expect(moved.map(({ layer }) => layer)).toEqual(['pad', 'bass', 'pulse']);
  });

  test('a state that trembles moves nothing', () => {
    const { moved, follow } = listen();
    follow(HEALTHY, 0);
    const before = moved.length;
    for (let at = 1000; at < 3000; at += 16) follow({ ...HEALTHY, activity: 0.45 + (at % 3) * 0.001 }, at);
    expect(moved.length - before).toBeLessThanOrEqual(2);
  });

  test('a new fade begins where the old one is', () => {
    const { moved, follow, level } = listen();
    follow(HEALTHY, 0);
    const full = level('pad');
    follow({ ...HEALTHY, paused: true }, 450);
    expect(moved.filter(({ layer }) => layer === 'pad').at(-1)?.from).toBeCloseTo(full / 2, 2);
  });

  test('every move goes somewhere, in hundredths: Howler would never end another', () => {
    const state = fc.record({
      health: fc.double({ min: 0, max: 1, noNaN: true }),
      steal: fc.double({ min: 0, max: 1, noNaN: true }),
      activity: fc.double({ min: 0, max: 1, noNaN: true }),
      paused: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(fc.tuple(state, fc.nat(1200), fc.nat(10)), { maxLength: 40 }), (steps) => {
        const { moved, follow } = listen();
        let at = 0;
        for (const [step, wait, volume] of steps) {
          at += wait;
          follow(step, at, volume / 10);
        }
        for (const { from, to } of moved) {
          expect(Math.abs(from - to)).toBeGreaterThan(0.005);
          for (const end of [from, to]) {
            expect(Math.abs(end * 100 - Math.round(end * 100))).toBeLessThan(1e-9);
            expect(end).toBeGreaterThanOrEqual(0);
            expect(end).toBeLessThanOrEqual(0.25);
          }
        }
      }),
    );
  });

  test('volume zero is silence', () => {
    const { follow, level } = listen();
    follow(STRAINED, 0);
    follow(STRAINED, 1000, 0);
    for (const layer of ['pad', 'bass', 'pulse', 'tension'] as const) expect(level(layer)).toBe(0);
  });

  test('at rest only the pad goes on, and then all come back', () => {
    const { follow, level, rest } = listen();
    follow(HEALTHY, 0);
    const pulse = level('pulse');
    rest(6000);
    follow(HEALTHY, 1000);
    expect([level('pulse'), level('bass')]).toEqual([0, 0]);
    expect(level('pad')).toBeGreaterThan(0);
    follow(HEALTHY, 6000);
    expect(level('pulse')).toBe(pulse);
  });
});
