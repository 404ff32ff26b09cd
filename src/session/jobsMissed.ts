/**
 * Jobs that were not done in time, and what most of their time was lost to: nobody let them in, they waited at the door, they took
 * turns with too many, their technique took more than the bare machine, they had to do work again, or somebody turned them out.
 */
import {
  broughtDownAt,
  type Cycles,
  deadlineOf,
  type Int,
  type LogEntry,
  mixOfPhase,
  NEVER,
  startCost,
  takes,
  takesNative,
  trustOf,
  type World,
} from '../sim/index.ts';
import type { Costly, Deed } from './contract.ts';
import { type Incident, incidentsOf } from './past/incidents.ts';
import type { JobLossKind, KeptOut } from './past/keptOut.ts';
import type { Past } from './past/past.ts';

const UNLET: Readonly<Record<KeptOut, JobLossKind>> = {
  free: 'unlet',
  late: 'unletLate',
  full: 'unletFull',
  nowhere: 'unletNowhere',
};

type Word = 'admit' | 'refuse' | 'evict';

const saidTo = (log: readonly LogEntry[], guest: Int, word: Word): Cycles | null =>
  log.find(({ c }) => c.do === word && 'guest' in c && c.guest === guest)?.at ?? null;

function unletOf(log: readonly LogEntry[], { guest, reason, at, until, cycles }: Incident): Costly {
  const said = saidTo(log, guest, 'refuse');
  const deed: Deed = said === null ? { did: 'nothing' } : { did: 'sentAway', at: said };
  return { kind: UNLET[reason as KeptOut], at, until, guest, cycles, times: 1, reason: '', deed };
}

/** Who came through all its walls at `at` had been let in by somebody. */
function felledOf(w: World, log: readonly LogEntry[], { guest, at, until, cycles }: Incident): Costly {
  const other = w.guests.findIndex((_, g) => broughtDownAt(w, g) === at);
  const since = saidTo(log, other, 'admit');
  const deed: Deed | null = since === null ? null : { did: 'letOut', at: since, other };
  return { kind: 'felled', at, until, guest, cycles, times: 1, reason: '', deed };
}

/** Of a job that was let in and not done in time. Whoever was turned out because its walls broke was no loss. */
function missedOf(w: World, log: readonly LogEntry[], g: Int): Costly[] {
  const guest = w.guests[g];
  const enters = w.setup.guests[g]?.enters;
  if (guest === undefined || enters?.work === undefined || guest.startedAt === NEVER) return [];
  const gone = guest.stage === 'gone';
  const over = gone || deadlineOf(w, g) < w.now;
  if (!over || (w.kept.doneAt?.[g] ?? NEVER) !== NEVER) return [];
  if (trustOf(w, g)?.hostile === true && (w.kept.breaches?.[g]?.broken ?? 0) > 0) return [];
  const admitted = saidTo(log, g, 'admit');
  const until = Math.min(w.now, gone ? guest.stageAt : w.now, deadlineOf(w, g));
  const plain = { until, guest: g, times: 1 };
  const evicted = saidTo(log, g, 'evict');
  if (evicted !== null) {
    const cycles = enters.work - (guest.work - guest.lost);
    return [{ ...plain, kind: 'putOut', at: evicted, cycles, reason: '', deed: { did: 'turnedOut', at: evicted } }];
  }
  const mix = mixOfPhase(w, g, 0);
  const native = Math.max(1, takesNative(w, guest.mode, mix));
  const tax = Math.round(guest.work * Math.max(0, takes(w, guest.mode, mix) / native - 1));
  const parts: readonly (readonly [JobLossKind, Cycles])[] = [
    ['atDoor', (admitted ?? enters.at) - enters.at],
    ['starting', startCost(w, guest.mode)],
    ['undone', guest.lost],
    ['taxed', tax],
    ['crowded', Math.max(0, until - guest.startedAt - guest.work - tax)],
  ];
  const [kind, cycles] = [...parts].sort((a, b) => b[1] - a[1])[0] ?? ['crowded', 0];
  const reason = kind === 'taxed' ? (w.program.modes[guest.mode]?.id ?? '') : '';
  const deed: Deed | null = admitted === null ? null : { did: 'letIn', at: admitted };
  return [{ ...plain, kind, at: admitted ?? enters.at, cycles, reason, deed }];
}

/** In no order. */
export function jobLossesOf(w: World, { incidents }: Pick<Past, 'incidents'>, log: readonly LogEntry[]): Costly[] {
  return [
    ...incidentsOf(incidents, w, 'unlet').map((one) => unletOf(log, one)),
    ...incidentsOf(incidents, w, 'felled').map((one) => felledOf(w, log, one)),
    ...w.guests.flatMap((_, g) => missedOf(w, log, g)),
  ];
}
