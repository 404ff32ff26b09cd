/**
 * World → view-model: the only translator. It reads and never writes, and holds no words.
 */
import {
  CATEGORIES,
  type Category,
  type Cycles,
  capacity,
  type LevelFile,
  metric,
  totals,
  type World,
} from '../sim/index.ts';
import type { Catalogue } from './catalogue.ts';
import type { Past } from './past/past.ts';
import { goalView, starsOf } from './view/goals.ts';
import { guestView, type Looking, weightsOf } from './view/guests.ts';
import { lately } from './view/lately.ts';
import { machineViews } from './view/machines.ts';
import { handlerViews, hypercallViews, kernelViews, latchView, offerView, wireViews } from './view/monitor.ts';
import { deviceView, pcpuView } from './view/pcpus.ts';
import { episodeViews, sharedView } from './view/sharedKernel.ts';
import type { Decision, View } from './view-model.ts';

/**
 * Cycles by category, by name, of all pCPUs that have power. The core books a socket without power as idle; here it is
 * left out, so that shares of this ledger are those of the metric `usefulShare`.
 */
export function ledgerView(w: World): Record<Category, Cycles> {
  const cycles = totals(w);
  const ledger = Object.fromEntries(CATEGORIES.map((name, i) => [name, cycles[i] ?? 0])) as Record<Category, Cycles>;
  return { ...ledger, idle: ledger.idle - (w.now * w.pcpus.length - capacity(w)) };
}

export type Seen = {
  file: LevelFile;
  w: World;
  past: Past;
  catalogue: Catalogue;
  /** display time in cycles, fractional, not later than the world's */
  now: number;
  next: Decision | null;
};

export function viewOf({ file, w, past, catalogue, now, next }: Seen): View {
  const looking: Looking = { w, past, catalogue, lately: lately(past.samples, w) };
  const weights = weightsOf(w);
  const guests = w.guests.flatMap((_, g) => guestView(looking, g, weights) ?? []);
  const goals = w.setup.goals.map((goal) => goalView(w, goal));
  const exits = guests.flatMap((guest) => guest.vcpus.flatMap((vcpu) => vcpu.exit ?? []));
  return {
    level: file.id,
    seed: w.setup.seed,
    now,
    length: w.setup.length,
    hz: w.program.hz,
    playSecondNs: file.playSecondNs,
    status: w.status,
    machines: machineViews(w),
    verbs: w.setup.verbs,
    guests,
    pcpus: w.pcpus.flatMap((_, p) => pcpuView(w, looking.lately, p) ?? []),
    exits: exits.sort((a, b) => a.at - b.at || a.task - b.task),
    handlers: handlerViews(w),
    wires: wireViews(w, past.answers),
    reasons: [...catalogue.reasons],
    offer: offerView(w, past.answers),
    devices: w.devices.flatMap((_, d) => deviceView(w, d) ?? []),
    latch: latchView(w),
    kernels: kernelViews(w),
    hypercalls: hypercallViews(w),
    shared: sharedView(
      w,
      looking.lately,
      guests.map((guest) => guest.share.locks),
    ),
    episodes: episodeViews(w),
    goals,
    stars: starsOf(goals, w.status),
    usefulShare: metric(w, 'usefulShare')?.value ?? 0,
    ledger: ledgerView(w),
    trustedLines: metric(w, 'trustedLines')?.value ?? 0,
    reboots: metric(w, 'reboots')?.value ?? 0,
    next,
    knobs: { ...w.knobs },
  };
}
