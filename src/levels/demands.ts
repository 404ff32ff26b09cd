/**
 * Demands with names. A workload of many turns says the same few things again and again; in a file they may be said once,
 * under `setup.demands`, and a phase is then `{ like, until }`. Whoever reads a level afterwards never meets that.
 */
import type { Cycles, Id, LevelFile, Phase, Workload } from '../sim/index.ts';
import { bad, good, type Result } from './result.ts';

export type Demand = Omit<Phase, 'until'>;
export type Like = { like: Id; until?: Cycles };

type Phased = Extract<Workload, { phases: Phase[] }>;
export type WrittenWorkload = Exclude<Workload, Phased> | (Omit<Phased, 'phases'> & { phases: (Phase | Like)[] });
type Guest = LevelFile['setup']['guests'][number];
type Written<T> = Omit<T, 'workload'> & { workload: WrittenWorkload };
/** A setup as it stands in a file. */
export type WrittenSetup = Omit<LevelFile['setup'], 'guests' | 'days'> & {
  demands?: Record<Id, Demand>;
  guests: Written<Guest>[];
  days?: Record<Id, WrittenWorkload>[];
};

type Demands = ReadonlyMap<Id, Demand>;

/** The workload with what it names; null where there is no such demand. */
function unfolded(workload: WrittenWorkload, demands: Demands): Workload | null {
  if ('script' in workload) return workload;
  const phases: Phase[] = [];
  for (const written of workload.phases) {
    if (!('like' in written)) {
      phases.push(written);
      continue;
    }
    const demand = demands.get(written.like);
    if (demand === undefined) return null;
    phases.push(written.until === undefined ? demand : { ...demand, until: written.until });
  }
  return { ...workload, phases };
}

/** Problem: `noSuchDemand`. */
export function unfold(written: WrittenSetup): Result<LevelFile['setup']> {
  const { demands: named = {}, guests: guestsWritten, days: daysWritten, ...rest } = written;
  const demands: Demands = new Map(Object.entries(named));
  const guests: Guest[] = [];
  for (const [g, guest] of guestsWritten.entries()) {
    const workload = unfolded(guest.workload, demands);
    if (workload === null) return bad('noSuchDemand', `setup.guests.${g}.workload`);
    guests.push({ ...guest, workload });
  }
  if (daysWritten === undefined) return good({ ...rest, guests });
  const days: Record<Id, Workload>[] = [];
  for (const [d, day] of daysWritten.entries()) {
    const entries: [Id, Workload][] = [];
    for (const [id, one] of Object.entries(day)) {
      const workload = unfolded(one, demands);
      if (workload === null) return bad('noSuchDemand', `setup.days.${d}.${id}`);
      entries.push([id, workload]);
    }
    days.push(Object.fromEntries(entries));
  }
  return good({ ...rest, guests, days });
}
