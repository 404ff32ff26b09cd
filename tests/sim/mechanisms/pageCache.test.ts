import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { advance, cacheOf, type LimitName, metric, type World } from '../../../src/sim/index.ts';
import { dropPages, touch } from '../../../src/sim/mechanisms/pageCache.ts';
import { cpu, done, house, limit, MS, requests, tenant } from './house.ts';

/** A database that lives on its 600 pages, and a batch tenant that reads 32 pages again and again. */
function flooded(): World {
  return house(
    [
      tenant('db', { pages: 600, vcpus: 4, workload: requests(1, 2, MS / 8, 'touch', 12) }),
      tenant('batch', { pages: 200, vcpus: 3, role: 'batch', workload: requests(1, 1, MS / 10, 'touch', 32) }),
    ],
    {
      episodes: {
        first: 0,
        every: { kind: 'fixed', mean: 10 * MS },
        lasts: { kind: 'fixed', mean: 10_000 * MS },
        kinds: [{ kind: 'cacheFlood', weight: 1, role: 'batch', factorBp: 20_000 }],
      },
    },
  );
}

const [DB, BATCH] = [0, 1];
const inMs = (w: World): number => (metric(w, 'requestP90', 'db')?.value ?? 0) / 1e6;

describe('a flood empties everybody’s cache', () => {
  it('and those who lived on it wait for the disk, while the flooder hardly uses the CPU', () => {
    const w = flooded();
    advance(w, 10 * MS);
    expect(cacheOf(w, 0).resident[DB], 'calm').toBe(600);
    advance(w, 200 * MS);
    expect(cacheOf(w, 0).resident[DB]).toBeLessThan(300);
    expect(inMs(w)).toBeGreaterThan(2);
    expect(cpu(w, BATCH)).toBeLessThan(0.35);
  });

  // what is limited, for whom, and whether the database keeps its pages
  const remedies: [string, LimitName, number, number, boolean][] = [
    ['a page cap on the flooder', 'pageCap', BATCH, 200, true],
    ['half a pCPU for the flooder', 'cap', BATCH, 5_000, false],
    ['a call limit on the flooder', 'callLimit', BATCH, 16, false],
    ['four times the weight for the victim', 'weight', DB, 1024, false],
    ['a page cap on the victim', 'pageCap', DB, 600, false],
  ];
  it.each(remedies)('%s', (_, name, guest, value, helps) => {
    const w = flooded();
    advance(w, 10 * MS);
    limit(w, guest, name, value);
    advance(w, 200 * MS);
    if (helps) {
      expect(cacheOf(w, 0).resident[DB]).toBe(600);
      expect(inMs(w)).toBeLessThan(1);
    } else expect(cacheOf(w, 0).resident[DB]).toBeLessThan(350);
  });
});

describe('reading pages', () => {
  const reader = (resident: number): World => {
    const w = house([tenant('reader', { pages: 400 })]);
    cacheOf(w, 0).resident[0] = resident;
    cacheOf(w, 0).used = resident;
    return w;
  };

  it.each([
    [400, 0],
    [300, 0.25],
    [200, 0.5],
    [0, 1],
  ])('with %i of 400 pages resident misses a share of %f', (resident, share) => {
    const w = reader(resident);
    let missing = 0;
    for (let i = 0; i < 200; i++) {
      missing += touch(w, 0, 10, 0);
      cacheOf(w, 0).resident[0] = resident;
      cacheOf(w, 0).used = resident;
    }
    expect(missing / 2000).toBeCloseTo(share, 1);
  });

  it('brings in what is missing, so that the next reader finds it', () => {
    const w = reader(0);
    for (let i = 0; i < 400; i++) touch(w, 0, 10, 0);
    expect(cacheOf(w, 0).resident[0]).toBeGreaterThan(390);
    const { misses } = cacheOf(w, 0);
    const before = misses[0] ?? 0;
    for (let i = 0; i < 40; i++) touch(w, 0, 10, 0);
    expect((misses[0] ?? 0) - before).toBeLessThan(10);
  });

  it('never holds more pages than there are, whoever reads how much under which cap', () => {
    const read = fc.record({
      guest: fc.nat(2),
      pages: fc.integer({ min: 1, max: 300 }),
      cap: fc.constantFrom(0, 50, 400),
    });
    fc.assert(
      fc.property(fc.array(read, { maxLength: 60 }), (reads) => {
        const w = house([600, 500, 400].map((pages, g) => tenant(`g${g}`, { pages })));
        advance(w, 0);
        for (const { guest, pages, cap } of reads) {
          limit(w, guest, 'pageCap', cap);
          const missing = touch(w, guest, pages, 0);
          expect(missing).toBeGreaterThanOrEqual(0);
          expect(missing).toBeLessThanOrEqual(pages);
          const held = cacheOf(w, 0).resident.reduce((sum, n) => sum + n, 0);
          expect(held).toBe(cacheOf(w, 0).used);
          expect(held).toBeLessThanOrEqual(1000);
          if (cap > 0) expect(cacheOf(w, 0).resident[guest]).toBeLessThanOrEqual(cap);
        }
      }),
    );
  });

  it('of a virtual machine passes the shared cache by', () => {
    const w = house([
      tenant('vm', { pages: 300, mode: 'hardwareAssisted2', workload: requests(1, 1, MS / 10, 'touch', 8) }),
    ]);
    advance(w, 20 * MS);
    expect(done(w, 0, 'touch')).toBeGreaterThan(100);
    expect(cacheOf(w, 0).misses[0]).toBe(0);
    expect(w.devices[0]?.drawn).toBe(0);
  });
});

describe('places in the cache', () => {
  it('are full at the start: the machine has been running', () => {
    expect(cacheOf(house([tenant('a', { pages: 300 }), tenant('b', { pages: 500 })]), 0).resident).toEqual([300, 500]);
    expect(cacheOf(house([tenant('a', { pages: 800 }), tenant('b', { pages: 500 })]), 0).resident).toEqual([800, 200]);
  });

  it('are given back at once under a new cap, and when a tenant leaves', () => {
    const w = house([tenant('a', { pages: 300 }), tenant('b', { pages: 500 })]);
    advance(w, 0);
    limit(w, 0, 'pageCap', 100);
    expect([...cacheOf(w, 0).resident, cacheOf(w, 0).used]).toEqual([100, 500, 600]);
    dropPages(w, 1);
    expect([...cacheOf(w, 0).resident, cacheOf(w, 0).used]).toEqual([100, 0, 100]);
  });
});
