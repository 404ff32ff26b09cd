/**
 * World → view-model: the only translator. It reads and never writes, and holds no words.
 */
import {
  CATEGORIES,
  type Category,
  type Cycles,
  capacity,
  metric,
  NONE,
  totals,
  type World,
  wasted,
} from '../sim/index.ts';
import type { Seen, SessionPart } from './part.ts';
import { PARTS, type PartViews } from './parts/index.ts';
import { goalView, starsOf } from './view/goals.ts';
import { guestView, type Looking, weightsOf } from './view/guests.ts';
import { lately } from './view/lately.ts';
import { keysOf, lotsOf } from './view/lots.ts';
import { machineViews } from './view/machines.ts';
import { pcpuView } from './view/pcpus.ts';
import type { Board, View } from './view-model.ts';

/**
 * Cycles by category, by name, of all pCPUs that have power. The core books a socket without power as idle; here it is
 * left out, and what was done and then thrown away by a restart counts as part of it, so that shares of this ledger are those
 * of the metric `usefulShare`.
 */
export function ledgerView(w: World): Record<Category, Cycles> {
  const cycles = totals(w);
  const ledger = Object.fromEntries(CATEGORIES.map((name, i) => [name, cycles[i] ?? 0])) as Record<Category, Cycles>;
  const again = wasted(w);
  const kernel = Math.max(0, again - ledger.guestUser);
  return {
    ...ledger,
    guestUser: ledger.guestUser - (again - kernel),
    guestKernel: ledger.guestKernel - kernel,
    boot: ledger.boot + again,
    idle: ledger.idle - (w.now * w.pcpus.length - capacity(w)),
  };
}

/** What each part shows, by its name. */
function partViews(seen: Seen, board: Board): PartViews {
  const parts: Readonly<Record<string, SessionPart<unknown, never, unknown, unknown>>> = PARTS;
  const shown = Object.entries(parts).map(([name, part]) => [name, part.view?.(seen, board) ?? null]);
  return Object.fromEntries(shown);
}

export function viewOf(looked: Omit<Seen, 'lately'>): View {
  const { file, w, past, catalogue, now, next } = looked;
  const seen: Seen = { ...looked, lately: lately(past.samples, w) };
  const looking: Looking = { w, past, catalogue, lately: seen.lately };
  const weights = weightsOf(w);
  const lots = lotsOf(w);
  const keys = keysOf(w);
  const goals = w.setup.goals.map((goal) => goalView(w, goal));
  const board: Board = {
    level: file.id,
    seed: w.setup.seed,
    now,
    length: w.setup.length,
    hz: w.program.hz,
    playSecondNs: file.playSecondNs,
    status: w.status,
    machines: machineViews(w),
    verbs: w.setup.verbs,
    guests: w.guests.flatMap((_, g) => guestView(looking, g, weights, lots[g] ?? NONE, keys[g] ?? NONE) ?? []),
    pcpus: w.pcpus.flatMap((_, p) => pcpuView(w, looking.lately, p) ?? []),
    goals,
    stars: starsOf(goals, w.status),
    usefulShare: metric(w, 'usefulShare')?.value ?? 0,
    ledger: ledgerView(w),
    trustedLines: metric(w, 'trustedLines')?.value ?? 0,
    reboots: metric(w, 'reboots')?.value ?? 0,
    next,
    knobs: { ...w.knobs },
  };
  return { ...board, parts: partViews(seen, board) };
}
