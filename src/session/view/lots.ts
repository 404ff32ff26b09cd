/**
 * Where newcomers stand. Whoever is let in takes the first place that is free at that time and keeps it until it leaves,
 * whoever else comes or goes; the world knows when each came and went, so a run that went back shows the same places.
 */
import { type Cycles, type Int, NEVER, NONE, startCost, type World } from '../../sim/index.ts';

type Visit = { guest: Int; from: Cycles; until: Cycles };

/** From when to when guest g was let in, was or still is here; null of whoever never was. */
function visitOf(w: World, g: Int): Visit | null {
  const guest = w.guests[g];
  if (guest === undefined || w.setup.guests[g]?.enters === undefined) return null;
  const { stage, stageAt, startedAt, mode } = guest;
  if (stage === 'starting') return { guest: g, from: stageAt, until: NEVER };
  if (startedAt === NEVER) return null;
  return { guest: g, from: startedAt - startCost(w, mode), until: stage === 'gone' ? stageAt : NEVER };
}

/** By guest: the number of its place among newcomers from 0, also of one that has left; NONE of whoever never was here. */
export function lotsOf(w: World): Int[] {
  const lots = w.guests.map(() => NONE);
  const visits = w.guests.flatMap((_, g) => visitOf(w, g) ?? []).sort((a, b) => a.from - b.from || a.guest - b.guest);
  const freeFrom: Cycles[] = [];
  for (const { guest, from, until } of visits) {
    const free = freeFrom.findIndex((at) => at <= from);
    const lot = free < 0 ? freeFrom.length : free;
    lots[guest] = lot;
    freeFrom[lot] = until;
  }
  return lots;
}
