/** Outcomes for tests of what is concluded from them. */
import type { Explained } from '../../src/session/contract.ts';
import { CATEGORIES, type Category } from '../../src/sim/types.ts';

const ledger = Object.fromEntries(CATEGORIES.map((category) => [category, 0])) as Record<Category, number>;

/** An uneventful run without a star, with the given parts. */
export function outcomeOf(part: Partial<Explained>): Explained {
  return {
    level: 'a',
    seed: 1,
    status: 'over',
    stars: 0,
    straight: true,
    goals: [],
    nearMiss: null,
    usefulShare: 0,
    ledger,
    reference: () => null,
    native: () => null,
    *others() {
      yield { mode: 'native', bare: true, work: 10_000, lacks: [] };
    },
    why: () => ({ causeDeed: null, worst: null, costly: [] }),
    cause: null,
    causeDeed: null,
    worst: null,
    costly: [],
    timeline: [],
    actions: 0,
    trustedLines: 0,
    metrics: {},
    run: { schema: 1, rules: '1', level: 'a', hash: '', seed: 1, log: [], marks: [] },
    cycles: 1000,
    fingerprint: 'f',
    ...part,
  };
}
