/** What happened lately: the counters now, less what they were a few seconds of play ago. */
import { type Bp, CATEGORIES, type Category, type Cycles, type Int, type World } from '../../sim/index.ts';
import { countersOf, type Sample, type Samples, since, type Waits, waitsLately } from '../past/samples.ts';

const index = (category: Category): Int => CATEGORIES.indexOf(category);
const USER = index('guestUser');
const KERNEL = index('guestKernel');
const IDLE = index('idle');
const DECISION = index('decision');

/** a ÷ b in basis points, rounded down; 0 when b is 0 */
export const share = (a: Int, b: Int): Bp => (b <= 0 ? 0 : Math.floor((a * 10_000) / b));

const sum = (row: readonly Int[] | undefined): Int => (row ?? []).reduce((total, value) => total + value, 0);

export type Lately = {
  /** cycles of the stretch, over all pCPUs that are on */
  capacity: Cycles;
  /** … of which in one category */
  spent(category: Category): Cycles;
  pcpu(p: Int): { useful: Bp; overhead: Bp; decision: Bp; idle: Bp };
  /** `work`: as cycles that it takes on the bare machine */
  guest(g: Int): { all: Cycles; useful: Cycles; work: Cycles };
  /** operations that cost the hypervisor something: how many, and its cycles for them */
  ops(g: Int): { op: Int; count: Int; cycles: Cycles }[];
  /** how many of one operation */
  count(g: Int, op: Int): Int;
  cache(g: Int): { hits: Int; misses: Int };
  /** cycles of the stretch */
  elapsed: Cycles;
  /** cycles that vCPUs of a guest were ready but not running */
  waited(g: Int): Cycles;
  /** for what they waited; 10,000 = one of them at any time */
  waits(g: Int): Waits;
};

/** `seconds`: of play that it looks back, where not as far as usual */
export function lately(samples: Samples, w: World, seconds?: Int): Lately {
  const now = countersOf(w);
  const then = since(samples, seconds);
  const difference = (a: readonly Int[] | undefined, b: readonly Int[] | undefined): Int[] =>
    (a ?? []).map((value, i) => value - (b?.[i] ?? 0));
  const row = (key: 'byGuest' | 'byPcpu', i: Int): Int[] => difference(now[key][i], then[key][i]);
  const counter = (key: 'cacheHits' | 'cacheMisses', of: Sample, g: Int): Int => of[key][g] ?? 0;
  const count = (g: Int, op: Int): Int => (now.opCount[g]?.[op] ?? 0) - (then.opCount[g]?.[op] ?? 0);
  const pcpus = w.pcpus.map((_, p) => row('byPcpu', p));
  // more than one part asks for these
  const waits = new Map<Int, Waits>();
  const guests = w.guests.map((_, g) => {
    const cycles = row('byGuest', g);
    return {
      all: sum(cycles),
      useful: (cycles[USER] ?? 0) + (cycles[KERNEL] ?? 0),
      work: (now.work[g] ?? 0) - (then.work[g] ?? 0),
    };
  });
  return {
    capacity: pcpus.reduce((total, cycles, p) => total + (w.pcpus[p]?.interval === 'off' ? 0 : sum(cycles)), 0),
    spent: (category) => pcpus.reduce((total, cycles) => total + (cycles[index(category)] ?? 0), 0),
    elapsed: now.at - then.at,
    waited: (g) => (now.waited[g] ?? 0) - (then.waited[g] ?? 0),
    waits(g) {
      const found = waits.get(g) ?? waitsLately(samples, w, g);
      waits.set(g, found);
      return found;
    },
    pcpu(p) {
      const cycles = pcpus[p] ?? [];
      const all = sum(cycles);
      const useful = (cycles[USER] ?? 0) + (cycles[KERNEL] ?? 0);
      const idle = cycles[IDLE] ?? 0;
      const decision = cycles[DECISION] ?? 0;
      return {
        useful: share(useful, all),
        overhead: share(all - useful - idle - decision, all),
        decision: share(decision, all),
        idle: share(idle, all),
      };
    },
    guest: (g) => guests[g] ?? { all: 0, useful: 0, work: 0 },
    count,
    ops(g) {
      const [cycles, before] = [now.opCycles[g] ?? [], then.opCycles[g] ?? []];
      const found: ReturnType<Lately['ops']> = [];
      // most kinds of operation never occur: nothing is made for them
      for (const [op, spent] of cycles.entries()) {
        const more = spent - (before[op] ?? 0);
        if (more > 0) found.push({ op, count: count(g, op), cycles: more });
      }
      return found;
    },
    cache: (g) => ({
      hits: counter('cacheHits', now, g) - counter('cacheHits', then, g),
      misses: counter('cacheMisses', now, g) - counter('cacheMisses', then, g),
    }),
  };
}
