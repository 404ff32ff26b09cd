import { describe, expect, it } from 'vitest';
import {
  advance,
  apply,
  createWorld,
  type EpisodeKind,
  type Episodes,
  episodesOf,
  MAX_EPISODES,
  type Setup,
  type World,
} from '../../../src/sim/index.ts';
import { factorAt } from '../../../src/sim/mechanisms/episodes.ts';
import { done, house, MODEL, MS, requests, setupOf, tenant } from './house.ts';

const KINDS: Episodes['kinds'] = [
  { kind: 'cpuHog', weight: 1, role: 'batch', factorBp: 40_000 },
  { kind: 'cacheFlood', weight: 2, role: 'batch', factorBp: 30_000 },
  { kind: 'callStorm', weight: 2, role: 'batch', factorBp: 100_000 },
  { kind: 'spike', weight: 1, role: 'service', factorBp: 18_000 },
  { kind: 'growth', weight: 1, role: 'service', factorBp: 16_000, lasting: true },
];
const plan = (more: Partial<Episodes> = {}): Episodes => ({
  first: 10 * MS,
  gap: 5 * MS,
  every: { kind: 'uniform', mean: 5 * MS },
  least: 5 * MS,
  lasts: { kind: 'uniform', mean: 5 * MS },
  kinds: KINDS,
  ...more,
});

/** A house with two services and two batch tenants, all of which do a little of everything. */
function troubled(seed: number, episodes: Episodes = plan(), more: Partial<Setup> = {}): World {
  const guests = ['web', 'db', 'mail', 'nightly'].map((id, g) =>
    tenant(id, { role: g < 2 ? 'service' : 'batch', pages: 100, workload: requests(1, 1, MS / 10, 'lock', 10) }),
  );
  return house(guests, { seed, episodes, ...more });
}

const kindsOf = (w: World): EpisodeKind[] => episodesOf(w).map(({ kind }) => kind);

describe('trouble', () => {
  it.each([1, 2, 3, 4, 5])('of every kind comes before one comes again too often (seed %i)', (seed) => {
    const w = troubled(seed);
    advance(w, 400 * MS);
    const deck = KINDS.flatMap(({ kind, weight }) => new Array<EpisodeKind>(weight).fill(kind)).sort();
    const kinds = kindsOf(w);
    expect(kinds.length).toBeGreaterThan(3 * deck.length);
    for (let round = 0; round < 3; round++)
      expect(kinds.slice(round * deck.length, (round + 1) * deck.length).sort()).toEqual(deck);
  });

  it('comes in an order that only the seed knows', () => {
    const orders = [1, 2, 3, 4, 5, 6].map((seed) => {
      const w = troubled(seed);
      advance(w, 100 * MS);
      return kindsOf(w).join();
    });
    expect(new Set(orders).size).toBeGreaterThan(3);
  });

  it('is the same whatever the player does', () => {
    const idle = troubled(7);
    const played = troubled(7);
    advance(played, 20 * MS);
    apply(played, { do: 'setCap', guest: 2, value: 100 });
    apply(played, { do: 'setCallLimit', guest: 3, value: 1 });
    for (const w of [idle, played]) advance(w, 300 * MS);
    expect(episodesOf(played)).toEqual(episodesOf(idle));
  });

  it.each(KINDS)('opens with $kind if the level says so', ({ kind }) => {
    for (const seed of [1, 2, 3]) {
      const w = troubled(seed, plan({ opens: kind }));
      advance(w, 40 * MS);
      expect(kindsOf(w)[0]).toBe(kind);
    }
  });

  it('befalls whom its kind befalls, rather somebody who is not in trouble already', () => {
    const w = troubled(3);
    advance(w, 400 * MS);
    for (const { guest, kind } of episodesOf(w))
      expect(w.setup.guests[guest]?.role).toBe(KINDS.find((row) => row.kind === kind)?.role);
    const grown = episodesOf(w)
      .filter(({ kind }) => kind === 'growth')
      .slice(0, 2);
    expect(new Set(grown.map(({ guest }) => guest)).size).toBe(2);
  });

  it('lasts as long as the level says, growth to the end', () => {
    const w = troubled(4);
    advance(w, 200 * MS);
    for (const { kind, since, until } of episodesOf(w)) {
      if (kind === 'growth') expect(until).toBeGreaterThan(w.setup.length);
      else {
        expect(until - since).toBeGreaterThan(5 * MS);
        expect(until - since).toBeLessThanOrEqual(15 * MS);
      }
    }
    const gaps = episodesOf(w)
      .slice(1)
      .map(({ since }, n) => since - (episodesOf(w)[n]?.since ?? 0));
    expect(Math.min(...gaps)).toBeGreaterThan(5 * MS);
    expect(Math.max(...gaps)).toBeLessThanOrEqual(15 * MS);
  });
});

describe('what a kind multiplies', () => {
  // kind, the operation of the workload, and what becomes more: requests, or operations in each
  const rows: [EpisodeKind, 'lock' | 'touch', 'arrivals' | 'counts' | 'nothing'][] = [
    ['cpuHog', 'lock', 'arrivals'],
    ['spike', 'lock', 'arrivals'],
    ['growth', 'lock', 'arrivals'],
    ['callStorm', 'lock', 'counts'],
    ['callStorm', 'touch', 'nothing'],
    ['cacheFlood', 'touch', 'counts'],
    ['cacheFlood', 'lock', 'nothing'],
  ];
  it.each(rows)('%s of a guest that does %s: %s', (kind, op, more) => {
    const once = plan({
      first: 0,
      gap: 9_000 * MS,
      every: { kind: 'fixed', mean: 1 },
      least: 9_000 * MS,
      kinds: [{ kind, weight: 1, role: 'batch', factorBp: 20_000 }],
    });
    const guests = [tenant('g', { role: 'batch', vcpus: 4, pages: 100, workload: requests(1, 1, MS / 10, op, 4) })];
    const [calm, hit] = [house(guests), house(guests, { episodes: once })];
    for (const w of [calm, hit]) advance(w, 200 * MS);
    const ratio = (count: (w: World) => number): number => count(hit) / count(calm);
    const arrivals = ratio((w) => w.guests[0]?.arrived ?? 0);
    const each = ratio((w) => done(w, 0, op) / (w.guests[0]?.served ?? 1));
    expect(arrivals > 1.5).toBe(more === 'arrivals');
    expect(each > 1.5).toBe(more === 'counts');
  });

  it('is judged by when a request arrived, not by when somebody got round to it', () => {
    const w = troubled(1);
    advance(w, 60 * MS);
    const [episode] = episodesOf(w);
    if (episode === undefined) throw new Error('no trouble');
    const { guest, kind, since, until, factor } = episode;
    expect(factorAt(w, guest, kind, since - 1)).toBe(10_000);
    expect(factorAt(w, guest, kind, since)).toBe(factor);
    expect(factorAt(w, guest, kind, until - 1)).toBe(factor);
    expect(factorAt(w, guest, kind, until)).toBe(10_000);
  });
});

describe('a level', () => {
  const create = (episodes: Episodes, guests = [tenant('a')]) => createWorld(setupOf(guests, { episodes }), [MODEL]);

  it('may not put more into a deck than anybody could meet', () => {
    const [kind] = KINDS;
    if (kind === undefined) throw new Error('no kinds');
    expect(create(plan({ kinds: [{ ...kind, weight: 64 }] })).ok).toBe(true);
    expect(create(plan({ kinds: [{ ...kind, weight: 65 }] }))).toMatchObject({ ok: false, code: 'outOfRange' });
  });

  it('that asks for trouble in every cycle gets a bounded amount', () => {
    const w = troubled(1, plan({ first: 0, gap: 0, every: { kind: 'fixed', mean: 1 } }));
    advance(w, MS);
    expect(episodesOf(w).length).toBe(MAX_EPISODES);
  });

  it('cannot have its tenants read from a disk that the machine has not', () => {
    const setup = setupOf([tenant('a', { pages: 10, workload: requests(1, 1, MS / 10, 'touch', 4) })]);
    const [machine] = setup.machines;
    if (machine === undefined) throw new Error('no machine');
    expect(createWorld({ ...setup, machines: [{ ...machine, devices: [] }] }, [MODEL])).toMatchObject({
      ok: false,
      code: 'noSuchDevice',
    });
  });
});
