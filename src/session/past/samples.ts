/**
 * Samples of the counters once per second of play: what happened lately is the difference of two of them. The goals are
 * looked at too, so that the debrief can say when one slipped away.
 */
import {
  type Cycles,
  type Int,
  isMet,
  ledger,
  limitsOf,
  operations,
  STATES,
  type Task,
  timeOf,
  type World,
  workOf,
} from '../../sim/index.ts';
import { copyGrowing, type Growing, grow, growing } from './growing.ts';

/** seconds of play that "lately" means, and that a long look back takes in */
const RECENT_SECONDS = 5;
export const LONG_SECONDS = 10;

const READY = STATES.indexOf('ready');

/** vCPUs that wait: for a pCPU, for the kernel's lock, for a device, for their own limit to let them go on. */
export type Waits = { cpu: Int; locks: Int; device: Int; limit: Int };

type Table = readonly (readonly Int[])[];
export type Sample = Readonly<{
  at: Cycles;
  /** rows × categories */
  byGuest: Table;
  byPcpu: Table;
  /** guests × operations */
  opCount: Table;
  opCycles: Table;
  cacheHits: readonly Int[];
  cacheMisses: readonly Int[];
  /** by guest: what it has done, as cycles of the bare machine */
  work: readonly Cycles[];
  /** by guest: cycles that its vCPUs have been ready but not running */
  waited: readonly Cycles[];
  /** by guest: for what its vCPUs wait at that moment */
  waits: readonly Waits[];
}>;
export type Samples = {
  second: Cycles;
  recent: Sample[];
  /** cycle and, by goal, whether it was met then */
  goals: Growing<{ at: Cycles; met: boolean[] }>;
  /** where guests share a kernel: for what each waited then, and its misses of the page cache so far */
  shared: Growing<Pick<Sample, 'at' | 'waits' | 'cacheMisses'>>;
};

const zeros = (w: World): Int[] => w.guests.map(() => 0);
const added = (a: readonly Int[], b: readonly Int[]): Int[] => a.map((value, g) => value + (b[g] ?? 0));

function perGuest(w: World, of: (t: Int) => Int): Int[] {
  const sums = zeros(w);
  w.tasks.forEach(({ guest }, t) => {
    if (guest >= 0) sums[guest] = (sums[guest] ?? 0) + of(t);
  });
  return sums;
}

/** Does a limit on its CPU keep whatever of the guest is ready off the pCPUs? */
export function isHeldBack(w: World, g: Int): boolean {
  const { cap, freeze } = limitsOf(w, g);
  return cap > 0 || freeze > 0;
}

function waitsOf(w: World, g: Int): Waits {
  const { firstTask = 0, vcpus = 0 } = w.program.guests[g] ?? {};
  const tasks = w.tasks.slice(firstTask, firstTask + vcpus);
  const of = (is: (task: Task) => boolean): Int => tasks.filter(is).length;
  const ready = of(({ state }) => state === 'ready');
  const held = isHeldBack(w, g);
  return {
    cpu: held ? 0 : ready,
    locks: of(({ pcpu }) => w.pcpus[pcpu]?.interval === 'spin'),
    device: of(({ state, block }) => state === 'blocked' && block === 'device'),
    limit: of(({ state, block }) => state === 'blocked' && block === 'throttled') + (held ? ready : 0),
  };
}

/** The counters as they stand: to be read before time passes, since the operations' rows are the world's own. */
export function countersOf(w: World): Sample {
  const { byGuest, byPcpu } = ledger(w);
  return {
    at: w.now,
    byGuest,
    byPcpu,
    opCount: w.opCount,
    opCycles: operations(w),
    cacheHits: (w.kept.caches ?? []).reduce((all, { hits }) => added(all, hits), zeros(w)),
    cacheMisses: (w.kept.caches ?? []).reduce((all, { misses }) => added(all, misses), zeros(w)),
    work: w.guests.map((_, g) => workOf(w, g)),
    waited: perGuest(w, (t) => timeOf(w, t)[READY] ?? 0),
    waits: w.guests.map((_, g) => waitsOf(w, g)),
  };
}

const rows = (table: Table): Table => table.map((row) => row.slice());

function sampleOf(w: World): Sample {
  const now = countersOf(w);
  return { ...now, opCount: rows(now.opCount), opCycles: rows(now.opCycles) };
}

export const noSamples = (w: World, second: Cycles): Samples => ({
  second,
  recent: [sampleOf(w)],
  goals: growing(),
  shared: growing(),
});

/** Samples are never changed, so copies share them. */
export const copySamples = ({ second, recent, goals, shared }: Samples): Samples => ({
  second,
  recent: recent.slice(),
  goals: copyGrowing(goals),
  shared: copyGrowing(shared),
});

/** To be called at each multiple of a second, in order. */
export function takeSample(samples: Samples, w: World): void {
  const sample = sampleOf(w);
  samples.recent.push(sample);
  if (samples.recent.length > LONG_SECONDS + 1) samples.recent.shift();
  grow(samples.goals, { at: w.now, met: w.setup.goals.map((goal) => isMet(w, goal)) });
  const { at, waits, cacheMisses } = sample;
  if (w.setup.machines.some(({ shared }) => shared !== undefined)) grow(samples.shared, { at, waits, cacheMisses });
}

/** The sample that "lately" begins with, or a look back over so many seconds; the first there is while the run is younger. */
export function since({ recent }: Samples, seconds: Int = RECENT_SECONDS): Sample {
  const first = recent[Math.max(0, recent.length - 1 - seconds)];
  if (!first) throw new Error('samples begin with one at the start');
  return first;
}

/** For what vCPUs of guest g have waited lately, by the samples and now; 10,000 = one of them at any time. */
export function waitsLately(samples: Samples, w: World, g: Int): Waits {
  const seen = [...samples.recent.slice(-RECENT_SECONDS).map(({ waits }) => waits[g]), waitsOf(w, g)];
  const mean = (of: keyof Waits): Int =>
    Math.round((10_000 * seen.reduce((sum, waits) => sum + (waits?.[of] ?? 0), 0)) / seen.length);
  return { cpu: mean('cpu'), locks: mean('locks'), device: mean('device'), limit: mean('limit') };
}
