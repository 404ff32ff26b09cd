/** TLBs: what they know, what a walk takes, and what large pages change of both. */

import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CATEGORY } from '../../../src/sim/access.ts';
import {
  advance,
  apply,
  type CostModel,
  type Cycles,
  copy,
  createWorld,
  fingerprint,
  type GuestSpec,
  type Id,
  type Int,
  knobOf,
  ledger,
  mixOfPhase,
  PAGES_PER_SITE,
  pagingOf,
  quote,
  SITES_PER_LARGE,
  takes,
  VERBS,
  type World,
} from '../../../src/sim/index.ts';

const MODEL = JSON.parse(
  readFileSync(new URL('../../../levels/costs/xeon-2009.json', import.meta.url), 'utf8'),
) as CostModel;
const price = (cost: Id): Cycles => MODEL.costs[cost]?.cycles ?? Number.NaN;
const GIVEN = 'pages.large';
const fixed = (mean: Int) => ({ kind: 'fixed' as const, mean });

type Wish = { sites?: Int; count?: Int; mode?: Id; burst?: Int };

/** It does nothing but compute and use memory, all over `sites` of its pool. */
function guest(id: Id, { sites = 64, count = 16, mode = 'shadowPaging', burst = 1000 }: Wish = {}): GuestSpec {
  return {
    id,
    kernel: 'open',
    vcpus: 1,
    weight: 256,
    mode,
    choices: ['shadowPaging', 'nestedPaging'].map((one) => ({ mode: one, machine: 'm' })),
    machine: 'm',
    footprint: 0,
    boot: 0,
    code: [{ id: 'memory', blocks: sites, instructions: fixed(1) }],
    workload: {
      phases: [
        {
          burst: fixed(burst),
          ops: { access: 1 },
          count: { access: count },
          sites: { access: { pool: 'memory', draw: 'uniform' } },
        },
      ],
    },
  };
}

function host(guests: GuestSpec[], { seed = 1, pcpus = 1, total = 64, knobs = {} } = {}): World {
  const created = createWorld(
    {
      seed,
      length: 2 ** 40,
      machines: [{ id: 'm', costs: 'xeon-2009', pcpus, features: ['vt-x', 'ept'], devices: [], host: 'bare' }],
      kernels: [{ id: 'open', family: 'linux', closed: false, portLines: 0 }],
      guests,
      rules: [],
      scheduler: { kind: 'roundRobin', slice: 100_000 },
      knobs,
      verbs: [...VERBS],
      goals: [],
      maxReboots: 1000,
      tunables: [{ knob: GIVEN, values: [0, 1, 2, 4, 16, 32], per: 'guest', total }],
    },
    [MODEL],
  );
  if (!created.ok) throw new Error(`${created.code} at ${created.path}`);
  return created.world;
}

const counted = (w: World, g: Int = 0) => pagingOf(w, g) ?? { accesses: 0, small: 0, large: 0, mapped: [], under: -1 };
const memory = (w: World, g: Int = 0): Cycles => ledger(w).byGuest[g]?.[CATEGORY.memory] ?? 0;
const give = (w: World, value: Int, g: Int = 0) => apply(w, { do: 'setKnob', knob: GIVEN, value, guest: g });
const missShare = (w: World, g: Int = 0): number => {
  const { accesses, small, large } = counted(w, g);
  return (small + large) / Math.max(1, accesses);
};

describe('a TLB', () => {
  it('misses each page once where all have room, and charges each miss one walk to the guest', () => {
    const w = host([guest('g', { sites: 4 })]);
    advance(w, 2_000_000);
    expect(counted(w).small).toBe(4 * PAGES_PER_SITE);
    expect(counted(w).accesses).toBeGreaterThan(20_000);
    expect(memory(w)).toBe(4 * PAGES_PER_SITE * price('walk'));
  });

  it('misses nearly always where there is far more memory than it knows', () => {
    const w = host([guest('g', { sites: 1024 })]);
    advance(w, 2_000_000);
    expect(missShare(w)).toBeGreaterThan(0.9);
  });

  it.each([128, 256, 512])('with %i entries misses what is beyond them, as it is reckoned', (entries) => {
    const w = host([guest('g', { sites: 64 })], { knobs: { 'tlb.small': entries } });
    advance(w, 3_000_000);
    const expected = 1 - entries / (64 * PAGES_PER_SITE);
    expect(Math.abs(missShare(w) - expected)).toBeLessThan(0.06);
    expect(Math.abs(mixOfPhase(w, 0, 0).small - expected)).toBeLessThan(0.1);
  });

  it('of nested tables takes the same walks, each of them longer', () => {
    const [shadow, nested] = ['shadowPaging', 'nestedPaging'].map((mode) => {
      const w = host([guest('g', { mode, sites: 256 })]);
      advance(w, 1_000_000);
      return { each: memory(w) / counted(w).small, share: missShare(w) };
    });
    expect(shadow?.each).toBeCloseTo(price('walk'), 0);
    expect(nested?.each).toBeCloseTo(price('nested.walk'), 0);
    expect(Math.abs((shadow?.share ?? 0) - (nested?.share ?? 1))).toBeLessThan(0.05);
  });

  it('keeps what it knows of a guest while another runs that needs little', () => {
    const w = host([guest('g', { sites: 8 }), guest('other', { sites: 2 })]);
    advance(w, 3_000_000);
    expect(counted(w, 0).small).toBe(8 * PAGES_PER_SITE);
    expect(counted(w, 1).small).toBe(2 * PAGES_PER_SITE);
  });

  it('forgets a guest that comes to have other tables', () => {
    const w = host([guest('g', { sites: 8 })]);
    advance(w, 500_000);
    apply(w, { do: 'setMode', guest: 0, mode: 'nestedPaging' });
    advance(w, 1_500_000);
    expect(counted(w).small).toBe(16 * PAGES_PER_SITE);
  });
});

describe('large pages', () => {
  const WHOLE = 4;

  it('that hold all of it are missed once each and mapped once each', () => {
    const w = host([guest('g', { sites: WHOLE * SITES_PER_LARGE })]);
    give(w, WHOLE);
    advance(w, 2_000_000);
    expect(counted(w)).toMatchObject({ small: 0, large: WHOLE });
    expect(memory(w)).toBe(WHOLE * (price('walk.large') + price('large.fill')));
  });

  it('that hold a half of it spare half of the misses', () => {
    const [none, half] = [0, WHOLE / 2].map((value) => {
      const w = host([guest('g', { sites: WHOLE * SITES_PER_LARGE })]);
      give(w, value);
      advance(w, 2_000_000);
      return counted(w).small / counted(w).accesses;
    });
    expect((half ?? 1) / (none ?? 0)).toBeGreaterThan(0.3);
    expect((half ?? 1) / (none ?? 0)).toBeLessThan(0.6);
  });

  it('cost their mapping again when they were taken away, which is told before', () => {
    const w = host([guest('g', { sites: WHOLE * SITES_PER_LARGE })]);
    give(w, WHOLE);
    advance(w, 1_000_000);
    expect(quote(w, { do: 'setKnob', knob: GIVEN, value: 0, guest: 0 }).total).toBe(WHOLE * price('large.fill'));
    expect(quote(w, { do: 'setKnob', knob: GIVEN, value: 32, guest: 0 }).total).toBe(0);
    give(w, 0);
    expect(counted(w).mapped).toEqual([]);
    give(w, WHOLE);
    const before = memory(w);
    advance(w, 2_000_000);
    expect(memory(w) - before).toBeGreaterThanOrEqual(WHOLE * price('large.fill'));
  });

  it('are dealt out: nobody has more than there are', () => {
    const w = host([guest('g'), guest('h')], { total: 4 });
    expect(give(w, 4).ok).toBe(true);
    expect(give(w, 1, 1)).toMatchObject({ ok: false, code: 'noneLeft' });
  });
});

describe('a mix', () => {
  it('has shadow paging ahead where there are misses alone, and nested paging where there are none', () => {
    const w = host([guest('g', { sites: 512 })]);
    const [shadow, nested] = w.program.guests[0]?.choices ?? [];
    const of = (given: Int): number[] =>
      [shadow, nested].map((mode) => takes(w, mode ?? 0, mixOfPhase(w, 0, 0, given)));
    const [short = 0, long = 0] = of(0);
    expect(long).toBeGreaterThan(1.5 * short);
    const [one = 0, two = 0] = of(16);
    expect(Math.abs(one - two) / one).toBeLessThan(0.05);
  });
});

describe('whatever is done', () => {
  it('misses are never more than accesses, walks add up to what was charged, and copies go the same way', () => {
    const wish = fc.record({
      sites: fc.integer({ min: 1, max: 512 }),
      count: fc.integer({ min: 1, max: 40 }),
      mode: fc.constantFrom('shadowPaging', 'nestedPaging', 'native'),
    });
    const turn = fc.record({
      after: fc.integer({ min: 1, max: 90_000 }),
      guest: fc.integer({ min: 0, max: 1 }),
      value: fc.constantFrom(0, 1, 2, 4, 16, 32),
    });
    fc.assert(
      fc.property(
        wish,
        wish,
        fc.array(turn, { maxLength: 8 }),
        fc.integer({ min: 0, max: 999 }),
        (a, b, turns, seed) => {
          const w = host([guest('a', a), guest('b', b)], { seed, pcpus: 2, total: 32 });
          for (const { after, guest: g, value } of turns) {
            advance(w, w.now + after);
            give(w, value, g);
            expect(knobOf(w, GIVEN, 0) + knobOf(w, GIVEN, 1)).toBeLessThanOrEqual(32);
          }
          const other = copy(w);
          const end = w.now + 200_000;
          for (const one of [w, other]) advance(one, end);
          expect(fingerprint(other)).toBe(fingerprint(w));
          for (const g of [0, 1]) {
            const { accesses, small, large, mapped } = counted(w, g);
            expect(small + large).toBeLessThanOrEqual(accesses);
            expect(new Set(mapped).size).toBe(mapped.length);
            expect(mapped.length).toBeLessThanOrEqual(knobOf(w, GIVEN, g));
          }
        },
      ),
      { numRuns: 60 },
    );
  });
});
