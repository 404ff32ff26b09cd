/** The properties of the core, held by a house of containers: shared cache, lock, limits, applicants, trouble. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import {
  advance,
  apply,
  type Command,
  cacheOf,
  can,
  copy,
  episodesOf,
  fingerprint,
  ledger,
  OPS,
  timeOf,
  type World,
} from '../../../src/sim/index.ts';
import { HOLD, house, MS, requests, tenant } from './house.ts';

function fullHouse(seed: number): World {
  const stay = { stay: 900 * MS, risk: 150 * MS };
  return house(
    [
      tenant('web', {
        vcpus: 2,
        pages: 200,
        workload: requests(2, 2, MS / 10, 'lock', 40),
        goal: { metric: 'request', tolerance: MS, patience: 20 * MS, regain: 10_000 },
      }),
      tenant('db', {
        vcpus: 3,
        pages: 500,
        workload: requests(1, 3, MS / 10, 'touch', 12),
        goal: { metric: 'request', tolerance: MS, patience: 20 * MS, regain: 10_000 },
      }),
      tenant('batch', {
        vcpus: 3,
        pages: 100,
        role: 'batch',
        workload: requests(1, 4, MS / 5, 'touch', 24),
        goal: { metric: 'progress', tolerance: MS, patience: 40 * MS, regain: 10_000 },
      }),
      tenant('visitor', {
        role: 'applicant',
        enters: { at: 5 * MS, ...stay },
        workload: {
          script: [{ burst: MS / 4 }, { op: 'lock', count: 50 }, { op: 'touch', count: 8 }, { sleep: MS / 2 }],
          loop: true,
        },
      }),
      tenant('desk', {
        role: 'applicant',
        kernel: 'windows',
        mode: 'hardwareAssisted2',
        enters: { at: 9 * MS, ...stay },
      }),
    ],
    {
      seed,
      episodes: {
        first: MS,
        every: { kind: 'uniform', mean: 20 * MS },
        lasts: { kind: 'uniform', mean: 30 * MS },
        kinds: (['cpuHog', 'cacheFlood', 'callStorm'] as const).map((kind) => ({
          kind,
          weight: 1,
          role: 'batch',
          factorBp: 30_000,
        })),
      },
    },
  );
}

const guest = fc.integer({ min: -1, max: 5 });
const command: fc.Arbitrary<Command> = fc.oneof(
  fc.record({
    do: fc.constantFrom('setWeight', 'setCap', 'setPageCap', 'setCallLimit'),
    guest,
    value: fc.constantFrom(-1, 0, 1, 60, 512, 5_000, 9_999_999),
  }),
  fc.record({
    do: fc.constant('admit' as const),
    guest,
    mode: fc.constantFrom('container', 'hardwareAssisted2', 'native'),
  }),
  fc.record({ do: fc.constant('refuse' as const), guest }),
);
const plays = fc.array(fc.record({ after: fc.integer({ min: 0, max: 40 * MS }), c: command }), { maxLength: 25 });
const seeds = fc.integer({ min: 0, max: 2 ** 32 - 1 });
const END = 400 * MS;

function play(w: World, moves: { after: number; c: Command }[], each?: () => void): { at: number; c: Command }[] {
  const log: { at: number; c: Command }[] = [];
  for (const { after, c } of moves) {
    const at = Math.min(END, w.now + after);
    advance(w, at);
    if (apply(w, c).ok) log.push({ at, c });
    each?.();
  }
  advance(w, END);
  return log;
}

const sum = (cycles: readonly number[]): number => cycles.reduce((a, b) => a + b, 0);

it('every cycle is booked once, and the shared things stay whole', () => {
  fc.assert(
    fc.property(seeds, plays, (seed, moves) => {
      const w = fullHouse(seed);
      const check = (): void => {
        const { byPcpu, byGuest } = ledger(w);
        for (const row of byPcpu) expect(sum(row)).toBe(w.now);
        expect(sum(byGuest.flat())).toBe(w.now * w.pcpus.length);
        for (const t of w.tasks.keys()) expect(sum(timeOf(w, t))).toBe(w.now);
        expect(sum(cacheOf(w, 0).resident)).toBe(cacheOf(w, 0).used);
        expect(cacheOf(w, 0).used).toBeLessThanOrEqual(1000);
        expect(w.kept.locks?.[0]?.line).not.toContain(w.kept.locks?.[0]?.holder);
        const calls = sum(w.opCount.map((row) => row[OPS.indexOf('lock')] ?? 0));
        expect(calls * HOLD).toBeLessThanOrEqual(w.now);
      };
      play(w, moves, check);
      check();
    }),
    { numRuns: 25 },
  );
});

it('slices, copies and logs give the same house', () => {
  fc.assert(
    fc.property(seeds, plays, fc.integer({ min: MS / 4, max: 5 * MS }), (seed, moves, slice) => {
      const straight = fullHouse(seed);
      const log = play(straight, moves);
      let sliced = fullHouse(seed);
      for (const { at, c } of [...log, { at: END, c: null }]) {
        while (sliced.now < at) advance(sliced, Math.min(at, sliced.now + slice));
        sliced = copy(sliced);
        if (c !== null) expect(apply(sliced, c).ok).toBe(true);
      }
      expect(fingerprint(sliced)).toBe(fingerprint(straight));
    }),
    { numRuns: 25 },
  );
});

it('what is refused changes nothing', () => {
  fc.assert(
    fc.property(seeds, plays, (seed, moves) => {
      const w = fullHouse(seed);
      for (const { after, c } of moves) {
        advance(w, w.now + after);
        const before = fingerprint(w);
        const { ok } = can(w, c);
        expect(fingerprint(w)).toBe(before);
        expect(apply(w, c).ok).toBe(ok);
        if (!ok) expect(fingerprint(w)).toBe(before);
      }
    }),
    { numRuns: 25 },
  );
});

it('demand is the same whatever the player does', () => {
  fc.assert(
    fc.property(seeds, plays, (seed, moves) => {
      const idle = fullHouse(seed);
      const played = fullHouse(seed);
      advance(idle, END);
      play(played, moves);
      expect(episodesOf(played)).toEqual(episodesOf(idle));
      for (const g of [0, 1, 2]) expect(played.guests[g]?.arrived).toBe(idle.guests[g]?.arrived);
    }),
    { numRuns: 15 },
  );
});
