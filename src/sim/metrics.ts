/**
 * Metrics: everything that is shown or scored, derived from the ledger and the counters.
 *
 * Shares are basis points, times nanoseconds, the rest counts. Products that could leave the safe integers use BigInt.
 */
import { CATEGORY } from './access.ts';
import { quantile } from './histogram.ts';
import { capacity, ledger, timeOf, totals, workOf } from './ledger.ts';
import { nanoseconds, ratio } from './measure.ts';
import type { Measured, Mechanism, Reader } from './mechanism.ts';
import { MECHANISMS } from './mechanisms/index.ts';
import { oldestRequest } from './mood.ts';
import type { Histogram, World } from './state.ts';
import { type Bp, type Cycles, type Goal, type Id, type Int, NEVER, STATES } from './types.ts';

const vcpus = (w: World, of: readonly Int[]): Int[] =>
  of.flatMap((g) =>
    Array.from({ length: w.program.guests[g]?.vcpus ?? 0 }, (_, v) => (w.program.guests[g]?.firstTask ?? 0) + v),
  );

/** The guests that a metric is about: one by id, those of a role, or all. */
function guestsOf(w: World, of: Id | undefined): Int[] {
  const all = w.setup.guests.map((_, g) => g);
  return of === undefined || of === 'all'
    ? all
    : all.filter((g) => w.setup.guests[g]?.id === of || w.setup.guests[g]?.role === of);
}

function openWaits(w: World, guests: readonly Int[]): Cycles[] {
  return vcpus(w, guests).flatMap((t) =>
    w.tasks[t]?.wokenAt === NEVER ? [] : [w.now - (w.tasks[t]?.wokenAt ?? w.now)],
  );
}

function openRequests(w: World, guests: readonly Int[]): Cycles[] {
  return guests.flatMap((g) => (oldestRequest(w, g) === NEVER ? [] : [w.now - oldestRequest(w, g)]));
}

function atRank(w: World, all: readonly Histogram[], open: readonly Cycles[], bp: Bp): Measured {
  const found = quantile(all, open, bp);
  return found === null ? null : { value: nanoseconds(w, found.value), samples: found.samples };
}

const pick = (rows: readonly Histogram[], guests: readonly Int[]): Histogram[] =>
  guests.flatMap((g) => (rows[g] === undefined ? [] : [rows[g]]));
const sumOf = (guests: readonly Int[], value: (g: Int) => Int): Measured => ({
  value: guests.reduce((sum, g) => sum + value(g), 0),
  samples: guests.length,
});

const WANTING = (['ready', 'running', 'exited'] as const).map((state) => STATES.indexOf(state));

/** Cycles for which the vCPUs of a guest wanted a pCPU, whether they had one or not. Who polls has one, and wants none. */
function wanted(w: World, g: Int): Cycles {
  const { firstTask, vcpus } = w.program.guests[g] ?? { firstTask: 0, vcpus: 0 };
  const of = (t: Int): Cycles => WANTING.reduce((sum, state) => sum + (timeOf(w, t)[state] ?? 0), 0);
  const all = Array.from({ length: vcpus }, (_, n) => of(firstTask + n)).reduce((sum, cycles) => sum + cycles, 0);
  return w.hooks.lingers.length === 0 ? all : all - (ledger(w).byGuest[g]?.[CATEGORY.polling] ?? 0);
}

/**
 * Jain's index over the guests that wanted to run: cycles received while they did, by weight. 10000 = all alike.
 * Source of the index: Jain, Chiu and Hawe, DEC-TR-301, 1984.
 */
function fairness(w: World, guests: readonly Int[]): Measured {
  const { byGuest } = ledger(w);
  let sum = 0n;
  let squares = 0n;
  let count = 0;
  for (const g of guests) {
    const time = wanted(w, g);
    if (time === 0) continue;
    const received = (byGuest[g] ?? []).reduce((all, cycles) => all + cycles, 0);
    const x = (BigInt(received) * 1_000_000_000n) / (BigInt(time) * BigInt(w.guests[g]?.weight ?? 1));
    sum += x;
    squares += x * x;
    count++;
  }
  return squares === 0n ? null : { value: Number((sum * sum * 10_000n) / (BigInt(count) * squares)), samples: count };
}

const wakeAt =
  (bp: Bp): Reader =>
  (w, guests) =>
    atRank(w, pick(w.wake, guests), openWaits(w, guests), bp);
const requestAt =
  (bp: Bp): Reader =>
  (w, guests) =>
    atRank(w, pick(w.request, guests), openRequests(w, guests), bp);

const answerAt =
  (bp: Bp): Reader =>
  (w, guests) => {
    const lost = guests.flatMap((g) => new Array<Cycles>(w.guests[g]?.dropped ?? 0).fill(w.now));
    return atRank(w, pick(w.request, guests), [...openRequests(w, guests), ...lost], bp);
  };

function usefulOf(w: World, guests: readonly Int[]): Cycles {
  const rows = ledger(w).byGuest;
  return guests.reduce(
    (sum, g) => sum + (rows[g]?.[CATEGORY.guestUser] ?? 0) + (rows[g]?.[CATEGORY.guestKernel] ?? 0),
    0,
  );
}

/** What restarts have thrown away of guests' work, as cycles that it would take on the bare machine. */
const lostBy = (w: World, guests: readonly Int[]): Cycles =>
  guests.reduce((sum, g) => sum + (w.guests[g]?.lost ?? 0), 0);

/** Work of guests so far, less what restarts have thrown away. */
const doneBy = (w: World, guests: readonly Int[]): Cycles =>
  guests.reduce((sum, g) => sum + workOf(w, g), -lostBy(w, guests));

/** Cycles of guests' useful work that a restart made useless: no more than there were. */
export const wasted = (w: World, guests: readonly Int[] = guestsOf(w, 'all')): Cycles =>
  Math.min(usefulOf(w, guests), lostBy(w, guests));

const CORE: Readonly<Record<Id, Reader>> = {
  /** guest user and guest kernel cycles, less what restarts have thrown away, over all cycles of the pCPUs that were on */
  usefulShare: (w, guests) => ({
    value: ratio(usefulOf(w, guests) - wasted(w, guests), capacity(w), 10_000),
    samples: 1,
  }),
  /**
   * Work done, as cycles that it would take on the bare machine, over all cycles of the pCPUs that were on. Where
   * techniques are compared this is the measure: useful share also credits the native part of what a slow one does.
   */
  workShare: (w, guests) => ({ value: ratio(doneBy(w, guests), capacity(w), 10_000), samples: 1 }),
  /** … over the cycles for which the guests' vCPUs wanted a pCPU, whether they had one or not: their pace */
  workPace: (w, guests) => {
    const time = guests.reduce((sum, g) => sum + wanted(w, g), 0);
    return time === 0 ? null : { value: ratio(doneBy(w, guests), time, 10_000), samples: guests.length };
  },
  /** … over the cycles that were charged to the guests, whatever for: how fast they are, beside the bare machine */
  workPerCycle: (w, guests) => {
    const { byGuest } = ledger(w);
    const charged = guests.reduce((sum, g) => sum + (byGuest[g] ?? []).reduce((all, one) => all + one, 0), 0);
    const work = guests.reduce((sum, g) => sum + workOf(w, g), 0);
    return charged === 0 ? null : { value: ratio(work, charged, 10_000), samples: guests.length };
  },
  /** of the time that vCPUs were not halted, the part that they spent ready without a pCPU */
  stealShare: (w, guests) => {
    let ready = 0;
    let wanted = 0;
    for (const t of vcpus(w, guests)) {
      const [isReady = 0, running = 0, exited = 0] = timeOf(w, t);
      ready += isReady;
      wanted += isReady + running + exited;
    }
    return { value: ratio(ready, wanted, 10_000), samples: 1 };
  },
  wakeToRunP90: wakeAt(9000),
  wakeToRunP95: wakeAt(9500),
  wakeToRunP99: wakeAt(9900),
  wakeToRunWorst: wakeAt(10_000),
  requestP50: requestAt(5000),
  requestP90: requestAt(9000),
  requestP95: requestAt(9500),
  requestP99: requestAt(9900),
  requestWorst: requestAt(10_000),
  /** as requestP99, but a request that was lost in a restart counts as one that has taken the whole run so far */
  answerP99: answerAt(9900),
  reboots: (w, guests) => sumOf(guests, (g) => w.guests[g]?.reboots ?? 0),
  served: (w, guests) => sumOf(guests, (g) => w.guests[g]?.served ?? 0),
  /** requests that a restart dropped, or that came while their guest was down */
  dropped: (w, guests) => sumOf(guests, (g) => w.guests[g]?.dropped ?? 0),
  violations: (w, guests) => sumOf(guests, (g) => w.guests[g]?.violations ?? 0),
  lostWork: (w, guests) => ({ value: lostBy(w, guests), samples: guests.length }),
  /** exits that a handler took, per million cycles of guest work */
  exitsPerMcycle: (w, guests) => ({
    value: ratio(
      guests.reduce((sum, g) => sum + (w.exits[g] ?? []).reduce((a, b) => a + b, 0), 0),
      usefulOf(w, guests),
      1_000_000,
    ),
    samples: 1,
  }),
  fairness,
  /** lines of the handlers that rules enable: code adds, rules do not, and code that two of them share counts once */
  trustedLines: (w) => {
    const ids = new Set(w.rules.map((rule) => rule.handler));
    const trusted = w.program.handlers.filter(({ id }) => ids.has(id));
    const isFirst = ({ machine, module }: (typeof trusted)[number], index: Int): boolean =>
      trusted.findIndex((other) => other.machine === machine && other.module === module) === index;
    return { value: trusted.filter(isFirst).reduce((sum, { codeLines }) => sum + codeLines, 0), samples: 1 };
  },
  /** of all cycles of the pCPUs, those on the way to device models and in them */
  backendShare: (w) => ({ value: ratio(totals(w)[CATEGORY.backend] ?? 0, capacity(w), 10_000), samples: 1 }),
  /** of all cycles of the pCPUs, those that traps take: the way into the hypervisor and out of it, and emulating what was caught */
  trapShare: (w) => ({
    value: ratio((totals(w)[CATEGORY.exitEntry] ?? 0) + (totals(w)[CATEGORY.emulation] ?? 0), capacity(w), 10_000),
    samples: 1,
  }),
  decisionShare: (w) => ({ value: ratio(totals(w)[CATEGORY.decision] ?? 0, capacity(w), 10_000), samples: 1 }),
};

/** By name: the reader, and the mechanism that it belongs to (null: the core). */
const METRICS: ReadonlyMap<Id, { read: Reader; of: Id | null }> = new Map(
  [{ id: null, metrics: CORE }, ...MECHANISMS].flatMap(({ id, metrics = {} }) =>
    Object.entries(metrics).map(([name, read]) => [name, { read, of: id }] as const),
  ),
);

export const METRIC_NAMES: readonly Id[] = [...METRICS.keys()];

/** Is there such a metric where these mechanisms are used? */
export function isMetric(name: Id, used: readonly Mechanism[]): boolean {
  const found = METRICS.get(name);
  return found !== undefined && (found.of === null || used.some(({ id }) => id === found.of));
}

/**
 * A metric at `now`, of one guest, of a role, of all, or of that guest which has `least` of it; null when there is nothing
 * to measure yet.
 */
export function metric(w: World, name: Id, of?: Id): Measured {
  const read = METRICS.get(name)?.read;
  if (read === undefined) return null;
  if (of !== 'least') return read(w, guestsOf(w, of));
  return w.guests.reduce<Measured>((least, _, guest) => {
    const one = read(w, [guest]);
    return one !== null && (least === null || one.value < least.value) ? { ...one, guest } : least;
  }, null);
}

/** Is a goal met now? Too few samples are not enough. */
export function isMet(w: World, goal: Goal): boolean {
  const measured = metric(w, goal.metric, goal.of);
  if (measured === null || measured.samples < (goal.minSamples ?? 0)) return false;
  return measured.value >= (goal.atLeast ?? 0) && measured.value <= (goal.atMost ?? Number.MAX_SAFE_INTEGER);
}

/** Stars: consecutive bars from the first, as far as the level has any; a lost run has none. */
export function stars(w: World): Int {
  if (w.status === 'lost' || w.status === 'budget') return 0;
  for (const star of [1, 2, 3] as const) {
    const goals = w.setup.goals.filter((goal) => goal.star === star);
    if (goals.length === 0 || !goals.every((goal) => isMet(w, goal))) return star - 1;
  }
  return 3;
}
